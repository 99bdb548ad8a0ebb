#!/usr/bin/env bash
# Checks that cost seconds and run nothing: every script by shellcheck, every dependency for an exact version, the unit by
# systemd-analyze. Exits 1 when one fails. A tool that is missing and cannot be installed is named, and its check left out.
set -euo pipefail
cd "$(dirname "$0")/.."

bad=0
fail() {
    echo "check-static.sh: $*" >&2
    bad=1
}

# Scripts.
if ! command -v shellcheck >/dev/null 2>&1; then
    timeout 120 scripts/install-packages.sh shellcheck || true
fi
if command -v shellcheck >/dev/null 2>&1; then
    mapfile -t scripts < <(find . -name '.build*' -prune -o \( -name '*.sh' -o -path './.ci/run' -o -path './contrib/debian/p*' \) -type f -print | sort)
    shellcheck --external-sources --severity=style "${scripts[@]}" || fail "shellcheck found something"
    echo "scripts: ${#scripts[@]} checked"
else
    echo "check-static.sh: the scripts were not checked. Install shellcheck: sudo apt-get install shellcheck" >&2
fi

# Dependencies: a version that is not exact may be another one tomorrow.
for manifest in Package.swift Benchmarks/Package.swift; do
    while IFS= read -r line; do
        fail "$manifest: no exact version: $line"
    done < <(grep -E '\.package\(' "$manifest" | grep -vE 'exact: "[0-9]+\.[0-9]+\.[0-9]+"|path: ' || true)
done
# What a dependency brings along is named in Package.swift as well. The list exists after the first build.
if [ -f Package.resolved ]; then
    while IFS= read -r identity; do
        grep -qiE "\.package\(url: \"[^\"]*/$identity(\.git)?\", exact:" Package.swift ||
            fail "Package.swift does not name the dependency $identity with an exact version"
    done < <(sed -nE 's/.*"identity" : "([^"]+)".*/\1/p' Package.resolved)
fi

# The unit: https://www.freedesktop.org/software/systemd/man/latest/systemd-analyze.html
if command -v systemd-analyze >/dev/null 2>&1 && systemd-analyze security --help 2>&1 | grep -q -- --offline; then
    # In tenths: 1.1 is 11.
    systemd-analyze security --no-pager --offline=true --threshold=11 contrib/dreambot.service >/dev/null ||
        fail "contrib/dreambot.service: systemd-analyze security says more than 1.1"
else
    echo "check-static.sh: contrib/dreambot.service was not checked: systemd-analyze with --offline is missing" >&2
fi

[ "$bad" = 0 ] && echo "static checks: clean"
exit "$bad"
