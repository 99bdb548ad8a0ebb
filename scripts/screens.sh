#!/usr/bin/env bash
# Makes docs/screens.md anew: what members see, as the program shows it in the Sandbox now. Without changes of what is said
# it changes nothing; the test that it runs compares the page at every other time.
set -euo pipefail
cd "$(dirname "$0")/.."

DREAMBOT_WRITE_SCREENS=1 swift test --disable-xctest --filter ScreensTests
git --no-pager diff --stat -- docs/screens.md 2>/dev/null || true
