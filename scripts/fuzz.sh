#!/usr/bin/env bash
# Fuzzes the parsers of what comes from outside: WebSocket frames, zlib-stream, gateway payloads, interactions, bodies of
# REST answers, files for import. Arguments: seconds per target (default 60), then the targets (default all). Starts from
# Tests/Fuzzing/Corpus, whose inputs CorpusTests replay. Exits 1 when an input traps, reads out of bounds or violates a
# property; the input's file is kept and printed.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
case $seconds in
'' | *[!0-9]*)
    echo "usage: scripts/fuzz.sh [SECONDS [TARGET...]]" >&2
    exit 64
    ;;
esac

export DREAMBOT_FUZZ=1
# Swift's backtrace handler would end the process before libFuzzer writes the input.
export SWIFT_BACKTRACE=enable=no
build=(swift build -c release --sanitize=fuzzer --sanitize=address --scratch-path .build-fuzz)
work=$(mktemp -d "${TMPDIR:-/tmp}/dreambot-fuzz.XXXXXX")
bad=0

wanted=("${@:2}")

# Builds and runs one target, if it is wanted; prints the number of executions.
fuzz() {
    local name=$1 corpus=$work/$1
    shift
    if [ "${#wanted[@]}" -gt 0 ] && [[ " ${wanted[*]} " != *" $name "* ]]; then return; fi
    "${build[@]}" --product "$name"
    mkdir -p "$corpus"
    echo "$name: $seconds s …"
    if "$bin/$name" "$corpus" "Tests/Fuzzing/Corpus/$name" -max_total_time="$seconds" -artifact_prefix="$work/$name-" \
        -print_final_stats=1 "$@" >"$work/$name.log" 2>&1; then
        sed -n 's/^stat::number_of_executed_units: */  executions: /p' "$work/$name.log"
        echo "  new inputs of the corpus: $(find "$corpus" -type f | wc -l), $corpus"
    else
        bad=1
        tail -n 30 "$work/$name.log"
        echo "$name: failing inputs:"
        find "$work" -maxdepth 1 -name "$name-*" -print -exec od -A x -t x1z {} \;
    fi
}

bin=$("${build[@]}" --show-bin-path)
fuzz FuzzFrames -max_len=1024
fuzz FuzzInflate -max_len=1024
fuzz FuzzGateway -max_len=2048 -dict=Tests/Fuzzing/gateway.dict
fuzz FuzzInteractions -max_len=2048 -dict=Tests/Fuzzing/gateway.dict
fuzz FuzzREST -max_len=2048 -dict=Tests/Fuzzing/gateway.dict
fuzz FuzzImport -max_len=2048 -dict=Tests/Fuzzing/import.dict
exit "$bad"
