import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Members that cannot be listed")
struct MemberListingTests {
    private func listings(_ fixture: CogFixture) -> Int { fixture.discord.calls.count { $0 == .members } }

    @Test("A refused listing is repeated after 1, 5 and 30 minutes, or at once by a moderator's sync")
    func pauses() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            if call == .members { throw PortError(.forbidden, "Missing Access") }
        }
        for (minutes, expected) in [(0, 1), (0, 1), (1, 2), (4, 2), (1, 3), (29, 3), (1, 4), (30, 5)] {
            fixture.clock.advance(by: .seconds(minutes * 60))
            let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
            // A remembered refusal is reported too, and counts as an error of no wish.
            #expect(
                report.problems.texts.contains { $0.contains("nothing manifests") && $0.contains("Missing Access") })
            #expect(listings(fixture) == expected)
        }
        _ = await fixture.cog.sync(CogFixture.guild, cause: .request)
        #expect(listings(fixture) == 6)
        #expect(!fixture.discord.calls.contains { if case .createChannel = $0 { true } else { false } })
    }

    @Test("A wish that waited for the members manifests once they can be listed")
    func healed() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            if call == .members { throw PortError(.forbidden, "Missing Access") }
        }
        _ = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
        fixture.discord.before = { _ throws(PortError) in }
        let report = await fixture.cog.sync(CogFixture.guild, cause: .request)
        #expect(report.stats.manifested == 1)
    }
}
