#!/usr/bin/env bash
# Builds release binaries that need no Swift toolchain on the machine where they run, and checks how they are linked.
# Arguments: products (default: dreambot). Prints the folder of the binaries, .build/dist, as its last line. They are stripped;
# the ones with symbols, for debuggers, stay in .build/release.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- dreambot
# Swift's libraries are inside; no path to libraries is written into the binary, neither the toolchain's nor its own folder.
toolchain=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")
flags=(-c release --static-swift-stdlib --disable-local-rpath -Xswiftc -no-toolchain-stdlib-rpath)
# `swift build` drops unused sections (--gc-sections). No library looks for symbols in the program, so none is kept for them.
flags+=(-Xlinker --no-export-dynamic)
# LLVM's linker, which comes with Swift, keeps constants out of the segment of code. Half of the relocations' 2.4 MB would
# stay in memory: in packed form they are 20 KB, which glibc reads since 2.36. A machine like this one, or newer, will run it.
if [ -x "$toolchain/bin/ld.lld" ]; then
    flags+=(-Xswiftc -use-ld=lld)
    libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || true)
    if [ "$(printf '%s\n' "glibc 2.36" "$libc" | sort -V | head -n 1)" = "glibc 2.36" ]; then
        flags+=(-Xlinker -z -Xlinker pack-relative-relocs)
    fi
fi
if [ ! -d "$toolchain/lib/swift_static" ]; then
    echo "build-release.sh: the toolchain $toolchain has no static libraries (lib/swift_static); install the one of swift.org." >&2
    exit 69
fi
for product in "$@"; do
    swift build "${flags[@]}" --product "$product"
done
bin=$(swift build "${flags[@]}" --show-bin-path)

if ! command -v readelf >/dev/null 2>&1; then
    echo "build-release.sh: readelf is missing (package binutils); how the binaries are linked was not checked" >&2
else
    for product in "$@"; do
        headers=$(readelf -W -h -l -d "$bin/$product")
        flaw() {
            echo "build-release.sh: $bin/$product: $1" >&2
            exit 1
        }
        grep -qE 'Type: +DYN' <<<"$headers" || flaw "not position-independent"
        if grep -qE '\((RUNPATH|RPATH)\)' <<<"$headers"; then flaw "holds a path to libraries"; fi
        if grep -qE 'GNU_STACK.*RWE' <<<"$headers"; then flaw "has an executable stack"; fi
        # The Sandbox is a tool for tests.
        [ "$product" = dreambot ] || continue
        grep -q GNU_RELRO <<<"$headers" || flaw "has no read-only table of symbols (RELRO)"
        grep -qE 'BIND_NOW|FLAGS.*NOW' <<<"$headers" || flaw "binds symbols while it runs (no BIND_NOW)"
    done
fi

dist=$PWD/.build/dist
mkdir -p "$dist"
for product in "$@"; do
    # Beside the old one, then in its place: that one may run.
    if command -v strip >/dev/null 2>&1; then
        strip -o "$dist/$product.new" "$bin/$product"
    else
        echo "build-release.sh: strip is missing (package binutils); $product keeps its symbols" >&2
        cp "$bin/$product" "$dist/$product.new"
    fi
    chmod 755 "$dist/$product.new"
    mv -f "$dist/$product.new" "$dist/$product"
done
echo "$dist"
