import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("A wish that is wished for already")
struct DoubleWishTests {
    private static let plain: GuildSettings = {
        var settings = GuildSettings()
        settings.voice = .plain
        return settings
    }()

    private func open(_ fixture: CogFixture) async throws -> [Wish] {
        try await fixture.store.wishes(guild: CogFixture.guild)
    }

    @Test(
        "A wish that is nearly an open one is answered with its text and link, and nothing is posted",
        arguments: [
            ("video a tour of the moss garden", "video please a tour of moss gardens", "a tour of the moss garden"),
            ("channel Movie Night: films", "channel movie-nights: for films", "#movie-night"),
            ("other Torneo de ajedrez", "other Torneos de ajedrez 🎉", "Torneo de ajedrez"),
        ])
    func near(first: String, second: String, words: String) async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            await fixture.give("!wish \(first)")
            let link = try #require(try await open(fixture).first?.link)
            let answer = try await fixture.ask("!wish \(second)", by: CogFixture.member)
            #expect(answer.contains(words) && answer.contains(link) && !answer.contains("anyway"))
            #expect(try await open(fixture).count == 1)
        }
    }

    @Test("Only a moderator can wish it all the same; the answer to a moderator says how")
    func insistence() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            await fixture.give("!wish other moss garden")
            for wish in ["moss garden", "moss gardens"] {
                try await fixture.expect("!wish other \(wish)", says: "`!wish anyway …`")
                try await fixture.expect("!wish anyway other \(wish)", by: CogFixture.member, says: "vote for")
                #expect(try await open(fixture).count == 1)
            }
            await fixture.give("!wish Anyway other moss gardens")
            await fixture.give("!wish anyway other moss garden")
            #expect(try await open(fixture).map(\.text).sorted() == ["moss garden", "moss garden", "moss gardens"])
        }
    }

    @Test("A channel of nearly the wished name is linked, and a moderator can wish for the name all the same")
    func nearChannel() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        let channel = Channel(id: 7_000, type: .text, guildID: CogFixture.guild, name: "movie-night")
        await fixture.cog.handle([.channelCreate(channel)])
        try await fixture.running {
            try await fixture.expect("!wish channel Movie Nights: films", by: CogFixture.member, says: "<#7000>")
            try await fixture.expect("!wish channel Movie Nights: films", says: "`!wish anyway …`")
            // A name that looks the same is taken, whoever asks.
            try await fixture.expect("!wish anyway channel 🎬 Movie Night: films", says: "<#7000>")
            #expect(try await open(fixture).isEmpty)
            await fixture.give("!wish anyway channel Movie Nights: films")
            #expect(try await open(fixture).count == 1)
        }
    }

    @Test("The slash command has the same option, for moderators only")
    func slash() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        func wish(_ id: UInt64, by user: Snowflake, _ permissions: Permissions, anyway: Bool) async {
            let options: [CommandUse.Option] = [
                .init(name: "text", value: .text("moss gardens")), .init(name: "anyway", value: .flag(anyway)),
            ]
            await fixture.respond(
                to: Interaction(
                    handle: InteractionHandle(id: Snowflake(id), applicationID: 8, token: Secret("aW50")),
                    guildID: CogFixture.guild, channelID: CogFixture.channel,
                    member: Member(user: FakeDiscord.user(user), roles: []), permissions: permissions,
                    content: .command(CommandUse(name: "wish", options: [.init(name: "other", options: options)]))))
        }
        await fixture.running { await fixture.give("!wish other moss garden") }
        await wish(70_001 << 22, by: CogFixture.member, [], anyway: true)
        await wish(80_001 << 22, by: 102, .manageGuild, anyway: false)
        #expect(try await open(fixture).count == 1)
        await wish(90_001 << 22, by: 102, .manageGuild, anyway: true)
        #expect(try await open(fixture).count == 2)
    }

    @Test("Wishes of other kinds, other guilds and wishes that have ended are no doubles")
    func others() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            await fixture.give("!wish other moss garden")
            let first = try #require(try await open(fixture).first)
            await fixture.give("!wish video moss gardens")
            #expect(try await open(fixture).count == 2)
            try await fixture.store.apply(.remove, to: first.id, why: "test", at: .now)
            await fixture.give("!wish other moss gardens")
            #expect(try await open(fixture).count == 2)
        }
    }

    @Test("Of several like wishes the one that is most alike is named")
    func best() async throws {
        let fixture = try await CogFixture(settings: Self.plain)
        try await fixture.running {
            await fixture.give("!wish other pictures of moss gardening")
            await fixture.give("!wish anyway other pictures of moss gardens")
            try await fixture.expect("!wish other picture of moss gardens", says: "“pictures of moss gardens”")
        }
    }

    @Test("Of two like wishes at the same time one is stored")
    func race() async throws {
        let folder = try TemporaryStore()
        let store = folder.store
        let results = try await withThrowingTaskGroup(of: WishBeginning.self) { group in
            for (command, text) in [(1, "moss garden tour"), (2, "moss gardens tour")] as [(UInt64, String)] {
                let intent = WishIntent(
                    cardID: "c\(command)", guildID: 1, channelID: 2, kind: .other, text: text, channelName: nil,
                    authorID: Snowflake(command), commandID: Snowflake(command << 40), createdAt: .now)
                group.addTask { try await store.begin(intent, within: .none) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.count { $0 == .begun } == 1)
    }
}
