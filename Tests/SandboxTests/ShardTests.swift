import Foundation
import Sandbox
import Testing

@Suite("Shards")
struct ShardTests {
    /// Connects a shard; returns its gateway and the ids of its guilds.
    private func connect(_ stage: Stage, _ shard: [Int]) async throws -> (RawGateway, [Sandbox.ID]) {
        let gateway = try await stage.gateway()
        let ready = try await gateway.identify(shard: shard)
        #expect(ready["shard"] == .array(shard.map { .int($0) }))
        return (gateway, (ready["guilds"]?.list ?? []).compactMap { $0["id"]?.id })
    }

    @Test("A guild belongs to the shard of its id, and its events reach that shard alone; bulk guilds spread evenly")
    func formula() async throws {
        try await Stage.run { stage in
            var order = Sandbox.BulkOrder()
            order.guilds = 30
            try await stage.sandbox.make(order)
            var all: [Sandbox.ID] = []
            for number in 0..<3 {
                let (gateway, guilds) = try await connect(stage, [number, 3])
                #expect(guilds.allSatisfy { Int($0.rawValue >> 22) % 3 == number })
                #expect((10...11).contains(guilds.count))
                all += guilds
                let own = try #require(guilds.last)
                let other = try #require(await stage.sandbox.guilds.map(\.id).first { !guilds.contains($0) })
                await stage.sandbox.renameGuild(other, to: "other")
                await stage.sandbox.renameGuild(own, to: "own \(number)")
                #expect(try await gateway.event("GUILD_UPDATE")["name"]?.text == "own \(number)")
            }
            #expect(Set(all).count == 31)
        }
    }

    @Test("Events outside guilds reach the first shard")
    func direct() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify(intents: 1 << 12, shard: [0, 2])
            let second = try await stage.gateway()
            _ = try await second.identify(intents: 1 << 12, shard: [1, 2])
            await stage.sandbox.sendDirect("for the first", from: stage.people[0])
            await stage.sandbox.sendReconnect()
            #expect(try await gateway.event("MESSAGE_CREATE")["content"]?.text == "for the first")
            #expect(try await second.next() == .payload(["t": nil, "s": nil, "op": 7, "d": nil]))
        }
    }

    @Test(
        "An impossible shard closes with 4010; so does a count that is no multiple of the one assigned",
        arguments: [[2, 2], [-1, 2], [0, 0], [0], [0, 3]])
    func invalid(shard: [Int]) async throws {
        try await Stage.run { stage in
            _ = try await stage.http.control("POST", "/portal", ["shard_multiple": 2])
            let gateway = try await stage.gateway()
            _ = try await gateway.payload(op: 10)
            try await gateway.send(2, RawGateway.identity(shard: shard))
            #expect(try await gateway.next() == .closed(4010))
        }
    }

    @Test("More than 2,500 guilds of a shard close with 4011, and /gateway/bot names the shards that hold them")
    func required() async throws {
        try await Stage.run { stage in
            let shards = { @Sendable in try await stage.http.api("GET", "/gateway/bot").json["shards"]?.number }
            var order = Sandbox.BulkOrder()
            (order.guilds, order.humans, order.channels) = (2499, 1, [])
            try await stage.sandbox.make(order)
            #expect(try await shards() == 1)
            _ = try await stage.gateway().identify(intents: 0)
            order.guilds = 1
            try await stage.sandbox.make(order)
            #expect(try await shards() == 2)
            for shard in [nil, [0, 1]] {
                let gateway = try await stage.gateway()
                _ = try await gateway.payload(op: 10)
                try await gateway.send(2, RawGateway.identity(shard: shard))
                #expect(try await gateway.next() == .closed(4011))
            }
            _ = try await stage.gateway().identify(intents: 0, shard: [1, 2])
            _ = try await stage.http.control("POST", "/portal", ["shards": 16])
            #expect(try await shards() == 16)
        }
    }

    @Test("Identifies and resumes are kept with their shard, bucket, time and outcome")
    func starts() async throws {
        try await Stage.run { stage in
            _ = try await stage.http.control("POST", "/portal", ["max_concurrency": 2, "shards": 4])
            let (first, _) = try await connect(stage, [1, 4])
            let second = try await stage.gateway()
            _ = try await second.payload(op: 10)
            try await second.send(2, RawGateway.identity(shard: [3, 4]))
            #expect(try await second.payload(op: 9) == false)
            await first.shut()
            #expect(await stage.sandbox.waitForGateway(connected: false))
            stage.clock.advance(by: 2)
            let third = try await stage.gateway("/gateway/resume")
            _ = try await third.payload(op: 10)
            let session = try #require(
                try await stage.http.control("GET", "/gateway").json["sessions"]?[0]?["id"]?.text)
            try await third.send(
                6, ["token": "sandbox-token", "session_id": .string(session), "seq": .int(await first.sequence ?? 0)])
            _ = try await third.event("RESUMED")
            let fourth = try await stage.gateway()
            _ = try await fourth.payload(op: 10)
            try await fourth.send(2, RawGateway.identity("wrong", shard: [0, 4]))
            #expect(try await fourth.next() == .closed(4004))
            let starts = try #require(try await stage.http.control("GET", "/gateway").json["starts"]?.list)
            #expect(starts.map { $0["kind"]?.text } == ["identify", "identify", "resume", "identify"])
            #expect(starts.map { $0["shard"]?.number } == [1, 3, 1, 0])
            #expect(starts.map { $0["bucket"]?.number } == [1, 1, nil, 0])
            #expect(starts.map { $0["outcome"] } == ["accepted", "op9", "accepted", 4004])
            let times = starts.compactMap { $0["at"]?.real }
            #expect(times.count == 4 && abs(times[2] - times[0] - 2) < 0.001)
            #expect(starts.map { $0["answered"] } == starts.map { $0["at"] })
        }
    }

    @Test("One shard is cut, closed or told to reconnect; the other one notices nothing")
    func single() async throws {
        try await Stage.run { stage in
            let (zero, _) = try await connect(stage, [0, 2])
            let (one, _) = try await connect(stage, [1, 2])
            _ = try await stage.http.control("POST", "/gateway", ["do": "op7", "shard": 1])
            #expect(try await one.payload(op: 7) == .null)
            _ = try await stage.http.control("POST", "/gateway", ["do": "close", "code": 4000, "shard": 1])
            #expect(try await one.next() == .closed(4000))
            _ = try await stage.http.control("POST", "/gateway", ["do": "op1"])
            #expect(try await zero.payload(op: 1) == .null)
            _ = try await stage.http.control("POST", "/gateway", ["do": "cut", "shard": 0])
            #expect(try await zero.next() == .cut(unfinished: 0))
        }
    }

    @Test("Requests are counted by the shard of their guild, or of their channel's")
    func requests() async throws {
        try await Stage.run { stage in
            let shard = String(Int(stage.guild.id.rawValue >> 22) % 7)
            _ = try await stage.http.api("GET", "/guilds/\(stage.guild.id)")
            _ = try await stage.http.api("GET", "/channels/\(stage.channel)/messages")
            _ = try await stage.http.api("GET", "/users/@me")
            let counts = try await stage.http.control("GET", "/counters?shards=7").json["by_shard"]
            #expect(counts?[shard] == 2 && counts?["none"] == 1)
            #expect(try await stage.http.control("GET", "/counters").json["by_shard"] == nil)
        }
    }

    @Test("One shard of each bucket may identify in five seconds; another one gets op 9")
    func buckets() async throws {
        try await Stage.run { stage in
            _ = try await stage.http.control("POST", "/portal", ["max_concurrency": 2, "shards": 4])
            _ = try await connect(stage, [0, 4])
            _ = try await connect(stage, [1, 4])
            let third = try await stage.gateway()
            _ = try await third.payload(op: 10)
            try await third.send(2, RawGateway.identity(shard: [2, 4]))
            #expect(try await third.next() == .payload(["t": nil, "s": nil, "op": 9, "d": false]))
            stage.clock.advance(by: 5)
            _ = try await connect(stage, [2, 4])
            _ = try await connect(stage, [3, 4])
        }
    }
}
