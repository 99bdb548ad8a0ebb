#!/usr/bin/env bash
# Checks that the compiler, with the settings of Package.swift, lets every async function return to its caller's actor.
# Exit code: 0 when it does.
set -euo pipefail
cd "$(dirname "$0")/.."
exec swift run -c release --quiet isolation-probe
