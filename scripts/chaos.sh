#!/usr/bin/env bash
# The real daemon and the Sandbox through random trouble: drops, zombies, kill -9, lost answers, lost events. After every
# round every count must be what everybody sees, every channel there once, and no wish missing. A failure prints the
# seed and the round; the same seed draws the same plans again.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
    echo "usage: scripts/chaos.sh [--minutes M | --rounds N] [--seed S]    (10 minutes, a new seed)" >&2
    exit 64
}

minutes='' rounds='' seed=$RANDOM
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || usage
    case "$1" in
    --minutes) minutes=$2 ;;
    --rounds) rounds=$2 ;;
    --seed) seed=$2 ;;
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
export DREAMBOT_CHAOS_SEED=$seed

scripts/install-packages.sh
swift build --build-tests
echo "chaos: seed $seed"
# Into a pipe or a file, too, every round is shown when it is over.
exec stdbuf -oL swift test --skip-build --disable-xctest --filter 'ChaosTests.rounds'
