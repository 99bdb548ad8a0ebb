import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("The vote emoji")
struct VoteEmojiTests {
    private func settings(_ emoji: String) -> GuildSettings {
        var settings = GuildSettings()
        settings.voteEmoji = emoji
        return settings
    }

    /// The next process, with another setting.
    private func restarted(_ fixture: CogFixture, with emoji: String) async -> SuggestionsCog {
        let cog = CogFixture.makeCog(fixture.store, fixture.discord, fixture.clock, fixture.log, settings(emoji))
        await cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "ws://127.0.0.1")),
            .guildCreate(CogFixture.picture()),
        ])
        return cog
    }

    private func vote(_ id: UInt64, _ emoji: String) -> GatewayEvent {
        .reactionAdd(
            ReactionEvent(
                userID: Snowflake(150), channelID: CogFixture.channel, messageID: Snowflake(id),
                guildID: CogFixture.guild, emoji: Emoji(name: emoji)))
    }

    @Test("A changed vote_emoji leaves the counts of older wishes and is logged once")
    func changed() async throws {
        let fixture = try await CogFixture()
        // As an older version has left it.
        try await fixture.plant(5_001, voters: 4, knowsEmoji: false)
        _ = await fixture.cog.sync(CogFixture.guild, cause: .timer)
        #expect(try await fixture.wish(5_001)?.voteEmoji == "🌟")
        let cog = await restarted(fixture, with: "🍀")
        for _ in 0..<2 {
            let report = await cog.sync(CogFixture.guild, cause: .timer)
            #expect(report.stats == SyncStats())
        }
        #expect(try await fixture.wish(5_001)?.votes == 4)
        let said = fixture.log.messages.filter { $0.contains("vote_emoji changed from 🌟 to 🍀") }
        #expect(said.count == 1 && said[0].contains("wishes made before keep 🌟"))
        // No new star under old cards.
        #expect(await cog.pendingStars.isEmpty)
    }

    @Test("Events count by the emoji of their wish")
    func events() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001)
        _ = await fixture.cog.sync(CogFixture.guild, cause: .timer)
        let path = fixture.folder.appending(path: "wishes.sqlite3").path
        fixture.store.close()
        let store = try WishStore(path: path)
        defer { store.close() }
        let cog = CogFixture.makeCog(store, fixture.discord, fixture.clock, fixture.log, settings("🍀"))
        await cog.handle([.guildCreate(CogFixture.picture())])
        await cog.handle([vote(5_001, "🍀")])
        #expect(try await store.wish(message: Snowflake(5_001))?.votes == 0)
        await cog.handle([vote(5_001, "🌟")])
        #expect(try await store.wish(message: Snowflake(5_001))?.votes == 1)
    }

    @Test("A wish is made with the configured emoji, and keeps it")
    func made() async throws {
        let fixture = try await CogFixture(settings: settings("🍀"))
        fixture.discord.emoji = Emoji(name: "🍀")
        try await fixture.running {
            await fixture.give("!wish video moss")
            let wish = try #require(try await fixture.store.wishes(guild: CogFixture.guild).first)
            #expect(wish.voteEmoji == "🍀")
            fixture.discord.with { world in
                #expect(world.channels[CogFixture.channel]?[wish.messageID]?.stars == [CogFixture.me])
            }
        }
    }

    @Test("An emoji with and without U+FE0F is one emoji")
    func variationSelector() async throws {
        #expect(Emoji(name: "❤️").matches(Emoji(name: "❤")) && Emoji(name: "❤").matches(Emoji(name: "❤️")))
        #expect(!Emoji(name: "❤").matches(Emoji(name: "❣️")) && !Emoji(name: "⭐").matches(Emoji(name: "🌟")))
        let fixture = try await CogFixture(settings: settings("❤"))
        fixture.discord.emoji = Emoji(name: "❤️")
        try await fixture.plant(5_001, voters: 5)
        let report = await fixture.cog.sync(CogFixture.guild, cause: .timer)
        #expect(report.stats.synced == 1)
        #expect(try await fixture.wish(5_001)?.votes == 5)
        // The reactors are listed as Discord spells it.
        #expect(try await fixture.wish(5_001)?.voteEmoji.map { Array($0.unicodeScalars) } == Array("❤️".unicodeScalars))
        await fixture.cog.handle([vote(5_001, "❤️"), vote(5_001, "❤")])
        #expect(try await fixture.wish(5_001)?.votes == 7)
    }

    @Test("A rebuilt wish counts the emoji that the bot has put under its card")
    func rebuilt() {
        let card = GuildSettings().replies.wishCard(
            kind: .video, text: "moss", channelName: nil, authorName: "ada", authorID: Snowflake(7), needed: nil,
            emoji: "🌟", cardID: "0a1b2c3d4e5f")
        var reading = HistoryReading(
            guild: Snowflake(1), channel: Snowflake(2), me: CogFixture.me, emoji: Emoji(name: "🍀"))
        reading.take([
            PostedMessage(
                id: Snowflake(9), authorID: CogFixture.me,
                reactions: [
                    Reaction(count: 1, me: true, meBurst: false, emoji: Emoji(name: "✅")),
                    Reaction(count: 4, me: true, meBurst: false, emoji: Emoji(name: "🌟")),
                ], embeds: [Embed(card)])
        ])
        let found = reading.wishes(channels: [], .unknown)
        #expect(found.map(\.votes) == [3] && found.map(\.voteEmoji) == ["🌟"])
    }
}
