# The steps of the demo, by the Sandbox's control API. Sourced by run_demo.sh, which sets $bin.
# shellcheck shell=bash
: "${bin:?is set by run_demo.sh}"

# The bot refuses a configuration that others may write, whatever the caller's umask.
umask 077
place=$(mktemp -d "${TMPDIR:-/tmp}/dreambot-demo.XXXXXX")
sandbox_pid=
bot_pid=
checks=0
log=$place/bot.log
: >"$log"

finish() {
    # Ends only the processes started here, by their ids.
    [ -n "$bot_pid" ] && kill "$bot_pid" 2>/dev/null && wait "$bot_pid" 2>/dev/null
    [ -n "$sandbox_pid" ] && kill "$sandbox_pid" 2>/dev/null && wait "$sandbox_pid" 2>/dev/null
    rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM

if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m' color=1; else
    bold='' dim='' green='' red='' plain='' color=0
fi

tell() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
passed() {
    checks=$((checks + 1))
    printf '  %s✔%s %s\n' "$green" "$plain" "$*"
}
failed() {
    printf '  %s✘ %s%s\n' "$red" "$*" "$plain" >&2
    printf '%s\n' "--- the bot's log ---" >&2
    tail -n 40 "$log" >&2 || true
    exit 1
}

# Requests to loopback bypass a configured proxy.
ask() { curl --noproxy '*' -sS --fail-with-body --max-time 40 "$@"; }
act() { ask "$CONTROL_URL/act" -d "$1" >/dev/null || failed "the Sandbox refused the action: $1"; }
# expect WORDS [CHANNEL]: waits until the bot posts these words in CHANNEL (suggestions by default).
expect() {
    ask -G "$CONTROL_URL/wait" -d guild=Dreamers -d "channel=${2:-suggestions}" --data-urlencode "contains=$1" \
        -d timeout=20 >/dev/null || failed "the bot did not post within 20 s: $1"
}
screen() { ask "$CONTROL_URL/guilds/$(encode "${3:-Dreamers}")/channels/$1/screen?width=76&last=$2&color=$color" | sed 's/^/    /'; }
encode() { printf '%s' "${1// /%20}"; }

# start_sandbox [ARGUMENTS]: starts the Sandbox, takes its addresses, and writes the bot's configuration.
start_sandbox() {
    "$bin/dreambot-sandbox" --addresses-file "$place/addresses" "$@" >"$place/sandbox.log" 2>&1 &
    sandbox_pid=$!
    for _ in $(seq 200); do
        [ -s "$place/addresses" ] && break
        kill -0 "$sandbox_pid" 2>/dev/null || {
            cat "$place/sandbox.log" >&2
            exit 1
        }
        sleep 0.05
    done
    # shellcheck disable=SC1091
    source "$place/addresses"
    printf '{ "database": "%s/wishes.sqlite3", "discord": { "api_base_url": "%s" }, "sync": { "freshness_seconds": 0 } }\n' \
        "$place" "$API_BASE_URL" >"$place/config.json"
}

# start_bot: starts the daemon and waits for the sync line of Dreamers; sets $line to it.
start_bot() {
    local known
    known=$(wc -l <"$log")
    DISCORD_TOKEN=sandbox-token "$bin/dreambot" run --config "$place/config.json" >>"$log" 2>&1 &
    bot_pid=$!
    for _ in $(seq 400); do
        line=$(tail -n "+$((known + 1))" "$log" | grep -o '\[Suggestions\] Synced guild Dreamers:.* manifested' | head -n 1 || true)
        [ -n "$line" ] && return
        kill -0 "$bot_pid" 2>/dev/null || failed "the bot exited"
        sleep 0.05
    done
    failed "the bot did not log its sync within 20 s"
}

stop_bot() {
    kill -TERM "$bot_pid"
    local status=0
    wait "$bot_pid" || status=$?
    bot_pid=
    [ "$status" = 0 ] || failed "the bot exited with code $status, not 0"
}

is() { if [ "$1" = "$2" ]; then passed "$2"; else failed "expected \"$2\", got \"$1\""; fi; }
shows() { if grep -qF -- "$2" <<<"$1"; then passed "the answer shows \"$2\""; else failed "the answer does not show \"$2\""; fi; }

add_guilds() {
    ask "$CONTROL_URL/guilds" -d '{"name":"Dreamers","humans":10,"channels":["general","suggestions"],"categories":["💬 Community"],"moderators":1}' >/dev/null
    ask "$CONTROL_URL/guilds" -d '{"name":"Sleepers","humans":5,"channels":["general","suggestions"],"categories":["💬 Community"]}' >/dev/null
}

# start_page: starts the Sandbox with its story, and the bot as the Sandbox's child.
start_page() {
    start_sandbox --story "$PWD/scripts/demo-story.json" -- "$bin/dreambot" run --config "$place/config.json"
    add_guilds
    ask "$CONTROL_URL/bot" -d '{"do":"start"}' >/dev/null || failed "the bot was not started"
    ask "$CONTROL_URL/wait?gateway=connected&timeout=30" >/dev/null || failed "the bot did not connect within 30 s"
}

# open_page: shows the page in the browser of a desktop, and stays up until Ctrl-C.
open_page() {
    start_page
    tell "The pretend Discord is at  $PAGE_URL"
    echo "  The bot is online in it. Play the story there step by step, or do what you like."
    echo "  For scripts and bots: control $CONTROL_URL, REST $API_BASE_URL. Ctrl-C ends it."
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && command -v xdg-open >/dev/null 2>&1; then
        xdg-open "$PAGE_URL" >/dev/null 2>&1 || true
    fi
    wait "$sandbox_pid"
}

play() {
    tell "The Sandbox (a simulated Discord) starts with two guilds, then the bot."
    start_sandbox
    add_guilds
    start_bot
    is "$line" "[Suggestions] Synced guild Dreamers: 0 updated, 0 deleted, 0 errors, 0 manifested"

    tell "Members post wishes."
    act '{"guild":"Dreamers","member":"ada","do":"send","channel":"suggestions","text":"!wish video A tour of the moss garden"}'
    expect "tour of the moss garden"
    act '{"guild":"Dreamers","member":"ben","do":"send","channel":"suggestions","text":"!wish other More lanterns by the lake"}'
    expect "More lanterns"
    act '{"guild":"Dreamers","member":"cleo","do":"send","channel":"suggestions","text":"!wish video How the lighthouse works"}'
    expect "lighthouse works"
    act '{"guild":"Dreamers","member":"dario","do":"send","channel":"suggestions","text":"!wish channel Night Owls: for those who are up at 3 am"}'
    expect "up at 3 am"
    for words in moss lanterns lighthouse "3 am"; do
        ask -G "$CONTROL_URL/wait" -d guild=Dreamers -d channel=suggestions --data-urlencode "message=~$words" \
            --data-urlencode "emoji=🌟" -d count=1 -d timeout=20 >/dev/null || failed "no star under \"$words\""
    done
    passed "the bot posted four cards, each with its own star"

    tell "Members vote while the bot is running."
    act '{"guild":"Dreamers","member":"humans:3","do":"react","channel":"suggestions","message":"~moss","emoji":"🌟"}'
    act '{"guild":"Dreamers","member":"humans:2","do":"react","channel":"suggestions","message":"~lighthouse","emoji":"🌟"}'
    act '{"guild":"Dreamers","member":"humans:4","do":"react","channel":"suggestions","message":"~3 am","emoji":"🌟"}'
    screen suggestions 4

    tell "The bot is stopped. Meanwhile the members go on:"
    stop_bot
    passed "the bot stopped with exit code 0"
    act '{"guild":"Dreamers","member":"humans:6","do":"react","channel":"suggestions","message":"~lighthouse","emoji":"🌟"}'
    echo "  · the lighthouse gets votes: 2 become 6"
    act '{"guild":"Dreamers","member":"humans:1","do":"unreact","channel":"suggestions","message":"~moss","emoji":"🌟"}'
    echo "  · a member removes a vote for the moss: 3 become 2"
    act '{"guild":"Dreamers","member":"humans:1","do":"delete","channel":"suggestions","message":"~lanterns"}'
    echo "  · the message of the lanterns is deleted"
    act '{"guild":"Dreamers","member":"humans:7","do":"react","channel":"suggestions","message":"~3 am","emoji":"🌟"}'
    echo "  · the channel wish reaches 7 of 10"

    tell "The bot starts again and syncs with Discord."
    start_bot
    printf '  %s%s%s\n' "$dim" "$line" "$plain"
    is "$line" "[Suggestions] Synced guild Dreamers: 3 updated, 1 deleted, 0 errors, 1 manifested"
    ask "$CONTROL_URL/wait?guild=Dreamers&channel_exists=night-owls&timeout=20" >/dev/null || failed "the channel #night-owls does not exist"
    passed "the channel wish became the channel #night-owls"
    ask "$CONTROL_URL/guilds/Dreamers/screen?width=76&color=$color" | sed 's/^/    /'

    tell "A member types !topvideos."
    act '{"guild":"Dreamers","member":"humans:1","do":"send","channel":"general","text":"!topvideos"}'
    expect "lighthouse" general
    local shown
    shown=$(screen general 2)
    printf '%s\n' "$shown"
    shown=$(screen general 2 | sed 's/\x1b\[[0-9;]*m//g')
    shows "$shown" "🥇 6"
    shows "$shown" "🥈 2"
    echo "  (Under its card Discord shows 7: the bot's own star is one of them, and no vote.)"

    tell "The second guild is unchanged."
    local others
    others=$(grep -c 'Synced guild Sleepers: 0 updated, 0 deleted, 0 errors, 0 manifested' "$log" || true)
    is "$others zero syncs, $(ask "$CONTROL_URL/guilds/Sleepers/channels/suggestions/messages" | grep -c '"content"' || true) messages" "2 zero syncs, 0 messages"
}

stay_up() {
    tell "Both processes keep running. Try them from another terminal:"
    cat <<TEXT
  Addresses   REST $API_BASE_URL
              control $CONTROL_URL   (GET $CONTROL_URL/help)
  The bot's log   tail -f $log

  vote as five members     curl $CONTROL_URL/act -d '{"guild":"Dreamers","member":"humans:5","do":"react","channel":"suggestions","message":"~moss","emoji":"🌟"}'
  type a command as owner  curl $CONTROL_URL/act -d '{"guild":"Dreamers","member":"humans:1","do":"send","channel":"general","text":"!syncwishes"}'
  watch the answer         curl '$CONTROL_URL/guilds/Dreamers/channels/general/screen?last=2&color=1'
  look at the wishes       curl '$CONTROL_URL/guilds/Dreamers/channels/suggestions/screen?color=1'
  lose the connection      curl $CONTROL_URL/gateway -d '{"do":"cut"}'

Ctrl-C ends it.
TEXT
    wait "$bot_pid"
}
