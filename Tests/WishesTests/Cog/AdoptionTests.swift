import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Adoption of wishes that an earlier process began")
struct AdoptionTests {
    /// An intent whose card is not posted yet.
    private func begun(_ fixture: CogFixture, secondsAgo: TimeInterval) async throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000 + fixture.clock.now.offset / .seconds(1))
        _ = try await fixture.store.begin(
            WishIntent(
                cardID: "card5001", guildID: CogFixture.guild, channelID: CogFixture.channel, kind: .video,
                text: "moss tour", channelName: nil, authorID: CogFixture.owner, commandID: Snowflake(4_000),
                createdAt: now.addingTimeInterval(-secondsAgo)))
    }

    @Test("An intent is kept while its request may still arrive, and a card that arrives late is adopted")
    func lateCard() async throws {
        let fixture = try await CogFixture()
        try await begun(fixture, secondsAgo: 29)
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).count == 1)
        fixture.stand(5_001, voters: 0)
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.wish(5_001)?.state == .active)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
    }

    @Test("A wish without a card is posted 30 s after the start, when no request of an earlier process can arrive")
    func neverPosted() async throws {
        let fixture = try await CogFixture()
        // The intent's age does not matter: its request may have waited until the earlier process died.
        try await begun(fixture, secondsAgo: 3_600)
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).count == 1)
        #expect(fixture.cards.isEmpty)
        fixture.clock.advance(by: .seconds(30))
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
        let card = try #require(fixture.cards.first)
        #expect(fixture.cards.count == 1 && card.stars == [CogFixture.me])
        // The row of an earlier version does not hold the author's name.
        #expect(card.message.embeds.first?.description?.contains("<@\(CogFixture.owner)>") == true)
        #expect(try await fixture.store.wishes(guild: CogFixture.guild).map(\.text) == ["moss tour"])
    }

    @Test(
        "Only a refusal by Discord ends a wish that was begun, and its member hears why",
        arguments: [PortError.Kind.unreachable, .uncertain, .forbidden, .channelGone])
    func refused(kind: PortError.Kind) async throws {
        let fixture = try await CogFixture()
        let posts = Counter()
        fixture.discord.before = { call throws(PortError) in
            if case .post = call, posts.next() == 1 { throw PortError(kind, "no") }
        }
        try await begun(fixture, secondsAgo: 3_600)
        fixture.clock.advance(by: .seconds(30))
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        let isPassing = kind == .unreachable || kind == .uncertain
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty == !isPassing)
        #expect(fixture.answers(to: Snowflake(4_000)).count == (isPassing ? 0 : 1))
        fixture.clock.advance(by: .seconds(31))
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(fixture.cards.count == (isPassing ? 1 : 0))
    }

    @Test("A card behind more than a hundred messages is found and adopted, its votes count")
    func farCard() async throws {
        let fixture = try await CogFixture()
        try await begun(fixture, secondsAgo: 3_600)
        for id in 4_001...4_350 { fixture.chat(UInt64(id)) }
        fixture.stand(5_001, voters: 3)
        fixture.clock.advance(by: .seconds(60))
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.wish(5_001)?.votes == 3)
        #expect(fixture.cards.count == 1)
    }
}
