import Discord
import TestSupport
import Testing

@testable import Wishes

@Suite("Members that cannot be listed")
struct MemberListingTests {
    private func listings(_ fixture: CogFixture) -> Int { fixture.discord.calls.count { $0 == .members } }

    @Test("A refusal is remembered and asked again after 1, 5 and 30 minutes; a moderator's sync asks at once")
    func pauses() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, .channel, voters: 8)
        fixture.discord.before = { call throws(PortError) in
            if call == .members { throw PortError(.forbidden, "Missing Access") }
        }
        for (minutes, expected) in [(0, 1), (0, 1), (1, 2), (4, 2), (1, 3), (29, 3), (1, 4), (30, 5)] {
            fixture.clock.advance(by: .seconds(minutes * 60))
            let report = await fixture.cog.sync(CogFixture.guild, cause: .startUp)
            // However that is known, it is said, and is no error of any wish.
            #expect(report.problems.keys.contains { $0.contains("nothing manifests") && $0.contains("Missing Access") })
            #expect(listings(fixture) == expected)
        }
        _ = await fixture.cog.sync(CogFixture.guild, cause: .request)
        #expect(listings(fixture) == 6)
        #expect(!fixture.discord.calls.contains { if case .createChannel = $0 { true } else { false } })
    }

    @Test("Once they can be listed, the wish that waited comes true")
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
