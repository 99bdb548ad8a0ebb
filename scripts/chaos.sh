#!/usr/bin/env bash
# Runs the daemon against the Sandbox with random faults: dropped and stalled connections, kill -9, lost responses, lost
# events, a full disk, a stopped log reader, clock jumps, restored databases. After every round, all counts must equal
# those in Discord, each channel must exist once, and no wish may be missing. A failure prints the seed and the round; the
# same seed gives the same plans.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    echo "usage: scripts/chaos.sh [--minutes M | --rounds N] [--seed S] [--shards N]    (default: 10 minutes, a random seed, 1 shard)" >&2
    exit 64
}

minutes='' rounds='' seed=$RANDOM shards=1
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case "$1" in
    --minutes) minutes=$2 ;;
    --rounds) rounds=$2 ;;
    --seed) seed=$2 ;;
    --shards) shards=$2 ;;
    *) usage ;;
    esac
    [[ $2 =~ ^[0-9]+$ ]] || usage
    shift 2
done
[ -z "$minutes" ] || [ -z "$rounds" ] || usage

if [ -n "$rounds" ]; then
    export DREAMBOT_CHAOS_ROUNDS=$rounds
else
    export DREAMBOT_CHAOS_MINUTES=${minutes:-10}
fi
export DREAMBOT_CHAOS_SEED=$seed DREAMBOT_CHAOS_SHARDS=$shards

scripts/install-packages.sh
swift build --build-tests
# Moves the daemon's wall clock. Without a C compiler the clock stays as it is.
if compiler=$(command -v cc || command -v clang); then
    DREAMBOT_CHAOS_CLOCK_SHIM=$(mktemp -d)/clock-shim.so
    export DREAMBOT_CHAOS_CLOCK_SHIM
    "$compiler" -shared -fPIC -O2 -o "$DREAMBOT_CHAOS_CLOCK_SHIM" scripts/clock-shim.c -ldl
    trap 'rm -r "$(dirname "$DREAMBOT_CHAOS_CLOCK_SHIM")"' EXIT
fi
echo "chaos: seed $seed, shards $shards"
# Line buffering: each round is printed when it ends, into a pipe or file too.
stdbuf -oL swift test --skip-build --disable-xctest --filter 'ChaosTests.rounds'
