# A hostile user of the same machine. Sourced by hostile.sh.
# shellcheck shell=bash disable=SC2154,SC2034,SC2251

# tool ARGUMENTS…: runs dreambot; sets $code and $output.
tool() {
    code=0
    output=$("$bin/dreambot" "$@" 2>&1) || code=$?
}
# refuses CODE TRIED ARGUMENTS…: must end with that code, name a cure, and send Discord nothing.
refuses() {
    local wanted=$1 tried=$2 sent
    shift 2
    reset_requests
    DISCORD_TOKEN=$token tool "$@"
    sent=$(requests 'GET /**')
    [ "$code" = "$wanted" ] && [ "$sent" = 0 ] && grep -qE 'chmod|chown|symbolic link' <<<"$output"
    verdict $? local "$tried" "exit $code, $sent requests sent"
}

play_local() {
    set +e
    local folder=$place/local
    mkdir -m 700 "$folder"
    configuration_of_others
    token_files
    files
    links
    process_memory
    set -e
}

configuration_of_others() {
    local guild=1
    mkdir -m 700 "$folder/shared" && configure "$folder/shared/config.json" "$folder/w.sqlite3"
    chmod 620 "$folder/shared/config.json"
    refuses 78 "config.json that its group may write" import --from-discord $guild --config "$folder/shared/config.json"
    chmod 602 "$folder/shared/config.json"
    refuses 78 "config.json that everybody may write" export --config "$folder/shared/config.json"
    chmod 600 "$folder/shared/config.json"
    chmod 777 "$folder/shared"
    refuses 78 "config.json in a folder that everybody may write" run --config "$folder/shared/config.json"
    refuses 78 "the same by a link from a good folder" run --config "$(ln -s shared/config.json "$folder/link" && echo "$folder/link")"
    (cd "$folder/shared" && refuses 78 "./config.json in such a working directory" import --from-discord $guild)
    chmod 1777 "$folder/shared"
    DISCORD_TOKEN=$token tool export --config "$folder/shared/config.json"
    [ "$code" = 74 ]
    verdict $? local "root's file in a folder like /tmp (sticky)" "is read; exit $code: no database yet"
    if [ "$(id -u)" = 0 ]; then
        chmod 755 "$folder/shared" && chown 12345 "$folder/shared"
        (cd "$folder/shared" && refuses 78 "root works in another user's folder with a config.json" import --from-discord $guild)
        chown 0 "$folder/shared" && chown 12345 "$folder/shared/config.json"
        refuses 78 "another user's config.json in root's folder" export --config "$folder/shared/config.json"
    else
        left_out local "files of another user" "needs root"
    fi
    configure "$folder/config.json" "$folder/open/w.sqlite3"
    mkdir "$folder/open" && chmod 777 "$folder/open"
    refuses 74 "a database in a folder that everybody may write" export --config "$folder/config.json"
}

token_files() {
    printf '{ "database": "%s", "token_file": "%s", "discord": { "api_base_url": "%s" } }\n' \
        "$folder/w.sqlite3" "$folder/token" "$API_BASE_URL" >"$folder/token.json"
    chmod 600 "$folder/token.json"
    echo wrong-token-of-nobody >"$folder/token"
    local mode
    for mode in 602 620; do
        chmod $mode "$folder/token"
        reset_requests
        tool import --from-discord 1 --config "$folder/token.json"
        [ "$code" = 78 ] && [ "$(requests 'GET /**')" = 0 ] && grep -q "chmod go-w $folder/token" <<<"$output"
        verdict $? local "a token file with mode $mode" "exit $code"
    done
    for mode in 640 644; do
        chmod $mode "$folder/token"
        tool import --from-discord 1 --config "$folder/token.json"
        grep -q "chmod 600 $folder/token" <<<"$output"
        verdict $? local "a token file with mode $mode" "a warning with the cure"
    done
}

files() {
    configure "$folder/files.json" "$folder/files.sqlite3"
    printf '%s' '{"5001": {"type": "video", "author_id": 7, "description": "x;=cmd|calc!A1", "guild_id": "1000", "votes": 9223372036854775807, "created_at": 1763719200},
        "5002": {"type": "video", "author_id": 7, "description": "\u001b[31mred\u202e\u0085\n<3>forged", "guild_id": "1000", "votes": -5, "created_at": 1763719200},
        "\u001b]0;title\u0007\u202e\u2028": {"type": "\u001b[2J", "author_id": "\u0085", "description": 7}}' >"$folder/hostile.json"
    tool import "$folder/hostile.json" --config "$folder/files.json"
    ! has_raw_controls <<<"$output"
    verdict $? local "an import file whose ids and kinds hold ESC, BEL, U+202E, U+2028" "exit $code, no raw control character on the terminal"
    tool export --format csv --config "$folder/files.json"
    [ "$code" = 0 ] && ! grep -qE '(^|[,;"[:space:]])[=+@]' <<<"$output"
    verdict $? local "the same: a formula behind a semicolon, exported as CSV" "no live formula"
    tool export --config "$folder/files.json"
    [ "$code" = 0 ] && ! has_raw_controls <<<"$output"
    verdict $? local "the same, exported as JSON" "no raw control character"
    local content number=0
    for content in '' '{' '[' 'null' '[[[[[[[[[[' '{"a":{"a":{"a":1}}}' '[{"message_id":0,"data":{}}]' '{"5001": null}'; do
        printf '%s' "$content" >"$folder/odd.json"
        tool import "$folder/odd.json" --config "$folder/files.json"
        case $code in 0 | 65 | 66) ;; *) number=$((number + 1)) ;; esac
    done
    head -c 4000000 /dev/zero | tr '\0' '[' >"$folder/odd.json"
    tool import "$folder/odd.json" --config "$folder/files.json"
    [ "$code" = 65 ] && [ "$number" = 0 ]
    verdict $? local "import files that are cut off, empty, or nested four million deep" "refused as data, exit $code"
}

links() {
    local suffix service=$folder/service
    if [ "$(id -u)" != 0 ]; then
        left_out local "links in the service's folder while root imports" "needs root"
        return
    fi
    chmod 711 "$place" "$folder"
    mkdir -m 755 "$service" && chown 12345:12345 "$service"
    configure "$folder/service.json" "$service/w.sqlite3"
    echo '{"5001": {"type": "video", "author_id": 7, "description": "moss", "guild_id": 1}}' >"$folder/old.json"
    for suffix in '' .lock -wal -shm -journal .new; do
        ln -s "$folder/root-made" "$service/w.sqlite3$suffix" && chown -h 12345 "$service/w.sqlite3$suffix"
        tool import "$folder/old.json" --config "$folder/service.json"
        [ ! -e "$folder/root-made" ]
        verdict $? local "root imports over a link w.sqlite3$suffix" "exit $code, nothing is made where the link leads"
        rm -f "$service"/* "$folder/root-made"
    done
    tool import "$folder/old.json" --config "$folder/service.json"
    [ "$code" = 0 ] && [ -z "$(find "$service" -type f ! -uid 12345)" ] && [ -z "$(find "$service" -type f -perm /077)" ]
    verdict $? local "root imports into the service's folder" "exit $code, files of the service, mode 600"
    tool backup "$folder/backup" --config "$folder/service.json"
    [ "$code" = 0 ] && [ "$(stat -c '%u %a' "$folder/backup")" = '0 600' ]
    verdict $? local "root makes a backup of it in root's own folder" "exit $code, root's file, mode 600"
    rm -f "$service"/* && ln -s "$folder/backup" "$service/w.sqlite3"
    tool backup "$folder/backup2" --config "$folder/service.json"
    [ "$code" = 74 ] && [ ! -e "$folder/backup2" ]
    verdict $? local "root makes a backup over a link to a file of root's" "exit $code, nothing is copied"
    tool restore "$folder/backup" --config "$folder/service.json"
    [ ! -L "$folder/backup" ] && [ "$(stat -c '%u' "$folder/backup")" = 0 ]
    verdict $? local "root restores over that link" "exit $code, the file is as it was"
    ln -s "$folder" "$folder/service-link" && chown -h 12345 "$folder/service-link"
    configure "$folder/service.json" "$folder/service-link/x.sqlite3"
    tool import "$folder/old.json" --config "$folder/service.json"
    [ ! -e "$folder/x.sqlite3" ]
    verdict $? local "another user's link to a folder of root's" "exit $code, nothing is made there"
}

process_memory() {
    stop_bot
    umask 0
    rm -f "$place"/wishes.sqlite3*
    start_bot env SSLKEYLOGFILE="$folder/keys" OPENSSL_CONF="$folder/none" KRB5_TRACE="$folder/trace"
    umask 022
    alive && [ -z "$(find "$place" -maxdepth 1 -name 'wishes*' -perm /077)" ]
    verdict $? local "a start by hand with umask 0" "the database's files are private"
    [ ! -e "$folder/keys" ] && [ ! -e "$folder/trace" ]
    verdict $? local "SSLKEYLOGFILE, OPENSSL_CONF, KRB5_TRACE" "ignored: no file was written"
    grep -qE '^Max core file size +0 +0 ' "/proc/$bot_pid/limits"
    verdict $? local "a core dump" "the limit is 0"
    ! tr '\0' '\n' <"/proc/$bot_pid/environ" 2>/dev/null | grep -q "$token"
    verdict $? local "the token in /proc/PID/environ" "not there"
    stop_bot
    if [ "$(id -u)" != 0 ] || ! command -v setpriv >/dev/null 2>&1; then
        left_out local "the memory of a process of the same user" "needs root and setpriv"
        return
    fi
    local own=$folder/own
    mkdir -m 700 "$own" && configure "$own/config.json" "$own/w.sqlite3" && chown -R 12345:12345 "$own"
    local as=(setpriv --reuid 12345 --regid 12345 --clear-groups)
    DISCORD_TOKEN=$token "${as[@]}" "$bin/dreambot" run --config "$own/config.json" >"$folder/own.log" 2>&1 &
    bot_pid=$!
    for _ in $(seq 200); do
        grep -q 'Synced guild Bystanders' "$folder/own.log" && break
        sleep 0.05
    done
    alive && ! "${as[@]}" cat "/proc/$bot_pid/environ" >/dev/null 2>&1 &&
        ! "${as[@]}" dd "if=/proc/$bot_pid/mem" bs=1 count=1 of=/dev/null 2>/dev/null &&
        ! "${as[@]}" ls "/proc/$bot_pid/fd" >/dev/null 2>&1
    verdict $? local "a process of the bot's own user reads its memory" "refused by the kernel"
    stop_bot
}
