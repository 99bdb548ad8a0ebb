import Discord
import GRDB
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Unconfirmed counts")
struct UnconfirmedTests {
    @Test("Without a suggestions channel a list says that the named channel is missing")
    func noChannel() async throws {
        let fixture = try await CogFixture(hasSuggestions: false)
        try await fixture.plant(5_001, stored: 3, onDiscord: false)
        // As an import without channels leaves it.
        try await fixture.store.write { db in try db.execute(sql: "UPDATE wishes SET channel_id = NULL") }
        // The command is given in a channel with another name.
        fixture.discord.with { $0.channels[CogFixture.channel] = [:] }
        try await fixture.running {
            let list = try await fixture.ask("!topvideos")
            #expect(list.contains("there is no channel named suggestions"), "\(list)")
        }
    }

    @Test("A sync that fails in the database reports errors and may be repeated")
    func database() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, stored: 3, voters: 7)
        fixture.store.close()
        let report = await fixture.cog.sync(CogFixture.guild, cause: .request)
        #expect(report.stats.errors > 0 && !report.isComplete && report.needsRetry)
    }

    @Test("A reused sync keeps the time at which it finished")
    func reused() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        try await fixture.plant(5_001, voters: 7)
        let cog = SuggestionsCog(
            store: fixture.store, port: fixture.discord,
            dependencies: .init(
                now: { ExchangeFixture.now.addingTimeInterval(clock.now.offset / .seconds(1)) }, clock: clock,
                freshness: .seconds(7_200)),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
        await cog.handle([.guildCreate(CogFixture.picture())])
        let first = await cog.sync(CogFixture.guild, cause: .request)
        clock.advance(by: .seconds(3_600))
        let second = await cog.sync(CogFixture.guild, cause: .command)
        #expect(first.finishedAt == ExchangeFixture.now && second == first)
    }

    @Test("A command waits at most 60 s for a running sync")
    func longSync() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        try await fixture.plant(5_001, stored: 3, voters: 7)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        fixture.discord.before = { call throws(PortError) in
            if case .messages = call { for await _ in gate { break } }
        }
        let cog = SuggestionsCog(
            store: fixture.store, port: fixture.discord, dependencies: .init(clock: clock),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await cog.handle([.guildCreate(CogFixture.picture())])
        #expect(
            await eventually {
                fixture.discord.calls.contains { if case .messages = $0 { true } else { false } }
            })
        let asked = Task {
            await cog.sync(CogFixture.guild, cause: .command, for: WorkContext(priority: .reply))
        }
        await clock.sleeping(until: .seconds(60))
        clock.advance(by: .seconds(60))
        let report = await asked.value
        #expect(!report.isComplete)
        #expect(report.problems.texts.contains { $0.contains("under way") })
        open.yield()
        // The running sync continues.
        #expect(await fixture.log.line(containing: "1 updated, 0 deleted, 0 errors"))
    }
}
