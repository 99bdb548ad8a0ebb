#!/usr/bin/env bash
# Plays dreambot's story with the real parts: the bot and a pretend Discord, as two processes on this machine.
#   ./run_demo.sh          plays the story, then stays up for you to play with, until Ctrl-C
#   ./run_demo.sh --check  plays the story only; exits 0 if every step was as it should be, else 1
set -euo pipefail
cd "$(dirname "$0")"

check_only=0
case "${1:-}" in
--check) check_only=1 ;;
"") ;;
*)
    echo "usage: ./run_demo.sh [--check]" >&2
    exit 64
    ;;
esac

scripts/install-packages.sh curl
echo "Building (the first time takes some minutes) …"
bin=$(scripts/build-release.sh dreambot dreambot-sandbox | tee >(cat >&2) | tail -n 1)

# shellcheck source=scripts/demo-story.sh
source scripts/demo-story.sh
play
if [ "$check_only" = 1 ]; then
    echo "The story was as it should be: $checks checks."
    exit 0
fi
stay_up
