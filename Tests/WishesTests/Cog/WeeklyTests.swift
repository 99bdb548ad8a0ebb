import Discord
import Foundation
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Timer of the weekly summary")
struct WeeklyTests {
    // 2026-11-23, a Monday, 00:00 UTC.
    private static let monday = Date(timeIntervalSince1970: 1_795_392_000)

    /// A bot that starts at a moment and runs for so many seconds of its clock.
    private func live(_ fixture: CogFixture, from start: Date, for seconds: Int, settings: GuildSettings = .init())
        async
    {
        let clock = ManualClock()
        let cog = SuggestionsCog(
            store: fixture.store, port: fixture.discord,
            dependencies: .init(
                settings: { _ in settings }, now: { start.addingTimeInterval(clock.now.offset / .seconds(1)) },
                clock: clock, postsWeeklySummaries: true),
            log: Logger(label: "test") { [log = fixture.log] _ in log.handler })
        let work = Task { await cog.run() }
        await cog.handle([
            .ready(
                .init(
                    user: FakeDiscord.user(CogFixture.me, bot: true), guilds: [.init(id: CogFixture.guild)],
                    sessionID: "s", resumeGatewayURL: "")),
            .guildCreate(CogFixture.picture()),
        ])
        // The bot always sleeps until it reads its clock the next time.
        while let wake = await clock.nextWake(), wake <= .seconds(seconds) {
            clock.advance(by: wake - clock.now.offset)
        }
        work.cancel()
        await work.value
    }

    private func summaries(_ fixture: CogFixture) -> Int {
        fixture.discord.with { world in
            (world.channels[CogFixture.channel] ?? [:]).values
                .count { $0.message.titles.contains { Replies.isWeekly(title: $0) } }
        }
    }

    private func fixture() async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false)
        try await fixture.plant(5_001, voters: 4)
        // Ids carry the time at which they were made.
        fixture.discord.with { $0.nextID = Snowflake(unixMilliseconds: 1_795_392_060_000).rawValue }
        return fixture
    }

    @Test("The first start posts no missed summary; then one is posted each week, regardless of restarts")
    func weeks() async throws {
        let fixture = try await fixture()
        await live(fixture, from: Self.monday.addingTimeInterval(3_600), for: 600)
        #expect(summaries(fixture) == 0)
        // Runs past the next Monday and stops a day later.
        await live(fixture, from: Self.monday.addingTimeInterval(6 * 86_400), for: 2 * 86_400)
        #expect(summaries(fixture) == 1)
        for restart in 1...3 {
            await live(fixture, from: Self.monday.addingTimeInterval(8 * 86_400 + Double(restart) * 60), for: 7_200)
        }
        #expect(summaries(fixture) == 1)
        await live(fixture, from: Self.monday.addingTimeInterval(13 * 86_400), for: 2 * 86_400)
        #expect(summaries(fixture) == 2)
    }

    @Test(
        "A summary missed by less than a day is posted late; one missed by more is skipped and logged",
        arguments: [(23, 1), (25, 0)])
    func missed(hours: Int, posted: Int) async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        await live(fixture, from: Self.monday.addingTimeInterval(Double(hours) * 3_600), for: 60)
        #expect(summaries(fixture) == posted)
        #expect(fixture.log.messages.contains { $0.contains("Skipped a weekly summary") } == (posted == 0))
    }

    @Test("A new time zone after a restart gives no second summary in that week; the next one follows the new zone")
    func changed() async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        await live(fixture, from: Self.monday, for: 60)
        #expect(summaries(fixture) == 1)
        var settings = GuildSettings()
        settings.weeklySchedule.timeZone = try #require(TimeZone(identifier: "America/New_York"))
        await live(fixture, from: Self.monday.addingTimeInterval(8 * 3_600), for: 86_400, settings: settings)
        #expect(summaries(fixture) == 1)
        #expect(fixture.log.messages.count { $0.contains("Left a weekly summary out") } == 1)
        #expect(!fixture.log.messages.contains { $0.contains("Skipped a weekly summary") })
        let due = Self.monday.addingTimeInterval(5 * 3_600)
        #expect(try await fixture.store.lastWeeklySummary(guild: CogFixture.guild) == due)
        await live(fixture, from: due.addingTimeInterval(7 * 86_400 - 60), for: 59, settings: settings)
        #expect(summaries(fixture) == 1)
        await live(fixture, from: due.addingTimeInterval(7 * 86_400 - 60), for: 120, settings: settings)
        #expect(summaries(fixture) == 2)
    }

    @Test(
        "A summary whose post was not recorded is found by the next process and not posted again",
        arguments: [0, 3_600])
    func posted(after seconds: Int) async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        fixture.discord.after = { call throws(PortError) in
            if case .post = call { throw PortError(.uncertain, "no answer") }
        }
        await live(fixture, from: Self.monday.addingTimeInterval(60), for: 30)
        #expect(summaries(fixture) == 1)
        fixture.discord.after = { _ throws(PortError) in }
        if seconds > 600 { fixture.discord.with { $0.nonces = [:] } }
        await live(fixture, from: Self.monday.addingTimeInterval(120 + Double(seconds)), for: 60)
        #expect(summaries(fixture) == 1)
        let done = try await fixture.store.lastWeeklySummary(guild: CogFixture.guild)
        #expect(done == Self.monday)
    }

    @Test("A refused summary is logged once, retried for a day, and posted when the channel allows it")
    func refused() async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        fixture.discord.before = { call throws(PortError) in
            if case .post = call { throw PortError(.forbidden, "Missing Access") }
        }
        await live(fixture, from: Self.monday.addingTimeInterval(60), for: 7_200)
        #expect(summaries(fixture) == 0)
        #expect(fixture.log.messages(at: .warning).count { $0.contains("weekly summary could not be posted") } == 1)
        fixture.discord.before = { _ throws(PortError) in }
        await live(fixture, from: Self.monday.addingTimeInterval(10_000), for: 60)
        #expect(summaries(fixture) == 1)
    }

    @Test("Without an active wish, or when switched off, no summary is posted")
    func nothing() async throws {
        let empty = try await CogFixture(arrives: false)
        try await empty.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        await live(empty, from: Self.monday, for: 60)
        #expect(summaries(empty) == 0)
        #expect(try await empty.store.lastWeeklySummary(guild: CogFixture.guild) == Self.monday)
        let quiet = try await fixture()
        try await quiet.store.finishWeeklySummary(
            guild: CogFixture.guild, due: Self.monday.addingTimeInterval(-7 * 86_400))
        var settings = GuildSettings()
        settings.postsWeeklySummary = false
        await live(quiet, from: Self.monday, for: 60, settings: settings)
        #expect(summaries(quiet) == 0)
    }
}
