#!/usr/bin/env bash
# Installs the missing system packages, or prints their names. Arguments: additional packages.
set -euo pipefail

wanted=(libcurl4-openssl-dev libsqlite3-dev zlib1g-dev pkg-config "$@")

if ! command -v swift >/dev/null 2>&1; then
    echo "No Swift toolchain on the PATH. Install Swift 6.2 or newer: https://www.swift.org/install/linux/" >&2
    exit 1
fi

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "Not a Debian or Ubuntu system. Install the development files of libcurl, libsqlite3 and zlib." >&2
    exit 0
fi

missing=()
for package in "${wanted[@]}"; do
    # Newer systems provide pkg-config by the package pkgconf.
    [ "$package" = pkg-config ] && command -v pkg-config >/dev/null 2>&1 && continue
    # Any TLS variant of libcurl's development files is enough.
    [ "$package" = libcurl4-openssl-dev ] && dpkg-query -W -f='${Status}\n' 'libcurl4-*-dev' 2>/dev/null |
        grep -q 'install ok installed' && continue
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit 0

if [ "$(id -u)" = 0 ]; then
    run=()
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    run=(sudo)
else
    echo "Packages are missing. Install them with:  sudo apt-get install ${missing[*]}" >&2
    exit 1
fi
echo "Installing ${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
install() { "${run[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; }
# Package lists can be absent or stale: fetch them when the first attempt fails.
if ! install 2>/dev/null; then
    "${run[@]}" apt-get update -qq
    install || {
        echo "apt-get failed. Install the packages manually:  sudo apt-get install ${missing[*]}" >&2
        exit 1
    }
fi
