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

    @Test(
        "An order has the bot write messages with embeds about humans in turn, react, and be voted for; it lists them")
    func botMessages() async throws {
        try await Stage.run { stage in
            let embed: Sandbox.JSON = [
                "title": "Card {number}", "description": "of [{name}](https://example.invalid/{member})", "color": 7,
            ]
            let answer = try await stage.http.control(
                "POST", "/bulk",
                [
                    "guilds": 2, "humans": 3, "silent": true,
                    "bot_messages": [
                        "messages": 2, "channel": "suggestions", "embeds": [embed], "emoji": "🌟", "votes": 2,
                        "list": true,
                    ],
                ])
            #expect(answer.json["messages"] == 4)
            let written = try #require(answer.json["written"]?.list)
            #expect(written.count == 2)
            let guild = try #require(written[1]["guild"]?.id)
            let humans = await stage.sandbox.humans(of: guild)
            #expect(written[1]["members"]?.list?.compactMap(\.id) == Array(humans.prefix(2)))
            let channel = try #require(written[1]["channel"]?.id)
            let page = try await stage.http.api("GET", "/channels/\(channel)/messages").json
            let bot = await stage.sandbox.botID
            #expect(page.list?.count == 2 && page[0]?["author"]?["id"]?.id == bot)
            #expect(page[0]?["id"] == written[1]["messages"]?[1])
            #expect(page[0]?["embeds"]?[0]?["title"]?.text == "Card 4")
            let name = try #require(
                await stage.sandbox.guild(named: "Guild 2").id == guild
                    ? page[0]?["embeds"]?[0]?["description"]?.text : nil)
            #expect(name.hasSuffix("](https://example.invalid/\(humans[1]))") && !name.contains("{"))
            let reaction = page[0]?["reactions"]?[0]
            #expect(reaction?["count"] == 3 && reaction?["me"] == true && reaction?["emoji"]?["name"]?.text == "🌟")
        }
    }

    @Test("Guilds of an order have more roles, below their own, and channels with overwrites for them")
    func roles() async throws {
        try await Stage.run { stage in
            _ = try await stage.http.control("POST", "/bulk", ["guilds": 1, "roles": 5, "overwrites": 2, "humans": 1])
            let guild = try await stage.sandbox.guild(named: "Guild 1")
            let json = try await stage.http.api("GET", "/guilds/\(guild.id)").json
            let roles = try #require(json["roles"]?.list).map { ($0["name"]?.text ?? "", $0["position"]?.number ?? -1) }
            #expect(roles.map(\.0) == ["@everyone"] + (1...5).map { "Role \($0)" } + ["Moderator", "dreambot"])
            #expect(roles.map(\.1) == Array(0...7))
            let channels = try await stage.http.api("GET", "/guilds/\(guild.id)/channels").json
            #expect(channels.list?.allSatisfy { $0["permission_overwrites"]?.list?.count == 2 } == true)
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
            (["guilds": 1, "bot_messages": [:]], 400), (["guilds": 1, "bot_messages": ["messages": 1]], 400),
            (["guilds": 1, "bot_messages": ["embeds": [["color": -1]]]], 400),
            (["guild": "Garden", "bot_messages": ["text": "hello"]], 400),
            (["guilds": 100, "roles": 90_000], 400), (["guilds": 100_000, "roles": 9_223_372_036_854_775_807], 400),
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
