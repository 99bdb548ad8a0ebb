#!/usr/bin/env bash
# Installs dreambot: binary, units and their user, man page, completions, documentation. Run again, it replaces what it
# installed before.
#   install.sh [--prefix DIR] [--binary FILE]   default: /usr/local, and the binary beside this script or in .build/dist
#   install.sh --uninstall [--prefix DIR]       removes these files; keeps /etc/dreambot, /var/lib/dreambot and backups
# DESTDIR is put before every path that is written, as a package builder wants it. Nothing is enabled or started; a bot that
# runs is restarted.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
# In the tarball it is beside contrib, in the repository in scripts.
root=$here
[ -d "$root/contrib" ] || root=$(dirname "$here")

usage() {
    echo "usage: install.sh [--prefix DIR] [--binary FILE] | --uninstall [--prefix DIR]" >&2
    exit 64
}
prefix=/usr/local
binary=
uninstall=0
while [ $# -gt 0 ]; do
    case "$1" in
    --prefix | --binary)
        [ $# -ge 2 ] || usage
        if [ "$1" = --prefix ]; then prefix=$2; else binary=$2; fi
        shift 2
        ;;
    --prefix=*) prefix=${1#*=} && shift ;;
    --binary=*) binary=${1#*=} && shift ;;
    --uninstall) uninstall=1 && shift ;;
    *) usage ;;
    esac
done
case "$prefix" in
/*) prefix=${prefix%/} ;;
*) echo "install.sh: the prefix must be an absolute path: $prefix" >&2 && exit 64 ;;
esac
case "$prefix" in *[!A-Za-z0-9/._+-]*) echo "install.sh: a unit cannot name this path: $prefix" >&2 && exit 64 ;; esac

# systemd looks below /usr and /usr/local; a unit of another prefix is for the administrator's folder.
case "$prefix" in
/usr | /usr/local) units=$prefix/lib/systemd/system users=$prefix/lib/sysusers.d ;;
*) units=/etc/systemd/system users=/etc/sysusers.d ;;
esac
# Debian's zsh has a folder of its own for packages.
zsh_functions=$prefix/share/zsh/site-functions
[ "$prefix" != /usr ] || zsh_functions=/usr/share/zsh/vendor-completions
docs=$prefix/share/doc/dreambot

# MODE, source, destination. What contrib holds besides units, man page and completions is documentation.
files=(
    "755 bin $prefix/bin/dreambot"
    "644 contrib/dreambot.service $units/dreambot.service"
    "644 contrib/dreambot-backup.service $units/dreambot-backup.service"
    "644 contrib/dreambot-backup.timer $units/dreambot-backup.timer"
    "644 contrib/sysusers.d/dreambot.conf $users/dreambot.conf"
    "644 contrib/man/dreambot.1 $prefix/share/man/man1/dreambot.1"
    "644 contrib/completions/dreambot.bash $prefix/share/bash-completion/completions/dreambot"
    "644 contrib/completions/dreambot.zsh $zsh_functions/_dreambot"
    "644 contrib/completions/dreambot.fish $prefix/share/fish/vendor_completions.d/dreambot.fish"
    "644 config.example.json $docs/examples/config.json"
)
for page in README.md SECURITY.md CHANGELOG.md LICENSE docs/operating.md; do files+=("644 $page $docs/$page"); done
while IFS= read -r -d '' file; do
    files+=("644 contrib/$file $docs/examples/$file")
done < <(cd "$root/contrib" && find . \( -path ./man -o -path ./completions -o -path ./debian -o -path ./sysusers.d -o -name 'dreambot*.service' \
    -o -name 'dreambot*.timer' \) -prune -o -type f -printf '%P\0' | sort -z)

# The service manager of this machine, unless the files go elsewhere.
live=0
[ -n "${DESTDIR:-}" ] || [ ! -d /run/systemd/system ] || [ "$(id -u)" != 0 ] || live=1

if [ "$uninstall" = 1 ]; then
    if [ "$live" = 1 ] && [ -e "$units/dreambot.service" ]; then
        systemctl disable --now dreambot-backup.timer dreambot.service || true
    fi
    for line in "${files[@]}"; do
        read -r _ _ destination <<<"$line"
        rm -f "${DESTDIR:-}$destination"
    done
    # Only folders that hold nothing else.
    if [ -d "${DESTDIR:-}$docs" ]; then find "${DESTDIR:-}$docs" -depth -type d -exec rmdir --ignore-fail-on-non-empty {} +; fi
    [ "$live" = 0 ] || systemctl daemon-reload
    echo "Removed dreambot from $prefix. Kept: /etc/dreambot, /var/lib/dreambot, /var/backups/dreambot, as far as they exist."
    exit 0
fi

if [ -z "$binary" ]; then
    for binary in "$root/bin/dreambot" "$root/.build/dist/dreambot"; do [ ! -f "$binary" ] || break; done
fi
[ -f "$binary" ] || {
    echo "install.sh: no binary. Build it with scripts/build-release.sh, or name one with --binary." >&2
    exit 66
}
# A program that cannot run here is not installed. With DESTDIR it may be for another machine.
[ -n "${DESTDIR:-}" ] || "$binary" --version >/dev/null || {
    echo "install.sh: $binary does not run here. It needs libcurl, libsqlite3, zlib and libstdc++ of the system:" >&2
    echo "  sudo apt-get install libcurl4 libsqlite3-0 zlib1g libstdc++6 ca-certificates tzdata" >&2
    exit 69
}

# put MODE SOURCE DESTINATION: whole or not at all; a program that runs keeps its old file.
put() {
    install -D -m "$1" "$2" "${DESTDIR:-}$3.new"
    mv -f "${DESTDIR:-}$3.new" "${DESTDIR:-}$3"
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for line in "${files[@]}"; do
    read -r mode source destination <<<"$line"
    case "$source" in
    bin) put "$mode" "$binary" "$destination" ;;
    *.service)
        # The units name the program and its documentation by their full paths.
        sed "s|/usr/local/|$prefix/|g" "$root/$source" >"$scratch/unit"
        put "$mode" "$scratch/unit" "$destination"
        ;;
    *) put "$mode" "$root/$source" "$destination" ;;
    esac
done
install -d -m 755 "${DESTDIR:-}/etc/dreambot"

if [ "$live" = 1 ]; then
    # Before the unit: it names this user.
    systemd-sysusers "$users/dreambot.conf" ||
        echo "install.sh: the unit's user could not be made: useradd --system --home-dir /var/lib/dreambot dreambot" >&2
    systemctl daemon-reload
    systemctl try-restart dreambot.service
fi
if [ -z "${DESTDIR:-}" ]; then
    echo "Installed $("$prefix/bin/dreambot" version) in $prefix."
    if [ "$units" != /etc/systemd/system ] && [ -e /etc/systemd/system/dreambot.service ]; then
        echo "/etc/systemd/system/dreambot.service hides the unit in $units; remove it, unless it is meant to." >&2
    fi
fi
