import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("A restored database that is older than Discord's state")
struct RestoredTests {
    @Test("An active wish at quorum takes its existing channel instead of a second one")
    func standingChannel() async throws {
        let fixture = try await CogFixture()
        let wish = try await fixture.plant(5_001, .channel, voters: 8)
        let topic = ChannelMarker.topic(purpose: wish.text, link: try #require(wish.link))
        let standing = Channel(
            id: Snowflake(7_777), type: .text, guildID: CogFixture.guild, name: "wish-5001", topic: topic)
        fixture.discord.logCreation(of: standing.id, by: CogFixture.me, reason: "Wish 5001 reached its quorum")
        await fixture.cog.handle([.channelCreate(standing)])
        await fixture.cog.syncReactionCounts(guild: CogFixture.guild)
        #expect(try await fixture.wish(5_001)?.state == .granted)
        #expect(try await fixture.store.madeChannel(of: wish) == Snowflake(7_777))
        #expect(fixture.discord.with { $0.made.isEmpty })
    }
}
