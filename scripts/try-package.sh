#!/usr/bin/env bash
# Lives with the package as an administrator does: installs it, runs it against the Sandbox, upgrades it over the running bot,
# removes and purges it, and does the same with the tarball. All of it happens in a copy of this machine's files that is thrown
# away (an overlay). A stand-in for systemctl runs the unit's command with its credential, state folder and user.
# Needs root and a Debian system; exits 69 without. DREAMBOT_BIN names a folder with both binaries.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(id -u)" != 0 ] || ! command -v dpkg-deb >/dev/null 2>&1; then
    echo "try-package.sh: needs root and dpkg" >&2
    exit 69
fi
# What is mounted from here on is seen by this script alone, and gone when it ends.
[ -n "${DREAMBOT_APART:-}" ] || DREAMBOT_APART=1 exec unshare --mount --propagation private "$0" "$@"

scripts/install-packages.sh curl dpkg-dev
bin=${DREAMBOT_BIN:-$(scripts/build-release.sh dreambot dreambot-sandbox | tail -n 1)}
# shellcheck source=scripts/hostile/stage.sh
source scripts/hostile/stage.sh

checks=0
tell() { printf '\n%s\n' "$*"; }
held() {
    checks=$((checks + 1))
    printf '  ✔ %s\n' "$*"
}
failed() {
    printf '  ✘ %s\n' "$*" >&2
    tail -n 30 "$box/var/log/dreambot.log" >&2 || true
    exit 1
}
# must WORDS COMMAND…
must() {
    local words=$1
    shift
    if "$@"; then held "$words"; else failed "not so: $words"; fi
}
not() { ! "$@"; }

# MARK: The copy of this machine

# Outside the folder that is deleted in the end, and with devices of its own: nothing of the machine is within its reach. The
# folder is only ever removed as an empty one.
copy=$(mktemp -d "${TMPDIR:-/tmp}/dreambot-copy.XXXXXX")
box=$copy/root
throw_away() {
    umount -R -l "$copy" 2>/dev/null || true
    rmdir "$copy" || true
}
trap 'throw_away; finish' EXIT
mount -t tmpfs -o mode=0755 dreambot "$copy"
mkdir "$copy/upper" "$copy/work" "$box"
mount -t overlay overlay -o "lowerdir=/,upperdir=$copy/upper,workdir=$copy/work" "$box" || {
    echo "try-package.sh: this kernel makes no overlay of /" >&2
    exit 69
}
mount -t proc proc "$box/proc"
for folder in dev run; do mount -t tmpfs -o mode=0755 dreambot "$box/$folder"; done
for device in 'null 3' 'zero 5' 'full 7' 'random 8' 'urandom 9'; do
    read -r device minor <<<"$device"
    mknod -m 666 "$box/dev/$device" c 1 "$minor"
done
ln -s /proc/self/fd "$box/dev/fd"
mkdir -p "$box/run/systemd/system"
# The index of all man pages takes longer than everything else.
rm -f "$box/var/lib/man-db/auto-update"
rm -rf "$box/etc/dreambot" "$box/var/lib/dreambot"
sed -i '/^dreambot:/d' "$box"/etc/{passwd,group,shadow,gshadow}
in_box() { chroot "$box" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C DEBIAN_FRONTEND=noninteractive "$@"; }

rm -f "$box/usr/bin/systemctl"
install -m 755 /dev/stdin "$box/usr/bin/systemctl" <<'STAND_IN'
#!/bin/bash
# What systemd does for this unit, as far as the package's scripts ask for it.
set -eu
echo "systemctl $*" >>/run/systemctl.log
unit=$(ls /etc/systemd/system/dreambot.service /usr/local/lib/systemd/system/dreambot.service \
    /usr/lib/systemd/system/dreambot.service 2>/dev/null | head -n 1 || true)
running() { [ -s /run/bot.pid ] && kill -0 "$(cat /run/bot.pid)" 2>/dev/null; }
stop() {
    running || return 0
    kill -TERM "$(cat /run/bot.pid)"
    for _ in $(seq 200); do running || break; sleep 0.05; done
    running && exit 1
    rm -f /run/bot.pid
}
start() {
    [ -n "$unit" ] || { echo "Unit dreambot.service not found." >&2; exit 5; }
    ! running || return 0
    user=$(sed -n 's/^User=//p' "$unit")
    install -d -m 700 -o "$user" -g "$user" /var/lib/dreambot /run/credentials
    token=$(sed -n 's/^LoadCredential=discord_token://p' "$unit")
    install -m 400 -o "$user" "$token" /run/credentials/discord_token
    read -ra command <<<"$(sed -n 's/^ExecStart=//p' "$unit")"
    CREDENTIALS_DIRECTORY=/run/credentials setsid setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs \
        "${command[@]}" >>/var/log/dreambot.log 2>&1 </dev/null &
    echo $! >/run/bot.pid
}
case "$1" in
daemon-reload) ;;
stop) stop ;;
disable) stop && rm -f /etc/systemd/system/multi-user.target.wants/dreambot.service ;;
try-restart) ! running || { stop && start; } ;;
enable)
    mkdir -p /etc/systemd/system/multi-user.target.wants
    ln -sf "$unit" /etc/systemd/system/multi-user.target.wants/dreambot.service
    [ "$2" != --now ] || start
    ;;
*) exit 1 ;;
esac
STAND_IN
: >"$box/run/systemctl.log"
trap 'in_box systemctl stop dreambot.service 2>/dev/null || true; throw_away; finish' EXIT

runs() { [ -s "$box/run/bot.pid" ] && kill -0 "$(cat "$box/run/bot.pid")" 2>/dev/null; }
enabled() { find "$box/etc/systemd/system" -name 'dreambot*' | grep -q .; }
installed() { in_box dpkg-query -s dreambot 2>/dev/null | grep -qx 'Status: install ok installed'; }
# Everything that a program's installation has left behind, whatever it holds.
left() { (cd "$copy/upper" && find . -name '*dreambot*' ! -type c ! -path './var/log/*' ! -path './var/cache/man/*' ! -path './var/lib/dpkg/*' ! -path './root/*' ! -path './tmp/*' ! -path './work/*' | sort); }
nothing_left() {
    local found
    found=$(left)
    [ -z "$found" ] || { printf '%s\n' "$found" >&2 && return 1; }
}
# stored WORDS…: waits until the database holds a wish with each of these words: it is written after its card.
stored() {
    local words
    for words in "$@"; do
        for _ in $(seq 40); do
            ! in_box dreambot export --config /etc/dreambot/config.json --format csv | grep -q "$words" || continue 2
            sleep 0.1
        done
        return 1
    done
}
# synced COUNT: waits until the installed bot has synced the guild so often.
synced() {
    for _ in $(seq 400); do
        [ "$(grep -c 'Synced guild Dreamers' "$box/var/log/dreambot.log" 2>/dev/null || true)" -ge "$1" ] && return
        sleep 0.05
    done
    return 1
}
# wish MEMBER WORDS…: each wish is of a member of its own, because of the pause between two wishes of one.
wish() {
    local question
    question=$(say Dreamers suggestions "$1" "\"!wish video $2\"")
    answered Dreamers suggestions "$question" 20 "$2" >/dev/null
}
# configured: what "Configure" in README.md says.
configured() {
    install -d "$box/etc/dreambot"
    configure "$box/etc/dreambot/config.json" /var/lib/dreambot/dreambot.sqlite3
    chmod 644 "$box/etc/dreambot/config.json"
    install -m 600 /dev/stdin "$box/etc/dreambot/token" <<<"$token"
}

# MARK: The package

tell "The package is made."
mapfile -t made < <(scripts/package.sh --binary "$bin/dreambot" --output "$place/packages")
deb=$(printf '%s\n' "${made[@]}" | grep '\.deb$')
tarball=$(printf '%s\n' "${made[@]}" | grep '\.tar\.gz$')
printf '  %s\n' "$(basename "$deb"): $(($(stat -c %s "$deb") / 1000000)) MB, $(dpkg-deb -f "$deb" Depends)"
must "the checksums are right" sh -c "cd '$place/packages' && sha256sum --quiet -c ./*.sha256"
if ! command -v lintian >/dev/null 2>&1; then timeout 60 scripts/install-packages.sh lintian || true; fi
if command -v lintian >/dev/null 2>&1; then
    must "lintian finds no error" lintian --allow-root --fail-on error --suppress-tags initial-upload-closes-no-bugs "$deb"
else
    echo "  lintian is not installed; the package was not checked with it" >&2
fi
# A higher version of the same program.
dpkg-deb -R "$deb" "$place/next"
sed -i 's/^Version: \(.*\)-1$/Version: \1+next-1/' "$place/next/DEBIAN/control"
next=$place/packages/next.deb
dpkg-deb --root-owner-group -Zgzip -z1 -b "$place/next" "$next" >/dev/null
mkdir "$box/run/packages" && cp "$deb" "$next" "$box/run/packages/"

start_sandbox

tell "The package is installed."
in_box dpkg -i "/run/packages/$(basename "$deb")" >"$place/dpkg.log" 2>&1 || { cat "$place/dpkg.log" >&2 && failed "dpkg -i"; }
grep -q '^dreambot: not started' "$place/dpkg.log" && held "it says what is missing: $(grep '^dreambot: not started' "$place/dpkg.log")"
must "dpkg has all its dependencies" installed
must "its user exists" in_box sh -c 'id dreambot >/dev/null'
must "nothing is enabled" not enabled
must "nothing runs" not runs
must "its files are as the package has them" test -z "$(in_box dpkg -V dreambot)"
must "the binary runs" test "$(in_box dreambot version)" = "dreambot $("$bin/dreambot" --version)"
must "the man page is found" test "$(in_box man -w dreambot)" = /usr/share/man/man1/dreambot.1.gz
# shellcheck disable=SC2016
must "bash completes its commands" in_box bash -c '
    source /usr/share/bash-completion/completions/dreambot
    COMP_WORDS=(dreambot backu) COMP_CWORD=1 COMP_LINE="dreambot backu" COMP_POINT=14
    _dreambot dreambot backu dreambot
    [[ " ${COMPREPLY[*]} " == *" backup"* ]]'
if command -v systemd-analyze >/dev/null 2>&1; then
    must "systemd accepts its units" in_box systemd-analyze verify --recursive-errors=no /usr/lib/systemd/system/dreambot.service \
        /usr/lib/systemd/system/dreambot-backup.service /usr/lib/systemd/system/dreambot-backup.timer
fi

tell "It is configured and started."
configured
in_box systemctl enable --now dreambot.service
must "the bot syncs" synced 1
must "a wish gets its card" wish ben "from the package"
must "the wish is in the database" stored "from the package"
must "status reaches the bot" in_box sh -c 'dreambot status --json >/dev/null'
must "the bot runs as its user" grep -q "^Uid:[[:space:]]*$(in_box id -u dreambot)[[:space:]]" "/proc/$(cat "$box/run/bot.pid")/status"

tell "It is upgraded while the bot runs."
before=$(cat "$box/run/bot.pid")
in_box dpkg -i /run/packages/next.deb >"$place/dpkg.log" 2>&1 || { cat "$place/dpkg.log" >&2 && failed "dpkg -i"; }
must "the new version is installed" grep -q '+next-1$' <(in_box dpkg-query -W dreambot)
must "the bot was restarted" test "$(cat "$box/run/bot.pid")" != "$before"
must "the new one runs" runs
must "a wish gets its card" wish cleo "after the upgrade"
must "both wishes are in the database" stored "from the package" "after the upgrade"
must "its session with Discord was resumed" grep -q "Resumed the session" "$box/var/log/dreambot.log"

tell "It is removed."
in_box dpkg -r dreambot >/dev/null 2>&1
must "the bot has stopped" not runs
must "the program is gone" test ! -e "$box/usr/bin/dreambot"
must "configuration, token and database are kept" test -s "$box/etc/dreambot/config.json" -a -s "$box/etc/dreambot/token" \
    -a -s "$box/var/lib/dreambot/dreambot.sqlite3"

tell "It is installed again, and purged."
in_box dpkg -i "/run/packages/$(basename "$deb")" >/dev/null 2>&1
must "nothing runs" not runs
must "both wishes are still there" stored "from the package" "after the upgrade"
in_box dpkg -P dreambot >/dev/null 2>&1
must "nothing is left" nothing_left

# MARK: The tarball

tell "The tarball is installed."
mkdir "$box/root/unpacked" && tar -xzf "$tarball" -C "$box/root/unpacked" --strip-components 1
in_box /root/unpacked/install.sh | sed 's/^/  /'
first=$(left)
in_box /root/unpacked/install.sh >/dev/null
must "a second time changes no file's place" test "$(left)" = "$first"
must "nothing is enabled" not enabled
: >"$box/var/log/dreambot.log"
configured
in_box systemctl enable --now dreambot.service
must "the bot syncs" synced 1
before=$(cat "$box/run/bot.pid")
in_box /root/unpacked/install.sh >/dev/null
must "installed over a running bot, it restarts it" test "$(cat "$box/run/bot.pid")" != "$before"
must "a wish gets its card" wish dario "from the tarball"
in_box /root/unpacked/install.sh --uninstall >/dev/null
must "uninstalled, the bot has stopped" not runs
must "configuration and database are kept" test -s "$box/etc/dreambot/config.json" -a -s "$box/var/lib/dreambot/dreambot.sqlite3"
rm -rf "$box/etc/dreambot" "$box/var/lib/dreambot"
must "nothing else is left" nothing_left
in_box env DESTDIR=/root/stage /root/unpacked/install.sh --prefix /opt/dreambot
must "below DESTDIR the unit has the prefix" grep -q '^ExecStart=/opt/dreambot/bin/dreambot ' \
    "$box/root/stage/etc/systemd/system/dreambot.service"
must "nothing is outside DESTDIR" nothing_left

echo
echo "try-package.sh: $checks checks held."
