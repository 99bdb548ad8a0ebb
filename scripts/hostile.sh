#!/usr/bin/env bash
# Plays a hostile local user, server, member and moderator against the release binary, with the Sandbox as Discord. Prints
# what was tried and what happened; exits 1 if something gave way. Arguments: the roles to play (default: all).
#   scripts/hostile.sh [local] [server] [member] [moderator]
# As root it also plays a user with another uid; without, it says what it left out.
set -euo pipefail
cd "$(dirname "$0")/.."

for role in "$@"; do
    case $role in
    local | server | member | moderator) ;;
    *)
        echo "usage: scripts/hostile.sh [local] [server] [member] [moderator]" >&2
        exit 64
        ;;
    esac
done
[ $# -gt 0 ] || set -- local server member moderator

scripts/install-packages.sh curl
if [ -n "${DREAMBOT_BIN:-}" ]; then
    bin=$DREAMBOT_BIN
else
    echo "Building (the first time takes some minutes) …"
    bin=$(scripts/build-release.sh dreambot dreambot-sandbox | tail -n 1)
fi

# shellcheck source=scripts/hostile/stage.sh
source scripts/hostile/stage.sh
# shellcheck source=scripts/hostile/local.sh
source scripts/hostile/local.sh
# shellcheck source=scripts/hostile/server.sh
source scripts/hostile/server.sh
# shellcheck source=scripts/hostile/members.sh
source scripts/hostile/members.sh

start_sandbox
for role in "$@"; do "play_$role"; done
stop_bot
print_sum
