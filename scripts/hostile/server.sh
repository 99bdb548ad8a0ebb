# A broken or hostile server in Discord's place. Sourced by hostile.sh.
# shellcheck shell=bash disable=SC2154,SC2034,SC2251

# survives TRIED HAPPENED: the bot must still run and answer another guild within 10 s.
survives() {
    if alive && serves 10; then
        row held server "$1" "$2"
    else
        row GAVE server "$1" "$(happened "no answer within 10 s")"
        stop_bot
        start_bot
    fi
}

play_server() {
    set +e
    start_bot || {
        row GAVE server "a start" "the bot did not come up"
        tail -n 5 "$log"
    }
    broken_pages
    forged_names
    repeated_secrets
    wild_numbers
    gateway_rubbish
    set -e
}

html='"<html><body><h1>401 Unauthorized</h1></body></html>"'

broken_pages() {
    local status call
    # By a list command, which reads Discord first.
    for status in 401 403 404 500 200; do
        for call in 'GET /channels/*/messages' 'POST /channels/*/messages' 'GET /gateway/bot' 'GET /users/@me'; do
            control trouble "{\"match\":\"$call\",\"times\":1,\"status\":$status,\"body\":$html}"
        done
        say Dreamers general humans:1 '"!topvideos"' >/dev/null
        control gateway '{"do":"close","code":4009}'
        ask -G "$CONTROL_URL/wait" -d gateway=disconnected -d timeout=5 >/dev/null 2>&1
        # After several identifies within ten minutes the bot waits up to a minute before the next one.
        ask -G "$CONTROL_URL/wait" -d gateway=connected -d timeout=90 >/dev/null 2>&1
        calm
        survives "an HTML page with status $status, once for each call" "goes on"
    done
    stop_bot
    control trouble "{\"match\":\"GET /gateway/bot\",\"times\":1,\"status\":401,\"body\":$html}"
    start_bot
    survives "an HTML page with status 401 as the first answer" "goes on"
    stop_bot
    local address='"{\"url\":\"ws://192.0.2.1/\",\"shards\":1,\"session_start_limit\":{\"total\":1000,\"remaining\":999,\"reset_after\":0,\"max_concurrency\":1}}"'
    control trouble "{\"match\":\"GET /gateway/bot\",\"times\":1,\"status\":200,\"body\":$address}"
    start_bot
    alive || [ "$(tail -n 3 "$log" | grep -c '192.0.2.1')" -gt 0 ]
    verdict $? server "a gateway address without TLS on another machine" "$(alive && echo 'not used; goes on' || echo 'not used; says so and ends')"
    alive || {
        bot_pid=''
        calm
        start_bot
    }
}

forged_names() {
    local from name number=0
    local names=(
        '"X: 9 updated, 9 deleted, 0 errors, 9 manifested\n[Suggestions] Synced guild Forged: 9 updated, 9 deleted, 0 errors, 9 manifested"'
        '"\u001b[31mred\u001b]0;title\u0007"' '"back\b\rwards"' '"\u202egnp.exe\u2066"' '"next\u0085line\u2028para\u2029graph"' '"<6>priority\u0000nul"'
    )
    from=$(log_length)
    for name in "${names[@]}"; do
        number=$((number + 1))
        control guilds "{\"name\":$name,\"humans\":2,\"channels\":[\"general\"]}" 2>/dev/null
    done
    serves 20
    sleep 1
    logged_since "$from" >"$place/part"
    ! has_raw_controls <"$place/part"
    verdict $? server "$number guild names with ESC, BEL, newline, U+202E, U+0085, U+2028, NUL" "no raw control character in the log"
    ! grep -qE '^[^"=]*\[Suggestions\] Synced guild Forged' "$place/part"
    verdict $? server "a guild named like a sync line" "no line is forged"
}

repeated_secrets() {
    local from body form reversed
    from=$(log_length)
    reversed=$(printf %s "$token" | base64)
    for form in "$token" "${token^^}" "${token:0:9}" "${token:4}" "$reversed" "Bot%20$token" "%73%61%6e%64%62%6f%78%2d%74%6f%6b%65%6e"; do
        body="{\\\"message\\\":\\\"$form is wrong\\\",\\\"code\\\":50035}"
        control trouble "{\"match\":\"GET /channels/*/messages\",\"times\":1,\"status\":400,\"body\":\"$body\"}"
        control trouble "{\"match\":\"POST /channels/*/messages\",\"times\":1,\"status\":400,\"body\":\"$body\"}"
        say Dreamers general humans:1 '"!syncwishes"' >/dev/null
        serves 10
    done
    calm
    ! logged_since "$from" | grep -qiE "andbox-t|box-token|$reversed|%73%61%6e%64"
    verdict $? server "error messages that repeat the token: whole, in part, capitals, base64, percent" "not in the log"
    survives "the same" "goes on"
}

wild_numbers() {
    local question card channel counts body
    question=$(say Dreamers suggestions humans:2 '"!wish video wild numbers"')
    card=$(answered Dreamers suggestions "$question" 10 "wild numbers" | newest_id)
    channel=$(ask "$CONTROL_URL/guilds/Dreamers/channels" | tr '{' '\n' | grep '"suggestions"' | grep -oE '"id":"[0-9]+"' | head -n 1 | grep -oE '[0-9]+')
    for counts in -9223372036854775808 9223372036854775807 99999999999999999999 1e400; do
        body="[{\\\"id\\\":\\\"$card\\\",\\\"channel_id\\\":\\\"$channel\\\",\\\"content\\\":\\\"\\\",\\\"type\\\":0,\\\"author\\\":{\\\"id\\\":\\\"1\\\",\\\"username\\\":\\\"x\\\"},\\\"reactions\\\":[{\\\"emoji\\\":{\\\"id\\\":null,\\\"name\\\":\\\"🌟\\\"},\\\"count\\\":$counts,\\\"me\\\":true,\\\"me_burst\\\":true}]}]"
        control trouble "{\"match\":\"GET /channels/*/messages\",\"times\":1,\"status\":200,\"body\":\"$body\"}"
        say Dreamers general humans:1 '"!syncwishes"' >/dev/null
        survives "a reaction count of $counts" "goes on"
        calm
    done
    control trouble '{"match":"POST /channels/*/messages","times":1,"status":200,"body":"{\"id\":\"0\",\"channel_id\":\"0\",\"content\":\"\",\"author\":{\"id\":\"0\",\"username\":\"x\"}}"}'
    say Dreamers suggestions humans:3 '"!wish video posted as zero"' >/dev/null
    survives "a message posted under id 0" "goes on"
    stop_bot
    start_bot
    survives "a start afterwards" "comes up"
}

gateway_rubbish() {
    local text
    for text in '{' '[]' 'null' '{\"op\":0}' '{\"op\":99999999999999999999}' '{\"op\":0,\"s\":-1,\"t\":\"MESSAGE_CREATE\",\"d\":[]}' \
        '{\"op\":10,\"d\":{\"heartbeat_interval\":0}}' '{\"op\":10,\"d\":{\"heartbeat_interval\":-9223372036854775808}}'; do
        control gateway "{\"do\":\"raw\",\"text\":\"$text\"}"
        ask -G "$CONTROL_URL/wait" -d gateway=connected -d timeout=90 >/dev/null 2>&1
        survives "the gateway sends ${text//\\/}" "goes on"
    done
    for text in '' 'http://192.0.2.1/' 'wss://' 'wss://user:x@192.0.2.1:99999/' 'ws://192.0.2.1'; do
        control gateway "{\"do\":\"event\",\"name\":\"READY\",\"data\":{\"v\":10,\"session_id\":\"x\",\"resume_gateway_url\":\"$text\",\"user\":{\"id\":\"1\",\"username\":\"x\"},\"guilds\":[],\"application\":{\"id\":\"1\",\"flags\":0}}}"
        control gateway '{"do":"cut"}'
        ask -G "$CONTROL_URL/wait" -d gateway=disconnected -d timeout=5 >/dev/null 2>&1
        ask -G "$CONTROL_URL/wait" -d gateway=connected -d timeout=90 >/dev/null 2>&1
        survives "a resume address \"$text\", then a lost connection" "goes on"
    done
}
