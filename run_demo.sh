#!/usr/bin/env bash
# dreambot with the real parts: the bot and a pretend Discord, as two processes on this machine.
#   ./run_demo.sh             opens the pretend Discord in your browser, with a story to play step by step, until Ctrl-C
#   ./run_demo.sh --terminal  tells the story in the terminal, then stays up for you to play with, until Ctrl-C
#   ./run_demo.sh --check     tells the story only; exits 0 if every step was as it should be, else 1
set -euo pipefail
cd "$(dirname "$0")"

way=page
case "${1:-}" in
--check) way=check ;;
--terminal) way=terminal ;;
"") ;;
*)
    echo "usage: ./run_demo.sh [--terminal | --check]" >&2
    exit 64
    ;;
esac

scripts/install-packages.sh curl
echo "Building (the first time takes some minutes) …"
bin=$(scripts/build-release.sh dreambot dreambot-sandbox | tee >(cat >&2) | tail -n 1)

# shellcheck source=scripts/demo-story.sh
source scripts/demo-story.sh
if [ "$way" = page ]; then
    open_page
    exit 0
fi
play
if [ "$way" = check ]; then
    echo "The story was as it should be: $checks checks."
    exit 0
fi
stay_up
