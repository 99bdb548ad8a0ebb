#!/usr/bin/env bash
# Plays the Sandbox's page in a headless Chromium: votes, wishes, buttons, a restart of the bot, hostile texts, accessibility,
# measures. Installs the browser if it is missing, and fails without one.
#   scripts/try-page.sh [--pictures DIR] [--page-folder DIR]
# DREAMBOT_BIN: a folder with dreambot and dreambot-sandbox (default: a release build). AXE_CORE: an axe.min.js to check with too.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 ||
    scripts/install-packages.sh chromium
command -v python3 >/dev/null 2>&1 || scripts/install-packages.sh python3-minimal
if [ -n "${DREAMBOT_BIN:-}" ]; then
    bin=$DREAMBOT_BIN
else
    echo "Building (the first time takes some minutes) …"
    bin=$(scripts/build-release.sh dreambot dreambot-sandbox | tee >(cat >&2) | tail -n 1)
fi
# The bot refuses a configuration that others may write, whatever the caller's umask.
umask 077
PYTHONDONTWRITEBYTECODE=1 exec python3 scripts/page/try_page.py "$bin" "$@"
