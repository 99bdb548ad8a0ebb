import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("A list of members is believed when it is whole")
struct MemberCountTests {
    private static let humans = 20

    /// A guild whose member count Discord has told, and a wish with votes for 14 of 20.
    private func stage() async throws -> CogFixture {
        let fixture = try await CogFixture(humans: Self.humans, arrives: false)
        fixture.discord.with { $0.guilds[CogFixture.guild]?.memberCount = Self.humans + 2 }
        try await fixture.plant(5_001, .channel, voters: 7)
        await fixture.arrive()
        await arrive(fixture)
        return fixture
    }

    private func arrive(_ fixture: CogFixture) async {
        guard let picture = fixture.discord.with({ $0.guilds[CogFixture.guild] }) else { return }
        await fixture.cog.handle([.guildCreate(picture)])
    }

    private func listings(_ fixture: CogFixture) -> Int { fixture.discord.calls.count { $0 == .members } }

    @Test("A list as long as the guild's count takes one request")
    func honest() async throws {
        let fixture = try await stage()
        let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        #expect(report.problems.texts.isEmpty && report.stats.manifested == 0)
        #expect(listings(fixture) == 1)
    }

    @Test("A list that is shorter than the count is not believed: nothing manifests, and the reason is reported")
    func short() async throws {
        let fixture = try await stage()
        fixture.discord.with { $0.members.removeAll { $0.id > Snowflake(109) && $0.id < Snowflake(121) } }
        let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        #expect(report.stats.manifested == 0)
        #expect(report.problems.texts.contains { $0.contains("not whole") && $0.contains("11 of 22") })
        #expect(fixture.discord.with { $0.made.isEmpty })
    }

    @Test("Members who left unseen are explained by a fresh count, and the shorter list counts")
    func left() async throws {
        let fixture = try await stage()
        fixture.discord.with { world in
            world.members.removeAll { $0.id > Snowflake(109) && $0.id < Snowflake(121) }
            world.guilds[CogFixture.guild]?.memberCount = world.members.count
        }
        let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        #expect(report.problems.texts.isEmpty)
        #expect(report.stats.manifested == 1)
    }

    @Test("Joins and leaves move the count")
    func moved() async throws {
        let fixture = try await stage()
        fixture.discord.with { $0.members.removeAll { $0.id == Snowflake(120) } }
        await fixture.cog.handle([.memberRemove(guild: CogFixture.guild, FakeDiscord.user(Snowflake(120)))])
        _ = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        #expect(listings(fixture) == 1)
    }

    @Test("A count that is too low, because joins were missed, does not end the list at a full page")
    func missedJoins() async throws {
        let fixture = try await CogFixture(humans: 2_300, arrives: false)
        fixture.discord.with { $0.guilds[CogFixture.guild]?.memberCount = 1_500 }
        // A quorum of 1,500, but not of 2,300.
        try await fixture.plant(5_001, .channel, voters: 1_100)
        await fixture.arrive()
        await arrive(fixture)
        let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        #expect(report.problems.texts.isEmpty && report.stats.manifested == 0)
        #expect(listings(fixture) == 3)
    }

    @Test("In a large guild a fresh count may be a few members ahead of the list")
    func approximate() async throws {
        let fixture = try await CogFixture(humans: 400, arrives: false)
        fixture.discord.with { $0.guilds[CogFixture.guild]?.memberCount = 405 }
        try await fixture.plant(5_001, .channel, voters: 300)
        await fixture.arrive()
        await arrive(fixture)
        let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        #expect(report.problems.texts.isEmpty && report.stats.manifested == 1)
    }
}
