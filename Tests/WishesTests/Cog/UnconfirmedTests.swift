import Discord
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Lists say what Discord has not confirmed")
struct UnconfirmedTests {
    @Test("Without a suggestions channel nothing is confirmed, and the channel is named")
    func noChannel() async throws {
        let fixture = try await CogFixture(hasSuggestions: false)
        try await fixture.plant(5_001, stored: 3, onDiscord: false)
        // Commands are given in a channel of another name.
        fixture.discord.with { $0.channels[CogFixture.channel] = [:] }
        try await fixture.running {
            let list = try await fixture.ask("!topvideos")
            #expect(list.contains("there is no channel named suggestions"), "\(list)")
        }
    }

    @Test("A sync that the database has ended has errors")
    func database() async throws {
        let fixture = try await CogFixture()
        try await fixture.plant(5_001, stored: 3, voters: 7)
        fixture.store.close()
        let report = await fixture.cog.sync(CogFixture.guild, cause: .request)
        #expect(report.stats.errors > 0 && !report.isComplete && report.mayHeal)
    }

    @Test("A list that reuses a sync says when that was")
    func reused() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        try await fixture.plant(5_001, voters: 7)
        let cog = SuggestionsCog(
            store: fixture.store, port: fixture.discord,
            surroundings: .init(
                now: { ExchangeFixture.now.addingTimeInterval(clock.now.offset / .seconds(1)) }, clock: clock,
                freshness: .seconds(7_200)),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
        await cog.handle([.guildCreate(CogFixture.picture())])
        let first = await cog.sync(CogFixture.guild, cause: .request)
        clock.advance(by: .seconds(3_600))
        let second = await cog.sync(CogFixture.guild, cause: .command)
        #expect(first.finishedAt == ExchangeFixture.now && second == first)
    }

    @Test("A command does not wait for ever for a sync that sits out a limit")
    func longSync() async throws {
        let (fixture, clock) = (try await CogFixture(arrives: false), ManualClock())
        try await fixture.plant(5_001, stored: 3, voters: 7)
        let (gate, open) = AsyncStream.makeStream(of: Void.self)
        fixture.discord.before = { call throws(PortError) in
            if case .messages = call { for await _ in gate { break } }
        }
        let cog = SuggestionsCog(
            store: fixture.store, port: fixture.discord, surroundings: .init(clock: clock),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
        let work = Task { await cog.run() }
        defer { work.cancel() }
        await cog.handle([.guildCreate(CogFixture.picture())])
        #expect(
            await eventually {
                fixture.discord.calls.contains { if case .messages = $0 { true } else { false } }
            })
        let asked = Task {
            await DiscordGuildPort.$priority.withValue(.reply) {
                await cog.sync(CogFixture.guild, cause: .command)
            }
        }
        await clock.sleeping(until: .seconds(60))
        clock.advance(by: .seconds(60))
        let report = await asked.value
        #expect(!report.isComplete)
        #expect(report.problems.keys.contains { $0.contains("under way") })
        open.yield()
        // The one under way is not disturbed.
        #expect(await fixture.log.line(containing: "1 updated, 0 deleted, 0 errors"))
    }
}
