import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("!search, !showwish and the pages of lists (cog)")
struct SearchTests {
    private static let plain: GuildSettings = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    private static let stranger = Snowflake(777)

    private func wish(
        _ id: UInt64, _ text: String, _ kind: WishKind = .other, name: String? = nil, in fixture: CogFixture,
        guild: Snowflake = CogFixture.guild
    ) async throws {
        let intent = WishIntent(
            cardID: "card\(id)", guildID: guild, channelID: CogFixture.channel, kind: kind, text: text,
            channelName: name, authorID: 105, commandID: Snowflake(id + 1_000_000),
            createdAt: Date(timeIntervalSince1970: 1_780_000_000))
        _ = try await fixture.store.begin(intent)
        try await fixture.store.activate(intent, message: Snowflake(id), why: "test", at: intent.createdAt)
        if guild == CogFixture.guild { fixture.stand(id, voters: 0) }
    }

    private func press(_ content: Interaction.Content, _ fixture: CogFixture) async -> InteractionAnswer? {
        let id = Snowflake(UInt64.random(in: 1...UInt64(UInt32.max)) << 22)
        await fixture.respond(
            to: Interaction(
                handle: InteractionHandle(id: id, applicationID: 8, token: Secret("aW50")), guildID: CogFixture.guild,
                channelID: CogFixture.channel, member: Member(user: FakeDiscord.user(Self.stranger), roles: []),
                permissions: [], content: content))
        return fixture.discord.with { world in
            if case .message(let answer)? = world.interactions.responses[id] { return answer }
            return world.interactions.edits[id]
        }
    }

    private func words(_ answer: InteractionAnswer?) -> String {
        NewMessage(content: answer?.content, embeds: answer?.embeds).words
    }

    @Test(
        "All words must occur, in any order, in any script, case and decoration, also as parts of words",
        arguments: [
            ("moss", ["9", "8", "5"]), ("TOUR moss", ["9", "5"]), ("öwl", ["7"]), ("ｎіght-owls", ["7"]),
            ("wl nig", ["7"]),
            ("🦉", ["7"]), ("https://a.example/B", ["6"]), ("https://a.example/b", []), ("c++", ["6"]),
            ("moss nothing", []),
            ("история", ["4"]), ("مباراة", ["3"]), ("100 %", ["8"]),
        ])
    func search(query: String, found: [String]) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await wish(5_009, "A tour of the [moss](https://evil.example) @everyone", .video, in: fixture)
        try await wish(5_008, "100 % moss", in: fixture)
        try await wish(5_007, "for owls 🦉", .channel, name: "night-owls🌙", in: fixture)
        try await wish(5_006, "learn C++, see https://a.example/B", in: fixture)
        try await wish(5_005, "Moss Tours", in: fixture)
        try await wish(5_004, "История Рима", in: fixture)
        try await wish(5_003, "مباراة شطرنج", in: fixture)
        try await wish(5_002, "moss", in: fixture, guild: 1_001)
        for (id, transition) in [(5_001, WishTransition.remove), (5_000, .delete)] {
            try await wish(UInt64(id), "moss tour \(id)", in: fixture)
            let wish = try #require(try await fixture.wish(UInt64(id)))
            try await fixture.store.apply(transition, to: wish.id, why: "test", at: .now)
        }
        let granted = try #require(try await fixture.wish(5_005))
        try await fixture.store.apply(.grant, to: granted.id, why: "test", at: .now)
        try await fixture.running {
            let answer = try await fixture.ask("!search \(query)", by: CogFixture.member)
            let places = answer.matches(of: /channels\/1000\/2000\/500(.)\)/).map { String($0.output.1) }
            #expect(places == found)
            #expect(found.isEmpty == answer.contains("No wish has all these words"))
            if found.contains("5") { #expect(answer.contains("✅")) }
            #expect(ShownText.pings(in: answer).isEmpty)
        }
    }

    @Test("A search without a word, or with too long a text, says how to search")
    func usage() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            for query in ["", " !?", String(repeating: "moss ", count: 400), String(repeating: "👩‍👩‍👧", count: 40)] {
                try await fixture.expect("!search \(query)", by: CogFixture.member, says: "!search WORDS")
            }
        }
    }

    @Test("Every list of a slash command has pages, and its buttons work for everyone")
    func pages() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        for id in 5_001...5_005 as ClosedRange<UInt64> {
            try await wish(id, "moss number \(id)", in: fixture)
        }
        for id in 5_006...5_010 as ClosedRange<UInt64> {
            try await wish(id, "fern number \(id)", in: fixture)
            let wish = try #require(try await fixture.wish(id))
            #expect(try await fixture.store.grant(wish, by: CogFixture.owner, notes: "", at: wish.createdAt))
        }
        let lists: [(CommandUse, String)] = [
            (CommandUse(name: "top", options: [.init(name: "kind", value: .text("other"))]), "top:other:2"),
            (CommandUse(name: "manifestations", options: []), "manifestations:all:2"),
            (CommandUse(name: "search", options: [.init(name: "words", value: .text("number moss"))]), "search:2"),
        ]
        for (use, id) in lists {
            var use = use
            use.options.append(.init(name: "count", value: .number(2)))
            let rest = use.name == "search" ? ":number moss" : ""
            let first = await press(.command(use), fixture)
            #expect(words(first).contains("page 1 of 3"), "\(use.name)")
            #expect(first?.buttons?.filter { !$0.isDisabled }.map(\.customID) == ["\(id):2\(rest)"])
            let last = await press(.component(customID: "\(id):9\(rest)", message: 5), fixture)
            #expect(words(last).contains("page 3 of 3"), "\(use.name)")
            #expect(last?.buttons?.filter { !$0.isDisabled }.map(\.customID) == ["\(id):2\(rest)"])
        }
    }

    @Test(
        "A forged button is answered, hidden",
        arguments: ["search:99:1:moss", "search:10:1:", "manifestations:pony:10:1", "top:video:10", "x", ""])
    func forged(id: String) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let answer = await press(.component(customID: id, message: 5), fixture)
        #expect(answer?.isEphemeral == true && words(answer).contains("/top"))
    }

    @Test("A wish is shown to every member by its id, message or link, by message and slash command, in every state")
    func show() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let text =
            "for owls\n# @everyone [x](https://evil.example) " + String(repeating: "\u{202E}e\u{301}🦉", count: 900)
        try await wish(5_001, text, .channel, name: "night-owls", in: fixture)
        let link = Wish.link(guild: CogFixture.guild, channel: CogFixture.channel, message: 5_001)
        try await fixture.running {
            for reference in ["5001", link, "<\(link)>"] {
                let answer = try await fixture.ask("!showwish \(reference)", by: CogFixture.member)
                #expect(answer.contains("night-owls") && answer.contains("<@105>") && answer.contains(link))
                #expect(answer.contains("<t:1780000000:R>") && ShownText.pings(in: answer).isEmpty)
            }
        }
        let use = CommandUse(
            name: "wish", options: [.init(name: "show", options: [.init(name: "wish", value: .text("5001"))])])
        #expect(words(await press(.command(use), fixture)).contains("night-owls"))
    }

    @Test("A wish of another guild, an unknown and a removed one are not shown")
    func hidden() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await wish(5_001, "secret", in: fixture, guild: 1_001)
        try await wish(5_002, "removed moss", in: fixture)
        let removed = try #require(try await fixture.wish(5_002))
        try await fixture.store.apply(.remove, to: removed.id, why: "test", at: .now)
        try await fixture.running {
            for (reference, words) in [
                ("5001", "no such wish"), ("5999", "no such wish"), ("5002", "was removed"),
                ("https://discord.com/channels/1001/2000/5001", "another server"), ("moss", "!showwish"),
                ("", "!showwish"),
            ] {
                let answer = try await fixture.ask("!showwish \(reference)", by: CogFixture.member)
                #expect(answer.contains(words) && !answer.contains("secret"), "\(reference): \(answer)")
            }
        }
    }
}
