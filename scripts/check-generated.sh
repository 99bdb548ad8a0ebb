#!/usr/bin/env bash
# Checks that the man page and the completions in contrib/ are those of the commands as they are now.
#   scripts/check-generated.sh [--write] [DREAMBOT]
# --write makes them new. DREAMBOT is the binary to ask (default: the one of `swift build`).
set -euo pipefail
cd "$(dirname "$0")/.."

write=0
if [ "${1:-}" = --write ]; then
    write=1
    shift
fi
dreambot=${1:-}
[ -n "$dreambot" ] || dreambot=$(swift build --show-bin-path)/dreambot
if ! command -v python3 >/dev/null 2>&1; then
    timeout 120 scripts/install-packages.sh python3-minimal || true
fi
command -v python3 >/dev/null 2>&1 || {
    echo "check-generated.sh: not checked: the man page is made by Python: sudo apt-get install python3-minimal" >&2
    exit 0
}

made=$(mktemp -d "${TMPDIR:-/tmp}/dreambot-generated.XXXXXX")
trap 'rm -rf "$made"' EXIT
mkdir -p "$made/man" "$made/completions"
"$dreambot" --experimental-dump-help >"$made/help.json"
version=$("$dreambot" --version)
python3 scripts/man-page.py "$version" contrib/man/sections.man <"$made/help.json" >"$made/man/dreambot.1"
for shell in bash zsh fish; do
    # These files are sourced, not run. The generator leaves spaces at the ends of some lines.
    "$dreambot" --generate-completion-script "$shell" | sed -e '1{/^#!/d;}' -e 's/[[:space:]]*$//' >"$made/completions/dreambot.$shell"
done

files=(man/dreambot.1 completions/dreambot.bash completions/dreambot.zsh completions/dreambot.fish)
if [ "$write" = 1 ]; then
    for file in "${files[@]}"; do install -D -m 644 "$made/$file" "contrib/$file"; done
fi
stale=()
for file in "${files[@]}"; do cmp -s "$made/$file" "contrib/$file" || stale+=("contrib/$file"); done
if [ ${#stale[@]} -gt 0 ]; then
    echo "check-generated.sh: not as the commands are: ${stale[*]}. Run scripts/check-generated.sh --write." >&2
    exit 1
fi

bad=0
for shell in bash zsh fish; do
    ! command -v "$shell" >/dev/null 2>&1 || "$shell" -n "contrib/completions/dreambot.$shell" || bad=1
done
if command -v groff >/dev/null 2>&1; then
    warnings=$(groff -man -Tutf8 -ww -z contrib/man/dreambot.1 2>&1)
    [ -z "$warnings" ] || { printf '%s\n' "$warnings" >&2 && bad=1; }
fi
[ "$bad" = 0 ] && echo "man page and completions: current"
exit "$bad"
