import Discord
import Foundation
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Timer of the syncs")
struct TimerTests {
    /// A cog with a clock that only the test advances.
    private func cog(_ fixture: CogFixture, _ clock: ManualClock, jitter: Double) -> SuggestionsCog {
        SuggestionsCog(
            store: fixture.store, port: fixture.discord,
            dependencies: .init(
                clock: clock, syncInterval: .seconds(600), jitter: { jitter }, confirmationDelay: .zero),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
    }

    /// The guild becomes available and has its first sync.
    private func arrive(_ cog: SuggestionsCog) async {
        await cog.handle([.guildCreate(CogFixture.picture())])
        await cog.syncReactionCounts(guild: CogFixture.guild)
    }

    private func timed(_ fixture: CogFixture) -> Int {
        fixture.log.messages.count { $0.contains("Synced guild Dreamers") && $0.contains("cause=timer") }
    }

    @Test(
        "The first timed sync comes after 0.5–1 interval, later ones after 0.95–1.05", arguments: [0, 0.5])
    func every(jitter: Double) async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        let cog = cog(fixture, clock, jitter: jitter)
        try await fixture.plant(5_001, stored: 3, voters: 7)
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await arrive(cog)
        var due = Duration.seconds(300 + 300 * jitter)
        for round in 1...3 {
            await clock.sleeping(until: due)
            #expect(timed(fixture) == round - 1)
            clock.advance(by: due - clock.now.offset)
            due += .seconds(570 + 60 * jitter)
            await clock.sleeping(until: due)
            #expect(timed(fixture) == round)
        }
        #expect(try await fixture.wish(5_001)?.votes == 7)
    }

    @Test("A guild that becomes available again keeps its one timer")
    func once() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        let cog = cog(fixture, clock, jitter: 0)
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await arrive(cog)
        await arrive(cog)
        await clock.sleeping(until: .seconds(300))
        clock.advance(by: .seconds(300))
        await clock.sleeping(until: .seconds(870))
        #expect(timed(fixture) == 1)
    }

    @Test("A guild that removes the bot has no timer; a new invitation starts one")
    func left() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        let cog = cog(fixture, clock, jitter: 0)
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await arrive(cog)
        await clock.sleeping(until: .seconds(300))
        await cog.handle([.guildDelete(CogFixture.guild, isOutage: false)])
        clock.advance(by: .seconds(100))
        await arrive(cog)
        // The old timer's moment passes without a sync.
        clock.advance(by: .seconds(200))
        await clock.sleeping(until: .seconds(400))
        #expect(timed(fixture) == 0)
        clock.advance(by: .seconds(100))
        await clock.sleeping(until: .seconds(970))
        #expect(timed(fixture) == 1)
    }
}
