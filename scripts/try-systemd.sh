#!/usr/bin/env bash
# Lets a real systemd run contrib/dreambot.service: READY, STATUS, the credential, reload, the watchdog, a kill, stop, a token
# that Discord refuses; the commands of root beside it; and the move of the state of a service under DynamicUser=yes.
# systemd is the first process of namespaces of its own (processes, mounts, network, cgroups) in a copy of this machine's files
# that is thrown away. Needs root, systemd and cgroup 2; exits 69 without. DREAMBOT_BIN names a folder with both binaries.
# shellcheck disable=SC2317 # Functions are called by their names, through must and trap.
set -euo pipefail
cd "$(dirname "$0")/.."

# MARK: Within systemd

if [ "${1:-}" = --inside ]; then
    export LC_ALL=C
    checks=0
    # must WORDS COMMAND…
    must() {
        local words=$1
        shift
        if "$@"; then
            checks=$((checks + 1))
            printf '  ✔ %s\n' "$words"
        else
            printf '  ✘ not so: %s\n' "$words"
            systemctl show dreambot -p ActiveState,StatusText,Result,ExecMainStatus
            journalctl --no-pager -o cat | tail -n 20
            exit 1
        fi
    }
    ask() { curl --noproxy '*' -sS --fail-with-body --max-time 20 "$CONTROL_URL/$1" -d "$2" >/dev/null; }
    property() { systemctl show dreambot -p "$1" --value; }
    # shows WORDS: waits until the unit's status has these words.
    shows() {
        for _ in $(seq 300); do
            [[ "$(property StatusText)" != "$1"* ]] || return 0
            sleep 0.1
        done
        return 1
    }
    # restarted COUNT: waits until systemd has restarted the bot so often, and it is ready.
    restarted() {
        for _ in $(seq 300); do
            [ "$(property NRestarts):$(property ActiveState)" != "$1:active" ] || return 0
            sleep 0.1
        done
        return 1
    }
    owner() { [ "$(stat -c %U "$1")" = dreambot ]; }
    setting() { printf '[Service]\n%s\n' "$2" >"/run/systemd/system/dreambot.service.d/$1.conf" && systemctl daemon-reload; }

    systemctl start systemd-journald.service sandbox.service
    for _ in $(seq 200); do [ ! -s /run/addresses ] || break && sleep 0.05; done
    # shellcheck disable=SC1091
    source /run/addresses
    ask guilds '{"name":"Dreamers","humans":12,"channels":["general","suggestions"],"categories":["💬 Community"],"moderators":1}'
    printf '{ "discord": { "api_base_url": "%s" } }\n' "$API_BASE_URL" >/etc/dreambot/config.json
    install -m 600 /dev/stdin /etc/dreambot/token <<<sandbox-token
    mkdir -p /run/systemd/system/dreambot.service.d

    setting dynamic DynamicUser=yes
    must "under DynamicUser=yes it starts" systemctl start dreambot
    must "there the state is where only root may enter" test -L /var/lib/dreambot
    must "and the commands name the cure" grep -q 'use User=' <(dreambot status 2>&1)
    systemctl stop dreambot
    rm /run/systemd/system/dreambot.service.d/dynamic.conf
    systemd-sysusers /usr/local/lib/sysusers.d/dreambot.conf >/dev/null 2>&1
    systemctl daemon-reload

    must "READY comes" systemctl start dreambot
    must "STATUS is what the bot does" shows "Connected and synced."
    must "the state has moved, and belongs to the bot's user" owner /var/lib/dreambot/dreambot.sqlite3
    must "the session was resumed" grep -q 'Resumed the session' <(journalctl -u dreambot -o cat)
    must "status reaches the bot" grep -q Dreamers <(dreambot status)
    must "a backup beside it succeeds" grep -q checked <(dreambot backup /root/backup.sqlite3)
    must "systemctl reload succeeds" systemctl reload dreambot
    must "and the bot has read its configuration" grep -q 'Read the configuration again' <(journalctl -u dreambot -o cat)
    ask gateway '{"do":"door","door":"refusing"}'
    ask gateway '{"do":"cut"}'
    must "STATUS tells of an outage" shows "Reconnecting to Discord since"
    ask gateway '{"do":"door","door":"open"}'
    must "and of its end" shows "Connected and synced."
    setting quick $'WatchdogSec=6\nRestartSec=1'
    must "with a short watchdog it starts" systemctl restart dreambot
    must "and connects" shows "Connected and synced."
    kill -STOP "$(property MainPID)"
    must "a bot that does not move is restarted" restarted 1
    kill -KILL "$(property MainPID)"
    must "a bot that was killed is restarted" restarted 2
    must "and connects" shows "Connected and synced."
    systemctl stop dreambot
    must "stopped, it has ended with 0" test "$(property Result):$(property ExecMainStatus)" = success:0
    install -m 600 /dev/stdin /etc/dreambot/token <<<another-token
    systemctl start dreambot || true
    for _ in $(seq 300); do [ "$(property ActiveState)" != failed ] || break && sleep 0.1; done
    must "a refused token ends it with 77, and it is not restarted" test "$(property ActiveState):$(property ExecMainStatus)" = failed:77
    must "the log has no lines about the priority of threads" test -z "$(journalctl -u dreambot -o cat | grep 'thread priority')"
    echo "try-systemd.sh: $checks checks held."
    exit 0
fi

# MARK: Around it

systemd=/usr/lib/systemd/systemd
cgroup=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/mounts)
if [ "$(id -u)" != 0 ] || [ ! -x "$systemd" ] || [ -z "$cgroup" ]; then
    echo "try-systemd.sh: needs root, systemd and cgroup 2" >&2
    exit 69
fi
if [ -z "${DREAMBOT_APART:-}" ]; then
    bin=${DREAMBOT_BIN:-$(scripts/build-release.sh dreambot dreambot-sandbox | tail -n 1)}
    out=$(mktemp -d "${TMPDIR:-/tmp}/dreambot-systemd.XXXXXX")
    mkdir "$out/copy" "$cgroup/dreambot-try.$$"
    tidy() {
        for _ in $(seq 50); do
            find "$cgroup/dreambot-try.$$" -depth -type d -exec rmdir {} + 2>/dev/null || true
            [ -d "$cgroup/dreambot-try.$$" ] || break
            sleep 0.1
        done
        rm -f "$out/report"
        rmdir "$out/copy" "$out"
    }
    trap tidy EXIT
    export DREAMBOT_APART=1 DREAMBOT_BIN=$bin DREAMBOT_OUT=$out
    # shellcheck disable=SC2016
    timeout -k 5 300 bash -c 'echo $$ >"$1/cgroup.procs" && exec unshare --mount --propagation private --pid --fork \
        --kill-child --uts --ipc --net --cgroup "$2"' apart "$cgroup/dreambot-try.$$" "$0" || true
    cat "$out/report"
    grep -q 'checks held' "$out/report"
    exit
fi

copy=$DREAMBOT_OUT/copy
box=$copy/root
mount -t tmpfs -o mode=0755 dreambot "$copy"
mkdir "$copy/upper" "$copy/work" "$box"
mount -t overlay overlay -o "lowerdir=/,upperdir=$copy/upper,workdir=$copy/work" "$box"
mount -t proc proc "$box/proc"
# What is not of the namespaces stays as it is.
mount --bind "$box/proc/sys" "$box/proc/sys" && mount -o remount,bind,ro "$box/proc/sys"
mount -t sysfs -o ro sysfs "$box/sys"
mount -t cgroup2 cgroup2 "$box/sys/fs/cgroup"
for folder in dev run tmp; do mount -t tmpfs -o mode=0755 dreambot "$box/$folder"; done
chmod 1777 "$box/tmp"
for device in 'null 3' 'zero 5' 'full 7' 'random 8' 'urandom 9'; do
    read -r device minor <<<"$device"
    mknod -m 666 "$box/dev/$device" c 1 "$minor"
done
ln -s /proc/self/fd "$box/dev/fd"
# PrivateDevices= takes these over.
mkdir "$box/dev/shm" "$box/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts "$box/dev/pts"
ln -s pts/ptmx "$box/dev/ptmx"
ip link set lo up

units=$box/etc/systemd/system
rm -rf "$units"/*.wants "$units"/dreambot* "$box"/etc/dreambot "$box"/var/lib/{,private/}dreambot
sed -i '/^dreambot:/d' "$box"/etc/{passwd,group,shadow,gshadow}
DESTDIR=$box scripts/install.sh --binary "$DREAMBOT_BIN/dreambot"
install -m 755 "$DREAMBOT_BIN/dreambot-sandbox" "$box/usr/local/bin/"
# Nothing but the bot, the Sandbox and the journal: units of the machine would touch what is not theirs.
for unit in basic sysinit network-online; do printf '[Unit]\n' >"$units/$unit.target"; done
printf '[Unit]\nRequires=try.service\n' >"$units/try.target"
cat >"$units/sandbox.service" <<'UNIT'
[Unit]
DefaultDependencies=no
[Service]
ExecStart=/usr/local/bin/dreambot-sandbox --addresses-file /run/addresses
StandardOutput=null
StandardError=null
UNIT
cat >"$units/try.service" <<'UNIT'
[Unit]
DefaultDependencies=no
[Service]
Type=oneshot
ExecStart=/bin/bash /root/try-systemd.sh --inside
StandardOutput=file:/root/out/report
StandardError=inherit
ExecStopPost=/bin/systemctl --force --no-block exit
UNIT
mkdir -p "$box/root/out" "$box/run/systemd" "$box/old"
cp "$0" "$box/root/try-systemd.sh"
mount --bind "$DREAMBOT_OUT" "$box/root/out"
# As a container: systemd leaves the machine's devices and clock alone. A chroot would forbid the unit's user namespace, and
# credentials are mounted in a namespace whose mounts must be seen here.
cd "$box" && pivot_root . old
# shellcheck disable=SC2016
exec env -i container=other PATH=/usr/sbin:/usr/bin:/sbin:/bin /bin/sh -c 'cd / && umount -l /old && mount --make-rshared / &&
    exec "$1" --system --unit=try.target --log-target=null' pid1 "$systemd" >/dev/null 2>&1
