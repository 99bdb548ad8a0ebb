import Discord
import Foundation
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Syncs by the clock")
struct TimerTests {
    /// A cog whose clock stands still until it is told to go on.
    private func cog(_ fixture: CogFixture, _ clock: ManualClock, jitter: Double) -> SuggestionsCog {
        SuggestionsCog(
            store: fixture.store, port: fixture.discord,
            surroundings: .init(
                clock: clock, syncInterval: .seconds(600), jitter: { jitter }, confirmationDelay: .zero),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
    }

    /// The guild comes, and its first sync is done.
    private func arrive(_ cog: SuggestionsCog) async {
        await cog.handle([.guildCreate(CogFixture.picture())])
        await cog.syncReactionCounts(guild: CogFixture.guild)
    }

    private func timed(_ fixture: CogFixture) -> Int {
        fixture.log.messages.count { $0.contains("Synced guild Dreamers") && $0.contains("cause=timer") }
    }

    @Test(
        "Half to a whole interval after the start, then every interval, give or take a twentieth", arguments: [0, 0.5])
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

    @Test("A guild that comes again, after an outage or in a new session, keeps its one timer")
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

    @Test("A guild that has thrown the bot out is left alone; invited again, it is synced again")
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
        await clock.sleeping(until: .seconds(400))
        // The old timer's moment passes without a sync.
        clock.advance(by: .seconds(200))
        clock.advance(by: .seconds(100))
        await clock.sleeping(until: .seconds(970))
        #expect(timed(fixture) == 1)
    }
}
