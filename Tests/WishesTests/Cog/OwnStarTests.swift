import Discord
import Synchronization
import TestSupport
import Testing

@testable import Wishes

@Suite("The bot's own star")
struct OwnStarTests {
    /// A wish whose star is gone: how often two syncs request a new one when the first request fails like this.
    private func requests(afterFirst kind: PortError.Kind) async throws -> (asked: Int, isBack: Bool) {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, voters: 2)
        fixture.discord.with { _ = $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars.remove(CogFixture.me) }
        let failures = Mutex(1)
        fixture.discord.before = { call throws(PortError) in
            guard case .react = call else { return }
            let fails = failures.withLock { left in
                defer { left = 0 }
                return left > 0
            }
            if fails { throw PortError(kind, "no star") }
        }
        await fixture.running {
            await sync(fixture)
            await sync(fixture)
        }
        let asked = fixture.discord.calls.count { if case .react = $0 { true } else { false } }
        let stars = fixture.discord.with { $0.channels[CogFixture.channel]?[Snowflake(5_001)]?.stars }
        return (asked, stars?.contains(CogFixture.me) == true)
    }

    /// A sync and the restoring of stars that it starts.
    private func sync(_ fixture: CogFixture) async {
        _ = await fixture.cog.sync(CogFixture.guild, cause: .timer)
        #expect(await eventually { await fixture.cog.pendingStars.isEmpty })
    }

    @Test(
        "After a transient failure the next sync requests the star again",
        arguments: [PortError.Kind.unreachable, .uncertain])
    func failure(kind: PortError.Kind) async throws {
        let result = try await requests(afterFirst: kind)
        // It is requested again after a pause, too, which this fixture's clock skips.
        #expect(result.asked >= 2 && result.isBack)
    }

    @Test("After a refusal the star is not requested again by a timed sync")
    func refusal() async throws {
        let result = try await requests(afterFirst: .forbidden)
        #expect(result == (1, false))
    }
}
