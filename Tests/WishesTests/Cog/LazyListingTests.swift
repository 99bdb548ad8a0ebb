import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Members are listed where a decision needs them")
struct LazyListingTests {
    /// A guild of 900 members of whom 603 must vote, with a channel wish with so many votes.
    private func stage(votes: Int) async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false)
        fixture.discord.with { $0.guilds[CogFixture.guild]?.memberCount = 900 }
        try await fixture.plant(5_001, .channel, voters: votes)
        await fixture.arrive()
        if let picture = fixture.discord.with({ $0.guilds[CogFixture.guild] }) {
            await fixture.cog.handle([.guildCreate(picture)])
        }
        return fixture
    }

    private func lists(_ fixture: CogFixture, _ cause: SyncReport.Cause) async -> Bool {
        let before = fixture.discord.calls.count { $0 == .members }
        _ = await fixture.cog.sync(CogFixture.guild, cause: cause)
        return fixture.discord.calls.count { $0 == .members } > before
    }

    @Test(
        "A start-up or a resume lists the members only when a wish has half of what it needs",
        arguments: [(0, false), (301, false), (302, true)])
    func far(votes: Int, isListed: Bool) async throws {
        let fixture = try await stage(votes: votes)
        #expect(await lists(fixture, .startUp) == isListed)
        // Its own pause after a list that was not whole is over with a new attempt of a moderator only.
        if !isListed { #expect(await lists(fixture, .resumed) == false) }
        #expect(try await fixture.wish(5_001)?.votes == votes)
    }

    @Test(
        "A list that names the quorum, a moderator's sync and the timer list them anyway",
        arguments: [
            SyncReport.Cause.command, .request, .timer,
        ])
    func asked(cause: SyncReport.Cause) async throws {
        let fixture = try await stage(votes: 1)
        #expect(await lists(fixture, .startUp) == false)
        #expect(await lists(fixture, cause))
    }
}
