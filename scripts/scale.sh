#!/usr/bin/env bash
# Measures the bot with many guilds and shards: the release binary against the Sandbox, both on this machine. Prints a line of
# figures for each part, with PASS or FAIL against its target. Exit code: 0 when every part passes, else 1.
set -euo pipefail
cd "$(dirname "$0")/.."

parts=(pacing start memory storm cut restart)

usage() {
    echo "usage: scripts/scale.sh [PART…|all] [--guilds N] [--shards N] [--wishes N] [--requests-per-second N]" >&2
    echo "                        [--events-per-second N] [--bin FOLDER] [--log FOLDER]" >&2
    echo "       parts: ${parts[*]}; default: all, with 20,000 guilds in 20 shards, 500 requests a second," >&2
    echo "       and a storm of 1,000 events a second in each shard" >&2
    echo "       memory and the second half of restart have one shard, 2,500 guilds and 50 requests a second" >&2
    echo "       wishes in each guild: start 0; storm, cut and restart 2; with one shard 20" >&2
    exit 64
}

bin='' options=() chosen=()
while [ $# -gt 0 ]; do
    case "$1" in
    --bin)
        [ $# -ge 2 ] || usage
        bin=$2
        shift
        ;;
    --guilds | --shards | --wishes | --requests-per-second | --events-per-second)
        [[ ${2-} =~ ^[0-9]+$ ]] || usage
        options+=("$1" "$2")
        shift
        ;;
    --log)
        [ $# -ge 2 ] || usage
        options+=("$1" "$2")
        shift
        ;;
    all) chosen+=("${parts[@]}") ;;
    *)
        [[ " ${parts[*]} " == *" $1 "* ]] || usage
        chosen+=("$1")
        ;;
    esac
    shift
done
[ ${#chosen[@]} -gt 0 ] || chosen=("${parts[@]}")

command -v python3 >/dev/null || {
    echo "scale.sh: python3 is missing" >&2
    exit 69
}
if [ -z "$bin" ]; then
    scripts/install-packages.sh
    bin=$(scripts/build-release.sh dreambot dreambot-sandbox | tee >(cat >&2) | tail -n 1)
fi
exec python3 scripts/scale/scale.py --bin "$(realpath "$bin")" ${options[@]+"${options[@]}"} "${chosen[@]}"
