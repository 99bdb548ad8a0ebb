import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Which channel holds the wishes")
struct KnownChannelTests {
    private static func settings(_ name: String) -> GuildSettings {
        var settings = GuildSettings()
        settings.suggestionsChannel = name
        return settings
    }

    private static func directory(_ channels: [Channel]) throws -> GuildDirectory {
        try #require(GuildDirectory(GuildCreate(id: 1, name: "g", channels: channels)))
    }

    @Test("Wishes with a known channel are read although the guild has no visible suggestions channel")
    func read() async throws {
        let fixture = try await CogFixture(hasSuggestions: false)
        try await fixture.plant(5_001, voters: 3)
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(synced: 1))
        #expect(try await fixture.wish(5_001)?.votes == 3)
    }

    @Test("Hidden channels count as errors, also when the guild never had a suggestions channel")
    func hidden() async throws {
        let fixture = try await CogFixture(hasSuggestions: false)
        try await fixture.plant(5_001, voters: 3)
        fixture.discord.with { $0.forbidden = [CogFixture.channel] }
        let stats = await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(stats == SyncStats(errors: 1))
    }

    @Test("Without a suggestions channel and without wishes all four numbers are 0")
    func nothing() async throws {
        let fixture = try await CogFixture(hasSuggestions: false)
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.guild) == SyncStats())
    }

    @Test("A setting that names nothing does not go on with the channel that another setting named")
    func mistyped() async throws {
        let fixture = try await CogFixture()
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        let log = LogRecorder()
        let second = CogFixture.makeCog(
            fixture.store, fixture.discord, fixture.clock, log, Self.settings("sugestions"))
        await second.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "ws://127.0.0.1")),
            .guildCreate(CogFixture.picture()),
        ])
        for _ in 0..<3 { await second.syncReactionCounts(guild: CogFixture.guild) }
        #expect(log.messages.count { $0.contains("suggestions channel cannot be used") } == 1)
    }

    @Test("The channel is found by name, by id, hidden, and renamed, but not by another setting")
    func finding() throws {
        let channel = Channel(id: 5, type: .text, name: "suggestions")
        let other = Channel(id: 6, type: .text, name: "wishes")
        #expect(SuggestionsChannel(configured: "suggestions", in: try Self.directory([channel]), before: nil).id == 5)
        #expect(SuggestionsChannel(configured: "5", in: try Self.directory([channel]), before: nil).id == 5)
        let renamed = try Self.directory([other])
        #expect(SuggestionsChannel(configured: "suggestions", in: renamed, before: (6, "suggestions")).id == 6)
        #expect(SuggestionsChannel(configured: "suggestions", in: try Self.directory([]), before: (5, nil)).id == 5)
        #expect(SuggestionsChannel(configured: "5", in: try Self.directory([]), before: (5, "suggestions")).id == 5)
        #expect(
            SuggestionsChannel(configured: "sugestions", in: try Self.directory([channel]), before: (5, "suggestions"))
                == .absent(.mistyped("sugestions", before: 5)))
    }

    @Test("A forum or voice channel of the configured name is called the wrong kind", arguments: [2, 13, 15, 16])
    func wrongKind(type: Int) throws {
        let channel = Channel(id: 5, type: ChannelType(rawValue: type), name: "suggestions")
        let found = SuggestionsChannel(configured: "suggestions", in: try Self.directory([channel]), before: nil)
        #expect(found == .absent(.wrongType("suggestions")))
    }
}
