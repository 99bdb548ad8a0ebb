import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Wishes begun by a process that died (cog)")
struct AdoptionTests {
    /// An intent whose card does not stand yet.
    private func begun(_ fixture: CogFixture, secondsAgo: TimeInterval) async throws {
        let now = Date(timeIntervalSince1970: 1_790_000_000 + fixture.clock.now.offset / .seconds(1))
        _ = try await fixture.store.begin(
            WishIntent(
                cardID: "card5001", guildID: CogFixture.guild, channelID: CogFixture.channel, kind: .video,
                text: "moss tour", channelName: nil, authorID: CogFixture.owner, commandID: Snowflake(4_000),
                createdAt: now.addingTimeInterval(-secondsAgo)))
    }

    @Test("While the request may be on its way the intent stays, and a card that comes late is adopted")
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

    @Test("30 s after this process has begun, nothing of an earlier one can be on its way: the intent is dropped")
    func neverPosted() async throws {
        let fixture = try await CogFixture()
        // However old: its request may have waited in the earlier process until that died.
        try await begun(fixture, secondsAgo: 3_600)
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).count == 1)
        fixture.clock.advance(by: .seconds(30))
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.store.intents(guild: CogFixture.guild).isEmpty)
    }
}
