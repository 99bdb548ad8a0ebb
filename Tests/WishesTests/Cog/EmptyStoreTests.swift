import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("An empty database beside cards")
struct EmptyStoreTests {
    private static let cure = "dreambot import --from-discord 1000"

    private func card(_ id: String) -> Embed {
        Embed(
            GuildSettings().replies.wishCard(
                kind: .video, text: "moss", channelName: nil, authorName: "ada", authorID: Snowflake(7), needed: nil,
                emoji: "🌟", cardID: id))
    }

    private func put(_ id: UInt64, by author: Snowflake, _ embeds: [Embed], on fixture: CogFixture) {
        fixture.discord.with { world in
            world.channels[CogFixture.channel]?[Snowflake(id)] = .init(
                message: PostedMessage(id: Snowflake(id), authorID: author, embeds: embeds), stars: [])
        }
    }

    @Test("It is logged once, with the cure, and said by every !syncwishes")
    func lost() async throws {
        let fixture = try await CogFixture()
        put(5_001, by: CogFixture.me, [card("0a1b2c3d4e5f")], on: fixture)
        try await fixture.running {
            for _ in 0..<2 { try await fixture.expect("!syncwishes", says: "import them from Discord") }
        }
        #expect(fixture.log.messages.filter { $0.contains(Self.cure) }.count == 1)
    }

    @Test("Nothing is reported when the database knows a wish, or when no card is the bot's")
    func others() async throws {
        let fixture = try await CogFixture()
        put(5_001, by: Snowflake(902), [card("0a1b2c3d4e5f")], on: fixture)
        put(5_002, by: CogFixture.me, [], on: fixture)
        #expect(await fixture.cog.sync(CogFixture.guild, cause: .request).unknownCards == nil)
        put(5_003, by: CogFixture.me, [card("0a1b2c3d4e5f")], on: fixture)
        try await fixture.plant(5_004)
        try await fixture.store.markDeleted(
            messages: [Snowflake(5_004)], why: "message gone", at: .init(timeIntervalSince1970: 1_790_000_000))
        #expect(await fixture.cog.sync(CogFixture.guild, cause: .request).unknownCards == nil)
        #expect(!fixture.log.messages.contains { $0.contains(Self.cure) })
    }
}
