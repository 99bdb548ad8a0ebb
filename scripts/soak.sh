#!/usr/bin/env bash
# A bot's long life, with the release binary against the Sandbox: first two idle minutes in real time, then a month with a
# simulated clock: votes, wishes, deletions, members, syncs, summaries, backups, reloads, and lost connections. Prints a line
# for each day and what has grown. Exit code: 0 when nothing has and the idle bot keeps its limits, else 1.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    echo "usage: scripts/soak.sh [--days N] [--idle SECONDS] [--seed S] [--bin FOLDER] [--log FILE]" >&2
    echo "       default: 30 days after 120 idle seconds, binaries built anew; 0 leaves a part out" >&2
    exit 64
}

bin='' options=()
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case "$1" in
    --bin) bin=$2 ;;
    --days | --idle | --seed)
        [[ $2 =~ ^[0-9]+$ ]] || usage
        options+=("$1" "$2")
        ;;
    --log) options+=("$1" "$2") ;;
    *) usage ;;
    esac
    shift 2
done

command -v python3 >/dev/null || {
    echo "soak.sh: python3 is missing" >&2
    exit 69
}
compiler=$(command -v cc || command -v clang) || {
    echo "soak.sh: a C compiler is missing; the clock is simulated by a small library" >&2
    exit 69
}
if [ -z "$bin" ]; then
    scripts/install-packages.sh
    bin=$(scripts/build-release.sh dreambot dreambot-sandbox | tee >(cat >&2) | tail -n 1)
fi
shim=$(mktemp -d)/simulated-clock.so
trap 'rm -r "$(dirname "$shim")"' EXIT
"$compiler" -shared -fPIC -O2 -pthread -o "$shim" scripts/soak/simulated-clock.c -ldl
python3 scripts/soak/soak.py --bin "$(realpath "$bin")" --shim "$shim" "${options[@]}"
