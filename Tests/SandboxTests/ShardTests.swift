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
