#!/usr/bin/env bash
# Holds the imports of Sources/ against the table of ARCHITECTURE.md: a module imports only what its row allows.
# The package manager stops targets that are not declared, but not a target that is declared where it does not belong.
set -euo pipefail
cd "$(dirname "$0")/.."

# Language and platform: allowed wherever the row does not say "nothing".
platform='Foundation FoundationEssentials Glibc Musl Dispatch Synchronization'

allowed() {
    case "$1" in
    dreambot) echo "Wishes Discord Transport CLinux ArgumentParser ServiceLifecycle Logging $platform" ;;
    Wishes) echo "Discord CZlib GRDB Logging $platform" ;;
    Discord) echo "WebSocket Transport CZlib Logging $platform" ;;
    WebSocket) echo "" ;;
    Transport) echo "CCurl Logging $platform" ;;
    Sandbox) echo "FlyingFox FlyingSocks CZlib Logging $platform" ;;
    dreambot-sandbox) echo "Sandbox ArgumentParser Logging $platform" ;;
    websocket-conformance) echo "WebSocket Transport ArgumentParser $platform" ;;
    *) return 1 ;;
    esac
}

bad=0
for folder in Sources/*/; do
    module=$(basename "$folder")
    # System libraries are headers, not Swift.
    [ -n "$(find "$folder" -name '*.swift' -print -quit)" ] || continue
    if ! list=$(allowed "$module"); then
        echo "$folder: this module has no row in scripts/check-imports.sh"
        bad=1
        continue
    fi
    while IFS=: read -r file line text; do
        name=$(sed -E 's/^ *(@[A-Za-z_()]+ +)*(public |internal |package |fileprivate |private )?import +(struct |class |enum |protocol |func |var |typealias |let )?//; s/[. ].*$//' <<<"$text")
        case " $list " in
        *" $name "*) ;;
        *)
            echo "$file:$line: $module may not import $name (allowed: ${list:-nothing})"
            bad=1
            ;;
        esac
    done < <(grep -rnE '^ *(@[A-Za-z_()]+ +)*((public|internal|package|fileprivate|private) )?import +' --include='*.swift' "$folder" || true)
done
[ "$bad" = 0 ] && echo "imports: the table holds"
exit "$bad"
