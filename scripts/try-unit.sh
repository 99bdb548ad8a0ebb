#!/usr/bin/env bash
# Runs the release binary under what contrib/dreambot.service takes away, without systemd: another user without capabilities,
# a read-only file system but for its state folder, /proc without other processes, the system call filter. The bot must sync,
# post a card and stop with 0. Needs root and python3-seccomp; exits 69 without.
set -euo pipefail
cd "$(dirname "$0")/.."

python=/usr/bin/python3
if [ "$(id -u)" != 0 ] || ! "$python" -c 'import seccomp' 2>/dev/null; then
    echo "try-unit.sh: needs root and seccomp for Python: sudo apt-get install python3-seccomp" >&2
    exit 69
fi
bin=${DREAMBOT_BIN:-$(scripts/build-release.sh dreambot dreambot-sandbox | tail -n 1)}
# shellcheck source=scripts/hostile/stage.sh
source scripts/hostile/stage.sh
start_sandbox

chmod 711 "$place"
mkdir -m 700 "$place/state" && chown 12345:12345 "$place/state"
mkdir -m 755 "$place/etc"
configure "$place/etc/config.json" "$place/state/wishes.sqlite3"
chmod 644 "$place/etc/config.json"
install -m 755 "$bin/dreambot" "$place/dreambot"
mkdir -m 500 "$place/credentials"
install -m 400 /dev/stdin "$place/credentials/discord_token" <<<"$token"
chown -R 12345 "$place/credentials"

# shellcheck disable=SC2016
CREDENTIALS_DIRECTORY=$place/credentials unshare --mount --propagation private bash -euc '
    place=$1 unit=$2 python=$3
    mount --bind "$place/state" "$place/state"
    for folder in / /tmp /home /root /var; do
        ! mountpoint -q "$folder" || mount -o remount,ro,bind "$folder"
    done
    mount -t proc -o hidepid=invisible,subset=pid proc /proc
    umask 077
    exec setpriv --reuid 12345 --regid 12345 --clear-groups --bounding-set -all --inh-caps -all --no-new-privs \
        "$python" scripts/unit-filter.py "$unit" "$place/dreambot" run --config "$place/etc/config.json"
' inside "$place" contrib/dreambot.service "$python" >"$log" 2>&1 &
bot_pid=$!

failed() {
    echo "try-unit.sh: $*" >&2
    tail -n 20 "$log" >&2
    exit 1
}
for _ in $(seq 400); do
    grep -q 'Synced guild Bystanders' "$log" && break
    alive || failed "the bot ended"
    sleep 0.05
done
question=$(say Dreamers suggestions humans:1 '"!wish video under the unit"')
answered Dreamers suggestions "$question" 10 "under the unit" >/dev/null || failed "no card was posted"
filters=$(sed -nE 's/^Seccomp_filters:[[:space:]]*//p' "/proc/$bot_pid/status")
[ "$filters" = 2 ] || failed "the filters are not in force"
if grep -q 'thread priority' "$log"; then failed "libdispatch writes into the log"; fi
kill -TERM "$bot_pid"
status=0
wait "$bot_pid" || status=$?
bot_pid=''
[ "$status" = 0 ] || failed "the bot ended with $status"
echo "try-unit.sh: under the unit's restrictions the bot syncs, posts a card and stops with 0."
