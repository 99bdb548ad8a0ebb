#!/usr/bin/env bash
# Sets up and runs everything that must hold: imports, scripts, dependencies, formatting, isolation, man page, unit tests, and the real binary against the Sandbox.
# Arguments go to `swift test`, e.g. --filter WishesTests.
set -euo pipefail
cd "$(dirname "$0")"

scripts/install-packages.sh
scripts/check-imports.sh
scripts/check-static.sh
swift format lint --strict --recursive --parallel Sources Tests Benchmarks Package.swift
echo "formatting: clean"

# XCTest is not used; without it there is one runner, and one closing line.
swift build --build-tests
scripts/check-isolation.sh
scripts/check-generated.sh
# All at once the tests would wait for each other, with their limits running; a few per processor are also done sooner.
: "${SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH:=$(($(nproc) * 4))}"
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH
exec swift test --skip-build --disable-xctest "$@"
