import Foundation
import Sandbox
import Testing

@Suite("Bulk orders")
struct BulkTests {
    @Test("An order makes guilds with numbered names, members, and messages written by the humans in turn")
    func guilds() async throws {
        try await Stage.run { stage in
            let answer = try await stage.http.control(
                "POST", "/bulk",
                [
                    "guilds": 20, "name": "Place #", "humans": 3, "bots": 2, "channels": ["news", "talk"],
                    "categories": ["Rooms"], "messages": 4, "text": ["first #", "second #"], "channel": "talk",
                ])
            #expect(answer.status == 201)
            #expect(answer.json["guilds"] == 20 && answer.json["members"] == 100 && answer.json["messages"] == 80)
            #expect(answer.json["ms"]?.number != nil)
            let guild = try await stage.sandbox.guild(named: "Place 20")
            let channels = await stage.sandbox.channels(of: guild.id)
            #expect(channels.map(\.name) == ["Rooms", "news", "talk"])
            #expect(channels.map(\.position) == [0, 1, 2])
            let messages = await stage.sandbox.messages(in: channels[2].id)
            #expect(messages.map(\.content) == ["first 1", "second 2", "first 3", "second 4"])
            let humans = await stage.sandbox.humans(of: guild.id)
            #expect(messages.map(\.authorID) == [humans[0], humans[1], humans[2], humans[0]])
            let ids = await stage.sandbox.guilds.map(\.id)
            #expect(Set(ids).count == 21)
        }
    }

    @Test("An order adds members and messages to a guild that exists, silently if asked")
    func filling() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            _ = try await gateway.event("GUILD_CREATE")
            let order: Sandbox.JSON = [
                "guild": "Garden", "members": 50, "messages": 2, "channel": "general", "silent": true,
            ]
            let answer = try await stage.http.control("POST", "/bulk", order)
            #expect(answer.json["members"] == 50 && answer.json["messages"] == 2 && answer.json["guilds"] == 0)
            #expect(await stage.sandbox.members(of: stage.guild.id).count == 62)
            _ = try await stage.http.control("POST", "/bulk", ["guild": "Garden", "messages": 1, "text": "heard"])
            #expect(try await gateway.event("MESSAGE_CREATE")["content"]?.text == "heard")
        }
    }

    @Test("The bot hears of the guilds of an order that is not silent")
    func events() async throws {
        try await Stage.run { stage in
            let gateway = try await stage.gateway()
            _ = try await gateway.identify()
            _ = try await stage.http.control("POST", "/bulk", ["guilds": 2, "name": "New #"])
            #expect(try await gateway.event("GUILD_CREATE")["name"]?.text == "Garden")
            #expect(try await gateway.event("GUILD_CREATE")["name"]?.text == "New 1")
            #expect(try await gateway.event("GUILD_CREATE")["channels"]?.list?.count == 2)
        }
    }

    @Test(
        "What an order cannot mean is refused with a sentence",
        arguments: [
            (["guilds": -1], 400), (["guilds": 100_001], 400), (["guilds": 1000, "humans": 5_000_000], 400),
            (["guilds": 9_223_372_036_854_775_807, "humans": 2], 400), (["guilds": "many"], 400), (["members": 5], 400),
            (["guild": "Garden", "guilds": 2], 400), (["guild": "nowhere", "members": 1], 404),
            (["guild": "Garden", "messages": 1, "channel": "nowhere"], 404),
        ] as [(Sandbox.JSON, Int)])
    func mistakes(order: Sandbox.JSON, status: Int) async throws {
        try await Stage.run { stage in
            let answer = try await stage.http.control("POST", "/bulk", order)
            #expect(answer.status == status && answer.json["error"]?.text?.hasSuffix(".") == true, "\(answer.text)")
            #expect(await stage.sandbox.guilds.count == 1)
        }
    }
}
