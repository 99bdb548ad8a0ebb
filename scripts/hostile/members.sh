# Hostile members and moderators of one guild, with another guild that must not notice. Sourced by hostile.sh.
# shellcheck shell=bash disable=SC2154,SC2034,SC2251

# unharmed ROLE TRIED HAPPENED: the bot runs, and another guild is answered within 5 s.
unharmed() {
    local began=$EPOCHREALTIME
    if alive && serves 5; then
        row held "$1" "$2" "$3; another guild waited $(awk "BEGIN { printf \"%.1f\", $EPOCHREALTIME - $began }") s"
    else
        row GAVE "$1" "$2" "$(happened "another guild got no answer within 5 s")"
        stop_bot
        start_bot
    fi
}
repeat() { printf "%0.s$1" $(seq "$2"); }

play_member() {
    set +e
    start_bot
    heavy_texts
    pings
    channel_names
    markers
    many_wishes
    set -e
}

heavy_texts() {
    local accents closers links
    accents=$(repeat 'e\\u0301' 330)
    closers=$(repeat . 680)
    links=$(repeat 'http://' 90)
    local texts=(
        "$links$accents$closers" "$(repeat '\\u202e' 1900)" "$(repeat 'a\\u0300' 1900)" "$(repeat '[' 1900)"
        "$(repeat '||' 900)" "$(repeat '<@1>' 480)" "$(repeat 'http://a.b/(' 150)" "$(repeat '👨‍👩‍👧' 230)"
        "$(repeat '`' 1900)" "$(repeat '> ' 900)"
    )
    local text number=0
    for text in "${texts[@]}"; do
        number=$((number + 1))
        say Dreamers suggestions "humans:1" "\"!wish other heavy $number $text\"" >/dev/null
        unharmed member "a heavy text, no. $number" "goes on"
    done
}

pings() {
    local question answer
    question=$(say Dreamers suggestions humans:1 '"!wish other hello @everyone @here <@&1> <@1> everybody"')
    answer=$(answered Dreamers suggestions "$question" 10)
    ! grep -q '"everyone":true' <<<"$answer"
    verdict $? member "a wish with @everyone" "pings nobody"
}

channel_names() {
    local name question answer accepted=''
    for name in administrator admins mods moderator 'ᴀᴅᴍɪɴ' 'ⲁdmin' _admin '🔒admin' rules owner staff-room official announcements 'аdmin' 'm\u200bod' 'adm1n' general suggestions; do
        question=$(say Dreamers suggestions humans:1 "\"!wish channel $name: give me power\"")
        answer=$(answered Dreamers suggestions "$question" 10)
        # A card carries the purpose in an embed; a refusal does not.
        if grep -q '"footer"' <<<"$answer"; then accepted="$accepted $name"; fi
        calm_down
    done
    [ -z "$accepted" ]
    verdict $? member "wishes for reserved and existing channel names, in disguise too" "accepted:${accepted:- none}"
}
# Members who give more than ten commands within ten seconds are ignored for a while: wait until one is answered again.
calm_down() {
    local question
    for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do
        question=$(say Dreamers general humans:1 '"!topvideos 1"')
        answered Dreamers general "$question" 3 >/dev/null && return
    done
}

markers() {
    local question card channels link
    question=$(say Dreamers suggestions humans:1 '"!wish channel Lighthouse Keepers: for the light"')
    card=$(answered Dreamers suggestions "$question" 10 "for the light")
    link=$(grep -oE '"channel_id":"[0-9]+"' <<<"$card" | head -n 1 | grep -oE '[0-9]+')/$(newest_id <<<"$card")
    ask -X PATCH "$CONTROL_URL/guilds/Dreamers/channels/general" -d "{\"topic\":\"Welcome. https://discord.com/channels/$(guild_id Dreamers)/$link\"}" >/dev/null
    ask "$CONTROL_URL/guilds/Bystanders/channels" -d "{\"name\":\"trap\",\"topic\":\"https://discord.com/channels/$(guild_id Dreamers)/$link\"}" >/dev/null
    ask "$CONTROL_URL/act" -d '{"guild":"Dreamers","member":"humans:12","do":"react","channel":"suggestions","message":"~for the light","emoji":"🌟"}' >/dev/null
    ask -G "$CONTROL_URL/wait" -d guild=Dreamers -d channel_exists=lighthouse-keepers -d timeout=15 >/dev/null 2>&1
    verdict $? member "#general with the link of a wish in its topic, then quorum" "a channel of its own is made"
    channels=$(ask "$CONTROL_URL/guilds/Bystanders/channels/general/messages?last=50" | grep -c 'lighthouse' || true)
    [ "$channels" = 0 ]
    verdict $? member "a channel of another guild with that link" "the other guild hears nothing"
}
guild_id() { ask "$CONTROL_URL/guilds/$1" | grep -oE '"id":"[0-9]+"' | grep -oE '[0-9]+' | head -n 1; }

many_wishes() {
    local before number made
    before=$(cards Dreamers)
    for number in $(seq 40); do
        say Dreamers suggestions humans:1 "\"!wish other flood number $number\"" >/dev/null
        sleep 1.05
    done
    serves 10
    made=$(($(cards Dreamers) - before))
    [ "$made" -lt 40 ]
    verdict $? member "40 wishes of one member, one a second" "$made cards"
}

play_moderator() {
    set +e
    start_bot
    denied_channel
    strangers_messages
    set -e
}

denied_channel() {
    ask "$CONTROL_URL/guilds/Dreamers/channels/quiet/permissions" -d '{"for":"bot","deny":["send_messages"]}' >/dev/null
    reset_requests
    for _ in $(seq 150); do say Dreamers quiet humans:1 '"!wishhelp"' >/dev/null; done
    unharmed moderator "150 commands where the bot may not answer" "goes on"
    local refused
    refused=$(ask -G "$CONTROL_URL/requests" | grep -oE '"status":40[13]' | wc -l || true)
    [ "$refused" -le 10 ]
    verdict $? moderator "the same: refused requests" "$refused of Discord's 10,000"
}

strangers_messages() {
    local message channel answer question
    message=$(say Bystanders general humans:1 '"a message that is no wish"')
    channel=$(ask "$CONTROL_URL/guilds/Bystanders/channels" | tr '{' '\n' | grep '"general"' | grep -oE '"id":"[0-9]+"' | head -n 1 | grep -oE '[0-9]+')
    reset_requests
    for answer in removewish manifestwish; do
        question=$(say Dreamers general humans:1 "\"!$answer https://discord.com/channels/$(guild_id Bystanders)/$channel/$message\"")
        answered Dreamers general "$question" 10 >/dev/null
    done
    [ "$(requests "DELETE /channels/$channel/messages/$message")" = 0 ]
    verdict $? moderator "!removewish and !manifestwish with a link of another guild" "nothing is done there"
    for answer in 0 -1 99999999999999999999 '\u0000' 'https://discord.com/channels/0/0/0'; do
        say Dreamers general humans:1 "\"!removewish $answer\"" >/dev/null
        say Dreamers general humans:1 "\"!setthreshold $answer\"" >/dev/null
    done
    unharmed moderator "references and thresholds that are no numbers" "goes on"
}
