import Foundation
import Sandbox
import Testing

@Suite("Storms of reactions")
struct StormTests {
    /// A stage with forty more guilds in which the bot has written.
    private func stage(_ body: (Stage) async throws -> Void) async throws {
        try await Stage.run { stage in
            var order = Sandbox.BulkOrder()
            (order.guilds, order.humans, order.messages) = (40, 5, 1)
            (order.botMessages.count, order.botMessages.texts) = (2, ["card {number}"])
            (order.botMessages.emoji, order.botMessages.votes) = ("🌟", 1)
            try await stage.sandbox.make(order, silent: true)
            try await body(stage)
        }
    }

    @Test("Each shard gets exactly as many events as ordered, its own guilds' alone, with the ordered share of votes")
    func rate() async throws {
        try await stage { stage in
            var gateways: [RawGateway] = []
            for shard in 0..<2 {
                let gateway = try await stage.gateway()
                _ = try await gateway.identify(shard: [shard, 2])
                gateways.append(gateway)
            }
            let order: Sandbox.JSON = ["per_second": 2_000, "seconds": 0.05, "votes": 0.25]
            #expect(try await stage.http.control("POST", "/storm", order).status == 200)
            for (shard, gateway) in gateways.enumerated() {
                var votes = 0
                for _ in 0..<100 {
                    let event = try await gateway.event("MESSAGE_REACTION_ADD")
                    let guild = try #require(event["guild_id"]?.id)
                    #expect(Int(guild.rawValue >> 22) % 2 == shard)
                    if event["message_author_id"]?.id == (await stage.sandbox.botID) { votes += 1 }
                }
                #expect(votes == 25)
            }
            _ = await stage.sandbox.wait { $0.isStormy ? nil : true }
            let told = try await stage.http.control("GET", "/storm?messages=1").json
            #expect(told["over"] == true && told["sent"] == 200 && told["votes"] == 50)
            #expect(told["shards"]?[1] == ["shard": 1, "sent": 100, "votes": 25])
            guard case .object(let messages)? = told["messages"] else { throw RawSocket.Broken() }
            // One vote of the order under each, and those of the storm.
            #expect(messages.reduce(0) { $0 + ($1.value.number ?? 0) } == messages.count + 50)
            for gateway in gateways { await gateway.shut() }
        }
    }

    @Test("Humans who have all reacted take it back, so that every event is a change")
    func turning() async throws {
        try await stage { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            var order = Sandbox.StormOrder()
            (order.perSecond, order.seconds, order.votes, order.messages) = (12_000, 0.001, 1, 2)
            try await stage.sandbox.startStorm(order)
            var names: [String] = []
            while names.count < 12 {
                guard case .payload(let json) = try await gateway.next(), let name = json["t"]?.text else {
                    throw RawSocket.Broken()
                }
                if name.hasPrefix("MESSAGE_REACTION") { names.append(name) }
            }
            // Two messages with one vote of five each: four more, then two are taken back.
            #expect(
                names == Array(repeating: "MESSAGE_REACTION_ADD", count: 8)
                    + Array(repeating: "MESSAGE_REACTION_REMOVE", count: 4))
            await gateway.shut()
        }
    }

    @Test("A storm without sessions, beyond its limits, or beside another one is refused")
    func refusals() async throws {
        try await stage { stage in
            #expect(try await stage.http.control("GET", "/storm").status == 404)
            #expect(try await stage.http.control("POST", "/storm", [:]).status == 400)
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            #expect(try await stage.http.control("POST", "/storm", ["per_second": 0]).status == 400)
            #expect(try await stage.http.control("POST", "/storm", ["votes": 2]).status == 400)
            #expect(try await stage.http.control("POST", "/storm", ["per_second": 1, "seconds": 60]).status == 200)
            #expect(try await stage.http.control("POST", "/storm", [:]).status == 400)
            await gateway.shut()
        }
    }
}
