import Foundation
import Sandbox
import Testing

@Suite("Gateway over WebSocket")
struct GatewayTests {
    @Test(
        "After IDENTIFY come READY, GUILD_CREATE, then events with ascending sequence numbers",
        arguments: [false, true])
    func greeting(compressed: Bool) async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway(compressed: compressed)
            let ready = try await gateway.identify()
            #expect(ready["resume_gateway_url"]?.text == "ws://127.0.0.1:\(stage.http.port)/gateway/resume")
            #expect(ready["application"]?["id"]?.id == (await stage.sandbox.botID))
            let created = try await gateway.event("GUILD_CREATE")
            #expect(created["member_count"]?.number == 12)
            #expect(created["members"]?.list?.count == 1)
            #expect(created["channels"]?.list?.count == 3)
            let message = try await stage.sandbox.post("hello 🌟", as: stage.people[1], in: stage.channel)
            let event = try await gateway.event("MESSAGE_CREATE")
            #expect(event["content"]?.text == "hello 🌟")
            #expect(event["id"]?.id == message.id)
            #expect(event["member"]?["joined_at"]?.text != nil)
            await stage.sandbox.react("🌟", to: message.id, in: stage.channel, by: [stage.people[2]])
            let vote = try await gateway.event("MESSAGE_REACTION_ADD")
            #expect(vote["emoji"]?["name"]?.text == "🌟")
            #expect(vote["member"]?["user"]?["id"]?.id == stage.people[2])
            #expect(await gateway.sequence == 4)
            try await gateway.send(1, 4)
            _ = try await gateway.payload(op: 11)
        }
    }

    @Test("A resume replays the missed dispatches in order, then sends RESUMED")
    func resume() async throws {
        try await Stage.run { stage in
            let first = try await stage.gateway()
            let ready = try await first.identify()
            _ = try await first.event("GUILD_CREATE")
            let seen = try #require(await first.sequence)
            await stage.sandbox.cutGateway()
            #expect(try await first.next() == .cut(unfinished: 0))
            try await stage.sandbox.post("one", as: stage.people[1], in: stage.channel)
            await stage.sandbox.addChannel("two", in: stage.guild.id)
            stage.clock.advance(by: 100)
            let second = try await stage.gateway("/gateway/resume")
            _ = try await second.payload(op: 10)
            try await second.send(6, Self.resumption(ready, seen))
            #expect(try await second.events(through: "RESUMED") == ["MESSAGE_CREATE", "CHANNEL_CREATE", "RESUMED"])
            #expect(await second.sequence == seen + 3)
            let counters = await stage.sandbox.counters
            #expect(counters.connections == 1 && counters.resumeConnections == 1 && counters.resumed == 1)
        }
    }

    private static func resumption(_ ready: Sandbox.JSON, _ sequence: Int) -> Sandbox.JSON {
        [
            "token": "sandbox-token", "session_id": ready["session_id"] ?? .null, "seq": .int(sequence),
        ]
    }

    @Test("Close code 1000 and expiry end a session; a resume with a future sequence closes with 4007")
    func deadSessions() async throws {
        try await Stage.run { stage in
            let first = try await stage.gateway()
            let ready = try await first.identify()
            _ = try await first.event("GUILD_CREATE")
            try await first.close(1000)
            #expect(try await first.next() == .closed(1000))
            #expect(try await Self.resumed(stage, ready, 2) == .payload(Self.invalid))

            let second = try await stage.gateway()
            let again = try await second.identify()
            _ = try await second.event("GUILD_CREATE")
            await stage.sandbox.cutGateway()
            #expect(try await Self.resumed(stage, again, 99) == .closed(4007))
            #expect(try await Self.resumed(stage, again, 2) == .payload(Self.invalid))

            let third = try await stage.gateway()
            let old = try await third.identify()
            _ = try await third.event("GUILD_CREATE")
            await stage.sandbox.cutGateway()
            stage.clock.advance(by: 181)
            #expect(try await Self.resumed(stage, old, 2) == .payload(Self.invalid))
            #expect(await stage.sandbox.counters.clientCloseCodes == [1000, 4000, 4000, 4000])
        }
    }

    private static let invalid: Sandbox.JSON = ["t": nil, "s": nil, "op": 9, "d": false]

    /// The server's answer to a resume.
    private static func resumed(_ stage: Stage, _ ready: Sandbox.JSON, _ sequence: Int) async throws
        -> RawGateway.Incoming
    {
        let gateway = try await stage.gateway("/gateway/resume")
        _ = try await gateway.payload(op: 10)
        try await gateway.send(6, resumption(ready, sequence))
        let answer = try await gateway.next()
        if case .payload = answer {
            let known = await stage.sandbox.counters.clientCloseCodes.count
            try await gateway.close(4000)
            _ = await stage.sandbox.wait {
                $0.counters.clientCloseCodes.count > known ? true : nil
            }
        }
        return answer
    }

    @Test("A client's answer to a close is counted apart from the closes of clients")
    func closeAnswers() async throws {
        try await Stage.run { stage in
            for (code, answer) in [(1001, 4000), (4009, 4009)] {
                let gateway = try await stage.gateway()
                _ = try await gateway.identify()
                _ = try await gateway.event("GUILD_CREATE")
                await stage.sandbox.cutGateway(.code(code))
                #expect(try await gateway.next() == .closed(code))
                try await gateway.close(answer)
                #expect(await stage.sandbox.wait { $0.counters.closeAnswers.last == answer ? true : nil } == true)
            }
            let counters = await stage.sandbox.counters
            #expect(counters.closeAnswers == [4000, 4009])
            #expect(counters.clientCloseCodes.isEmpty && counters.lost == 0)
            // 4009 has ended its session; the answer to 1001 has not.
            #expect(await stage.sandbox.sessionCount == 1)
        }
    }

    @Test("The opening sequence helloThenReconnect sends Hello and Reconnect", arguments: [false, true])
    func helloThenReconnect(compressed: Bool) async throws {
        try await Stage.run { stage in
            await stage.sandbox.queueOpenings(.helloThenReconnect)
            let gateway = try await stage.gateway(compressed: compressed)
            guard case .payload(let hello) = try await gateway.next() else { throw RawSocket.Broken() }
            #expect(hello["op"]?.number == 10 && hello["d"]?["heartbeat_interval"]?.number == 41_250)
            #expect(try await gateway.next() == .payload(["t": nil, "s": nil, "op": 7, "d": nil]))
        }
    }

    @Test("A resume with more missed dispatches than are kept is answered with op 9")
    func smallReplay() async throws {
        var configuration = Sandbox.Configuration()
        configuration.replayLimit = 2
        try await Stage.run(configuration) { stage in
            let first = try await stage.gateway()
            let ready = try await first.identify()
            _ = try await first.event("GUILD_CREATE")
            await stage.sandbox.cutGateway()
            for _ in 0..<5 { try await stage.sandbox.post("x", as: stage.people[0], in: stage.channel) }
            #expect(try await Self.resumed(stage, ready, 2) == .payload(Self.invalid))
        }
    }

    @Test(
        "Invalid payloads close with Discord's codes",
        arguments: [
            (2, RawGateway.identity("wrong"), 4004), (2, RawGateway.identity("sandbox-token", 1 << 30), 4013),
            (99, .null, 4001), (8, ["guild_id": "1"], 4003), (2, ["token": "x"], 4002),
        ] as [(Int, Sandbox.JSON, Int)])
    func refusals(op: Int, data: Sandbox.JSON, code: Int) async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.payload(op: 10)
            try await gateway.send(op, data)
            #expect(try await gateway.next() == .closed(code))
        }
    }

    @Test("Disallowed intents, malformed payloads, a second identify and too many payloads close the connection")
    func moreRefusals() async throws {
        try await Stage.run { stage in
            await stage.sandbox.changePortal { $0.privilegedIntents = [.messageContent] }
            let first = try await stage.gateway()
            _ = try await first.payload(op: 10)
            try await first.send(2, RawGateway.identity())
            #expect(try await first.next() == .closed(4014))
            for text in ["{", "{\"op\":1,\"d\":\"" + String(repeating: "x", count: 4100) + "\"}"] {
                let gateway = try await stage.gateway()
                _ = try await gateway.payload(op: 10)
                try await gateway.send(text)
                #expect(try await gateway.next() == .closed(4002))
            }
            let second = try await stage.gateway()
            _ = try await second.identify(intents: 513)
            _ = try await second.event("GUILD_CREATE")
            try await second.send(2, RawGateway.identity("sandbox-token", 513))
            #expect(try await second.next() == .closed(4005))
            let third = try await stage.gateway()
            _ = try await third.payload(op: 10)
            for _ in 0...120 { try await third.send(1, .null) }
            var last = try await third.next()
            while case .payload = last { last = try await third.next() }
            #expect(last == .closed(4008))
        }
    }

    @Test("A session gets only the events of its intents; content is empty without its intent")
    func intents() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify(intents: 1 << 9)
            let bot = await stage.sandbox.botID
            let message = try await stage.sandbox.post("secret", as: stage.people[1], in: stage.channel)
            await stage.sandbox.react("🌟", to: message.id, in: stage.channel, by: [stage.people[2]])
            await stage.sandbox.addMember(to: stage.guild.id)
            try await stage.sandbox.post("hey <@\(bot)>", as: stage.people[1], in: stage.channel)
            #expect(try await gateway.event("MESSAGE_CREATE")["content"]?.text == "")
            guard case .payload(let next) = try await gateway.next() else { throw RawSocket.Broken() }
            #expect(next["t"]?.text == "MESSAGE_CREATE")
            #expect(next["d"]?["content"]?.text == "hey <@\(bot)>")
        }
    }

    @Test("Members come in chunks of 1,000; all members of a guild are sent once per 30 seconds")
    func memberChunks() async throws {
        try await Stage.run { stage in
            await stage.sandbox.addMembers(1500, to: stage.guild.id)
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            let ask: Sandbox.JSON = ["guild_id": .string("\(stage.guild.id)"), "query": "", "limit": 0, "nonce": "n"]
            try await gateway.send(8, ask)
            let one = try await gateway.event("GUILD_MEMBERS_CHUNK")
            let two = try await gateway.event("GUILD_MEMBERS_CHUNK")
            #expect(one["members"]?.list?.count == 1000 && two["members"]?.list?.count == 512)
            #expect(two["chunk_index"]?.number == 1 && two["chunk_count"]?.number == 2 && two["nonce"]?.text == "n")
            stage.clock.advance(by: 10)
            try await gateway.send(8, ask)
            let limited = try await gateway.event("RATE_LIMITED")
            #expect(limited["retry_after"]?.real == 20 && limited["meta"]?["nonce"]?.text == "n")
            stage.clock.advance(by: 21)
            try await gateway.send(8, ask)
            #expect(try await gateway.event("GUILD_MEMBERS_CHUNK")["members"]?.list?.count == 1000)
        }
    }

    @Test("A hidden channel is obfuscated on the gateway and omitted by REST")
    func hidden() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            try await stage.sandbox.setHidden(true, channel: stage.channel)
            let update = try await gateway.event("CHANNEL_UPDATE")
            #expect(update["name"]?.text == "___hidden___" && update["flags"]?.number == 1 << 17)
            try await stage.sandbox.post("unheard", as: stage.people[0], in: stage.channel)
            let list = try await stage.http.api("GET", "/guilds/\(stage.guild.id)/channels").json
            #expect(list.list?.contains { $0["id"]?.id == stage.channel } == false)
            #expect(try await stage.http.api("GET", "/channels/\(stage.channel)").json["code"]?.number == 50001)
            try await stage.sandbox.setHidden(false, channel: stage.channel)
            #expect(try await gateway.event("CHANNEL_UPDATE")["name"]?.text == "suggestions")
        }
    }

    @Test("An identify beyond the daily limit resets the token")
    func quota() async throws {
        try await Stage.run { stage in
            await stage.sandbox.changePortal { $0.sessionStartRemaining = 1 }
            let first = try await stage.gateway()
            _ = try await first.identify()
            _ = try await first.event("GUILD_CREATE")
            let limit = try await stage.http.api("GET", "/gateway/bot").json["session_start_limit"]
            #expect(limit?["remaining"]?.number == 0)
            let second = try await stage.gateway()
            _ = try await second.payload(op: 10)
            try await second.send(2, RawGateway.identity())
            #expect(try await second.next() == .closed(4004))
            #expect(try await first.next() == .closed(4004))
            #expect(try await stage.http.api("GET", "/users/@me").status == 401)
        }
    }
}
