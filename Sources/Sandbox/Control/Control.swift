import Foundation

extension Sandbox {
    /// Executes a call of the control API. Errors are answered with a sentence: 404 for unknown names, 400 otherwise.
    func execute(_ call: ControlCall) async -> Reply {
        do {
            return try await route(call)
        } catch Failure.unknown(let text) {
            return .json(404, ["error": .string(text)])
        } catch {
            return .json(400, ["error": .string("\(error)")])
        }
    }

    private func route(_ call: ControlCall) async throws -> Reply {
        let rest = Array(call.path.dropFirst())
        switch (call.method, call.path.first ?? "help") {
        case ("GET", "help"): return .text(Self.help)
        case (_, "guilds"): return try guilds(call, rest)
        case ("POST", "bulk"): return try makeBulk(try call.json())
        case ("POST", "act"): return try act(try call.json())
        case ("GET", "wait"): return try await waitFor(call)
        case ("GET", "interactions"): return try interactions(call, rest)
        case ("GET", "state"): return .json(200, .array(guilds.map { state(of: $0) }))
        case ("GET", "requests"): return .json(200, requestsJSON(call))
        case ("GET", "counters"): return .json(200, try countersJSON(call))
        case ("DELETE", "requests"), ("DELETE", "counters"):
            resetRecords()
            return Self.done
        case ("POST", "trouble"): return try makeTrouble(try call.json())
        case ("DELETE", "trouble"):
            clearTroubles()
            return Self.done
        case ("POST", "hold"): return try addBreakpoint(try call.json())
        case ("DELETE", "hold"): return try releaseBreakpoint(call, rest)
        case ("GET", "hold"): return try await awaitBreakpoint(call, rest)
        case ("GET", "replay"): return try replayState()
        case ("POST", "bot"): return try await commandBot(try call.json())
        case ("POST", "gateway"): return try commandGateway(try call.json())
        case ("GET", "gateway"): return .json(200, gatewayJSON)
        case ("POST", "storm"): return try startStorm(try call.json())
        case ("GET", "storm"): return try stormJSON(call)
        case ("POST", "portal"): return try setPortal(try call.json())
        default:
            throw Failure.unknown(
                "There is no \(call.method) /control/\(call.path.joined(separator: "/")). See GET /control/help.")
        }
    }

    static let done = Reply.json(200, ["ok": true])

    static let help = """
        Guilds (G), channels (C), members (M) and roles (R) are given by name or id;
        a message by id, latest, or ~words.

        POST   /control/guilds                          {"name","humans":10,"bots":1,"channels":[…],"categories":[…],"moderators":1}
        POST   /control/bulk                            {"guilds":2500,"name":"Guild #","humans","bots","channels","categories","moderators",
               "messages":100,"text":"message #" or a list,"channel","roles":10,"overwrites":2,
               "bot_messages":{"messages":20,"channel","text","embeds":[…],"emoji","votes":3,"list":true}},
               or {"guild":G,"members":5000,"messages","text","channel"}
        POST   /control/guilds/G/members                {"name","bot":false}
        DELETE /control/guilds/G/members/M
        PATCH  /control/guilds/G/members/M              {"nick","roles":[…],"timed_out_seconds","locale","direct_messages":bool}
        GET    /control/guilds/G/members/M/messages     the direct messages of the bot and a member
        POST   /control/guilds/G/channels               {"name","kind":"text|category","parent","topic"}
        PATCH  /control/guilds/G/channels/C             {"name","topic","parent","hidden":bool}, of threads {"archived","locked"}
        GET    /control/guilds/G/channels/C/threads
        DELETE /control/guilds/G/channels/C
        POST   /control/guilds/G/channels/C/permissions {"for":"bot|M|R|@everyone","allow":[…],"deny":[…]}
        POST   /control/guilds/G/roles                  {"name","permissions":[…]}
        PATCH  /control/guilds/G/roles/R                {"permissions":[…]}
        DELETE /control/guilds/G/roles/R
        PATCH  /control/guilds/G                        {"name","unavailable":bool,"bot":bool,"locale","premium_tier":0–3}
        GET    /control/guilds/G                        everything about a guild
        GET    /control/guilds/G/screen                 the sidebar; ?width=40&color=0|1
        GET    /control/guilds/G/channels/C/messages    messages as JSON; ?last=20&as=M with the hidden answers to a member
        GET    /control/guilds/G/channels/C/screen      the channel as a member sees it; ?width=72&last=20&color=0|1&as=M
        POST   /control/act                             {"guild","member","do","channel","message","text","emoji","reply_to","button","command","options","silent"}
               do: send, edit, react, super_react, unreact, super_unreact, clear_reactions, delete, click, select, slash,
               menu (of "message"), user_menu (of "user"), direct ("text" to the bot), start_thread ("name");
               "member" may be a list, "everybody", or "humans:N"; click with "forged":true sends an id that no button has;
               select takes "menu" and "values":[…], members, roles and channels by name or id;
               send and slash take "files":[{"name","text"|"base64","content_type","description","option"}]
        POST   /control/act                             {"do":"submit","interaction":ID,"values":{"field":"text"}}
               sends the form that an interaction opened; with "data" a modified client sends that instead
        GET    /control/interactions/ID                 answers and form of an interaction; /screen: the form as drawn
        GET    /control/wait                            ?guild=&channel=&contains=&after=&timeout=10&screen=1
               or &channel_exists=NAME, or &message=&emoji=&count=, or ?gateway=connected|disconnected,
               or ?interaction=ID: the response to a command, button or form, ephemeral ones too; &form=1: the form it opens
               or ?direct=M&contains=: a direct message to a member
        GET    /control/state, /control/requests?match=GET%20/channels/**, /control/counters?shards=20
        DELETE /control/requests, /control/counters
        POST   /control/trouble                         {"match":"GET /channels/*/messages","status":503,"times":2}
               with "after_work":true the request is carried out first
               or "retry_after","scope" | "cloudflare":429 | "drop":"request|answer" | "delay_ms"
               or {"latency_ms":N} | {"rate_limits":true|false|"lying","requests_per_second":50}
        DELETE /control/trouble
        POST   /control/hold                            {"match","at":"before|after"} → {"hold":N}
        GET    /control/hold/N                          waits until a request is stopped; ?timeout=10
        DELETE /control/hold/N                          lets it go on; ?drop=1 cuts it
        POST   /control/gateway                         {"do":"cut|close|break|deaf|hear|op1|op7|op9|raw|event|refuse_resumes|
               accept_resumes|duplicate|reorder|orderly|door|heartbeat_interval|forget_sessions|welcome",
               "code","resumable","text","name","data","door","welcome"}; the first eight and forget_sessions take "shard"
        GET    /control/gateway                         {"starts":[…],"sessions":[…]}: identifies and resumes with time and outcome
        POST   /control/storm                           {"per_second":1000,"seconds":10,"votes":0.1,"emoji","messages":200}:
               reactions in every session; "votes" is the share of those under the bot's messages
        GET    /control/storm                           what it has sent; ?messages=1 with the votes under each message of the bot
        GET    /control/replay                          how far a recording is played, and what the bot did otherwise;
               wait?replay=done waits for its end
        POST   /control/bot                             {"do":"start|stop|kill"}: the process that the sandbox was started with
        POST   /control/portal                          {"token","intents":["guild_members","message_content","guild_presences"],
               "identifies_left","max_concurrency","shards","shard_multiple","banned_words":[…],"channels_per_guild","channels_per_category",
               "old_edits":{"count","seconds"}}

        """
}
