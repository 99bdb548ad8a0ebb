import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

/// What is another guild's is neither shown, changed nor asked for, whatever a command, a topic or the database says.
@Suite("Borders between guilds")
struct GuildBorderTests {
    private static let link = "https://discord.com/channels/1500/2500/6001"

    /// Two guilds; the other one has an open wish and a granted one.
    private func twoGuilds() async throws -> CogFixture {
        let fixture = try await CogFixture()
        await fixture.otherGuildArrives()
        for id in [6_001, 6_002] as [UInt64] {
            try await fixture.plant(
                id, .channel, stored: 3, voters: 3, guild: CogFixture.otherGuild, channel: CogFixture.otherChannel)
        }
        return fixture
    }

    @Test(
        "A moderator can neither grant nor remove another guild's wish, by message, card or link",
        arguments: [
            "6001", link, "https://discord.com/channels/1000/2000/6001", "https://discord.com/channels/1000/2500/6001",
        ],
        ["manifestwish", "removewish"])
    func references(reference: String, verb: String) async throws {
        let fixture = try await twoGuilds()
        try await fixture.running {
            let answer = try await fixture.ask("!\(verb) \(reference)")
            #expect(answer.contains("server") && !answer.contains("wish 6001"), "\(answer)")
        }
        #expect(try await fixture.wish(6_001)?.state == .active)
        #expect(fixture.calls(touching: CogFixture.otherChannel, [6_001, 6_002]).isEmpty)
    }

    @Test(
        "Lists, pages, the threshold and a wish of the same name or text know only their own guild",
        arguments: ["!topchannels", "!manifestations", "!syncwishes", "!setthreshold 0.1", "!weeklysummary"])
    func lists(command: String) async throws {
        let fixture = try await twoGuilds()
        await fixture.running { await fixture.give(command) }
        #expect(
            fixture.discord.with { $0.posts.allSatisfy { !$0.words.contains("600") && !$0.words.contains("2500") } })
        #expect(try await fixture.store.threshold(guild: CogFixture.otherGuild) == nil)
        #expect(try await fixture.wish(6_001)?.state == .active)
        #expect(fixture.calls(touching: CogFixture.otherChannel, [6_001, 6_002]).isEmpty)
    }

    @Test("A name or a text that another guild has wished for is free")
    func sameName() async throws {
        let fixture = try await twoGuilds()
        try await fixture.running {
            await fixture.give("!wish channel wish-6001: again")
            let names = try await fixture.store.wishes(guild: CogFixture.guild).map(\.channelName)
            #expect(names == ["wish-6001"])
        }
    }

    @Test("A button shows the guild in which it was pressed")
    func buttons() async throws {
        let fixture = try await twoGuilds()
        let handle = InteractionHandle(id: 77, applicationID: 31, token: Secret("t"))
        await fixture.respond(
            to: Interaction(
                handle: handle, guildID: CogFixture.guild, channelID: CogFixture.channel,
                member: Member(user: FakeDiscord.user(CogFixture.owner)),
                content: .component(customID: "top:channel:10:1", message: 5)))
        let said = fixture.discord.with { "\($0.interactions)" }
        #expect(said.contains("deferredUpdate") && !said.contains("wish 600") && !said.contains("wish-600"))
    }

    @Test("A topic with the link of another guild's granted wish causes nothing there")
    func doubles() async throws {
        let fixture = try await twoGuilds()
        fixture.discord.with {
            $0.channels[CogFixture.otherChannel]?[6_002]?.stars = Set((101...110).map { Snowflake($0) })
        }
        #expect(await fixture.cog.syncReactionCounts(guild: CogFixture.otherGuild).manifested == 1)
        let posts = fixture.discord.with { $0.posts.count }
        let topic = "moss · https://discord.com/channels/1500/2500/6002"
        await fixture.running {
            for (id, guild) in [(1_600_000_000_000_000_000, CogFixture.guild), (1_600_000_000_000_000_001, nil)]
                as [(UInt64, Snowflake?)]
            {
                let channel = Channel(id: Snowflake(id), type: .text, guildID: guild, name: "x", topic: topic)
                await fixture.cog.handle([.channelCreate(channel), .channelUpdate(channel)])
            }
            await fixture.cog.answered()
        }
        #expect(fixture.discord.with { $0.posts.count } == posts)
    }

    @Test(
        "A wish whose stored channel is another guild's is neither read, nor granted, nor deleted there",
        arguments: ["!syncwishes", "!removewish 6003", "!manifestwish 6003", "!topvideos"])
    func storedElsewhere(command: String) async throws {
        let fixture = try await twoGuilds()
        // As an import could have brought it.
        try await fixture.plant(6_003, .video, stored: 2, voters: 2, channel: CogFixture.otherChannel)
        await fixture.running { await fixture.give(command) }
        #expect(fixture.calls(touching: CogFixture.otherChannel, [6_003]).isEmpty)
        #expect(fixture.discord.with { $0.channels[CogFixture.otherChannel]?[6_003] != nil })
        #expect(try await fixture.wish(6_003)?.votes == 2)
    }

    @Test("A stored suggestions channel of another guild gets neither cards nor summaries")
    func storedSuggestions() async throws {
        let fixture = try await CogFixture(hasSuggestions: false)
        await fixture.otherGuildArrives()
        try await fixture.store.remember(
            guild: CogFixture.guild, name: "Dreamers", suggestionsChannel: CogFixture.otherChannel,
            setting: "suggestions")
        try await fixture.plant(6_004, channel: CogFixture.otherChannel, onDiscord: false)
        await fixture.running { await fixture.give("!weeklysummary") }
        #expect(!fixture.discord.calls.contains(.post(CogFixture.otherChannel)))
    }

    @Test("A rebuild reads no channel that the database knows as another guild's")
    func rebuild() async throws {
        let stage = try DiscordImportStage()
        stage.card(1, .video, "moss tour")
        stage.discord.with {
            $0.guilds[DiscordImportStage.guild] = CogFixture.picture(DiscordImportStage.guild, hasSuggestions: false)
        }
        for guild in [DiscordImportStage.guild, CogFixture.otherGuild] {
            try await stage.files.store.remember(
                guild: guild, name: "G", suggestionsChannel: DiscordImportStage.channel)
        }
        await #expect(throws: DiscordImportError.self) { try await stage.run() }
        #expect(try await stage.wish(1) == nil)
    }
}
