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

    @Test("An intent without a card is dropped 30 s after the start, when no request of an earlier process can arrive")
    func neverPosted() async throws {
        let fixture = try await CogFixture()
        // The intent's age does not matter: its request may have waited until the earlier process died.
        try await begun(fixture, secondsAgo: 3_600)
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).count == 1)
        fixture.clock.advance(by: .seconds(30))
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
    }
}
