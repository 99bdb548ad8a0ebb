# What the hostile roles share: the Sandbox, the bot, and the table of what happened. Sourced by hostile.sh, which sets $bin.
# shellcheck shell=bash
: "${bin:?is set by hostile.sh}"

place=$(mktemp -d "${TMPDIR:-/tmp}/dreambot-hostile.XXXXXX")
token=sandbox-token
log=$place/bot.log
rows=$place/rows
sandbox_pid='' bot_pid=''
: >"$rows"

finish() {
    # Ends only the processes started here, by their ids.
    [ -n "$bot_pid" ] && kill "$bot_pid" 2>/dev/null && wait "$bot_pid" 2>/dev/null
    [ -n "$sandbox_pid" ] && kill "$sandbox_pid" 2>/dev/null && wait "$sandbox_pid" 2>/dev/null
    [ -n "${DREAMBOT_KEEP:-}" ] || rm -rf --one-file-system "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM

# MARK: The table

# row VERDICT ROLE TRIED HAPPENED
row() {
    printf '%-9s  %-9s  %-66s  %s\n' "$@" | tee -a "$rows"
}
# verdict CONDITION-STATUS ROLE TRIED HAPPENED: held when the status is 0.
verdict() {
    local status=$1
    shift
    if [ "$status" = 0 ]; then row held "$@"; else row GAVE "$@"; fi
}
left_out() { row "not tried" "$@"; }

# Fails when something gave way.
print_sum() {
    local gave
    gave=$(grep -c '^GAVE' "$rows" || true)
    echo
    echo "$(wc -l <"$rows") tried, $gave gave way."
    [ "$gave" = 0 ] || grep '^GAVE' "$rows"
    [ "$gave" = 0 ]
}

# MARK: The Sandbox

# Requests to loopback bypass a configured proxy.
ask() { curl --noproxy '*' -sS --fail-with-body --max-time 60 "$@"; }
control() { ask "$CONTROL_URL/$1" -d "$2" >/dev/null; }

start_sandbox() {
    "$bin/dreambot-sandbox" --addresses-file "$place/addresses" >"$place/sandbox.log" 2>&1 &
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
    control portal '{"identifies_left":1000,"max_concurrency":16}'
    control guilds '{"name":"Dreamers","humans":12,"channels":["general","suggestions","quiet"],"categories":["💬 Community"],"moderators":1}'
    control guilds '{"name":"Bystanders","humans":5,"channels":["general","suggestions"],"categories":["💬 Community"]}'
    configure "$place/config.json" "$place/wishes.sqlite3"
}

# configure FILE DATABASE: writes a configuration that only its owner can write.
configure() {
    printf '{ "database": "%s", "discord": { "api_base_url": "%s" }, "sync": { "freshness_seconds": 0 } }\n' \
        "$2" "$API_BASE_URL" >"$1"
    chmod 600 "$1"
}

# say GUILD CHANNEL MEMBER JSON-TEXT: prints the id of the message.
say() {
    ask "$CONTROL_URL/act" -d "{\"guild\":\"$1\",\"channel\":\"$2\",\"member\":\"$3\",\"do\":\"send\",\"text\":$4}" | newest_id
}
# The newest id in an answer: a message is younger than its author, its channel and its guild.
newest_id() { grep -oE '"id":"[0-9]+"' | grep -oE '[0-9]+' | sort -n | tail -n 1; }
# answered GUILD CHANNEL AFTER SECONDS [WORDS]: prints the bot's message, or fails.
answered() {
    ask -G "$CONTROL_URL/wait" -d "guild=$1" -d "channel=$2" -d "after=$3" -d "timeout=$4" \
        --data-urlencode "contains=${5:-}" 2>/dev/null
}
requests() { ask -G "$CONTROL_URL/requests" --data-urlencode "match=$1" | grep -o '"number"' | wc -l || true; }
reset_requests() { ask -X DELETE "$CONTROL_URL/requests" >/dev/null; }
calm() { ask -X DELETE "$CONTROL_URL/trouble" >/dev/null; }
cards() { ask "$CONTROL_URL/guilds/$1/channels/suggestions/messages?last=100" | grep -o '"footer"' | wc -l || true; }

# MARK: The bot

# start_bot [COMMAND…]: starts the daemon through that command and waits until it has synced Bystanders.
start_bot() {
    [ -z "$bot_pid" ] || return 0
    : >>"$log"
    local known
    known=$(wc -l <"$log")
    DISCORD_TOKEN=$token "$@" "$bin/dreambot" run --config "$place/config.json" >>"$log" 2>&1 &
    bot_pid=$!
    for _ in $(seq 600); do
        tail -n "+$((known + 1))" "$log" | grep -q 'Synced guild Bystanders' && return 0
        kill -0 "$bot_pid" 2>/dev/null || return 1
        sleep 0.05
    done
    return 1
}
stop_bot() {
    [ -n "$bot_pid" ] || return 0
    kill -TERM "$bot_pid" 2>/dev/null || true
    wait "$bot_pid" 2>/dev/null || true
    bot_pid=''
}
# happened FALLBACK: what became of the bot: the exit code and its last words, or the fallback.
happened() {
    local code=0
    if alive; then
        echo "$1"
        return
    fi
    wait "$bot_pid" 2>/dev/null || code=$?
    echo "ended with $code: $(tail -n 1 "$log" | cut -c 1-160)"
}
alive() { [ -n "$bot_pid" ] && kill -0 "$bot_pid" 2>/dev/null; }
# serves SECONDS: whether another guild gets an answer within that time.
serves() {
    local question
    question=$(say Bystanders general humans:1 '"!wishhelp"')
    answered Bystanders general "$question" "$1" >/dev/null
}
# logged_since LINE: the log from there on.
logged_since() { tail -n "+$(($1 + 1))" "$log"; }
log_length() { wc -l <"$log"; }
# Control characters and characters that turn the direction of text, in standard input.
has_raw_controls() {
    LC_ALL=C grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]'
}
