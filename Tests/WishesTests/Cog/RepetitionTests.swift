import Discord
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Repetition of incomplete syncs")
struct RepetitionTests {
    /// A guild with a wish whose stored count is wrong and whose messages cannot be read; no timer runs.
    private func stage() async throws -> (fixture: CogFixture, clock: ManualClock, cog: SuggestionsCog) {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        try await fixture.plant(5_001, stored: 3, voters: 7)
        Self.break(fixture, .unreachable)
        let cog = SuggestionsCog(
            store: fixture.store, port: fixture.discord, dependencies: .init(clock: clock),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
        return (fixture, clock, cog)
    }

    /// Every read of messages fails.
    private static func `break`(_ fixture: CogFixture, _ kind: PortError.Kind) {
        fixture.discord.before = { call throws(PortError) in
            switch call {
            case .messages, .message: throw PortError(kind, "trouble")
            default: break
            }
        }
    }

    private static func mend(_ fixture: CogFixture) { fixture.discord.before = { _ throws(PortError) in } }

    private static func repetitions(_ fixture: CogFixture) -> Int {
        fixture.log.messages.count { $0.contains("Synced guild Dreamers") && $0.contains("cause=repetition") }
    }

    @Test("An incomplete sync is repeated after 1, 5 and then every 30 minutes, until one is complete")
    func pauses() async throws {
        let (fixture, clock, cog) = try await stage()
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await cog.handle([.guildCreate(CogFixture.picture())])
        var due = Duration.zero
        for (round, minutes) in [1, 5, 30, 30].enumerated() {
            due += .seconds(minutes * 60) + .milliseconds(50)
            await clock.sleeping(until: due)
            #expect(Self.repetitions(fixture) == round)
            #expect(try await fixture.wish(5_001)?.votes == 3)
            if round == 3 { Self.mend(fixture) }
            clock.advance(by: due - clock.now.offset)
        }
        #expect(await fixture.log.line(containing: "1 updated, 0 deleted, 0 errors, 0 manifested cause=repetition"))
        #expect(try await fixture.wish(5_001)?.votes == 7)
        // The next incomplete sync is repeated after one minute again.
        Self.break(fixture, .unreachable)
        _ = await cog.sync(CogFixture.guild, cause: .request)
        await clock.sleeping(until: due + .seconds(60) + .milliseconds(50))
    }

    @Test("A complete sync in the meantime cancels the repetition")
    func overtaken() async throws {
        let (fixture, clock, cog) = try await stage()
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await cog.handle([.guildCreate(CogFixture.picture())])
        await clock.sleeping(until: .milliseconds(60_050))
        Self.mend(fixture)
        _ = await cog.sync(CogFixture.guild, cause: .request)
        clock.advance(by: .seconds(61))
        // This incomplete sync is repeated once, after its own minute.
        Self.break(fixture, .unreachable)
        _ = await cog.sync(CogFixture.guild, cause: .request)
        await clock.sleeping(until: .milliseconds(121_050))
        #expect(Self.repetitions(fixture) == 0)
    }

    @Test("A sync that lacks access is not repeated")
    func forbidden() async throws {
        let (fixture, clock, cog) = try await stage()
        Self.break(fixture, .forbidden)
        await cog.handle([.guildCreate(CogFixture.picture())])
        let report = await cog.sync(CogFixture.guild, cause: .startUp)
        #expect(report.stats.errors == 1 && !report.needsRetry)
        #expect(!fixture.log.messages.contains { $0.contains("synced again") })
        #expect(clock.slept.isEmpty)
    }
}
