import Discord
import Foundation
import Logging
import TestSupport
import Testing

@testable import Wishes

@Suite("Timer of the weekly summary")
struct WeeklyTests {
    private func fixture() async throws -> CogFixture {
        let fixture = try await CogFixture(arrives: false)
        try await fixture.plantForSummary()
        return fixture
    }

    @Test("The first start posts no missed summary; then one is posted each week, regardless of restarts")
    func weeks() async throws {
        let fixture = try await fixture()
        await fixture.live(from: CogFixture.monday.addingTimeInterval(3_600), for: 600)
        #expect(fixture.summaries == 0)
        // Runs past the next Monday and stops a day later.
        await fixture.live(from: CogFixture.monday.addingTimeInterval(6 * 86_400), for: 2 * 86_400)
        #expect(fixture.summaries == 1)
        for restart in 1...3 {
            await fixture.live(
                from: CogFixture.monday.addingTimeInterval(8 * 86_400 + Double(restart) * 60), for: 7_200)
        }
        #expect(fixture.summaries == 1)
        await fixture.live(from: CogFixture.monday.addingTimeInterval(13 * 86_400), for: 2 * 86_400)
        #expect(fixture.summaries == 2)
    }

    @Test(
        "A summary missed by less than a day is posted late; one missed by more is skipped and logged",
        arguments: [(23, 1), (25, 0)])
    func missed(hours: Int, posted: Int) async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: CogFixture.monday.addingTimeInterval(-7 * 86_400))
        await fixture.live(from: CogFixture.monday.addingTimeInterval(Double(hours) * 3_600), for: 60)
        #expect(fixture.summaries == posted)
        #expect(fixture.log.messages.contains { $0.contains("Skipped a weekly summary") } == (posted == 0))
    }

    @Test("A new time zone after a restart gives no second summary in that week; the next one follows the new zone")
    func changed() async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: CogFixture.monday.addingTimeInterval(-7 * 86_400))
        await fixture.live(from: CogFixture.monday, for: 60)
        #expect(fixture.summaries == 1)
        var settings = GuildSettings()
        settings.weeklySchedule.timeZone = try #require(TimeZone(identifier: "America/New_York"))
        await fixture.live(from: CogFixture.monday.addingTimeInterval(8 * 3_600), for: 86_400, settings: settings)
        #expect(fixture.summaries == 1)
        #expect(fixture.log.messages.count { $0.contains("Left a weekly summary out") } == 1)
        #expect(!fixture.log.messages.contains { $0.contains("Skipped a weekly summary") })
        let due = CogFixture.monday.addingTimeInterval(5 * 3_600)
        #expect(try await fixture.store.lastWeeklySummary(guild: CogFixture.guild) == due)
        await fixture.live(from: due.addingTimeInterval(7 * 86_400 - 60), for: 59, settings: settings)
        #expect(fixture.summaries == 1)
        await fixture.live(from: due.addingTimeInterval(7 * 86_400 - 60), for: 120, settings: settings)
        #expect(fixture.summaries == 2)
    }

    @Test(
        "A summary whose post was not recorded is found by the next process and not posted again",
        arguments: [0, 3_600])
    func posted(after seconds: Int) async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: CogFixture.monday.addingTimeInterval(-7 * 86_400))
        fixture.discord.after = { call throws(PortError) in
            if case .post = call { throw PortError(.uncertain, "no answer") }
        }
        await fixture.live(from: CogFixture.monday.addingTimeInterval(60), for: 30)
        #expect(fixture.summaries == 1)
        fixture.discord.after = { _ throws(PortError) in }
        if seconds > 600 { fixture.discord.with { $0.nonces = [:] } }
        await fixture.live(from: CogFixture.monday.addingTimeInterval(120 + Double(seconds)), for: 60)
        #expect(fixture.summaries == 1)
        let done = try await fixture.store.lastWeeklySummary(guild: CogFixture.guild)
        #expect(done == CogFixture.monday)
    }

    @Test("A refused summary is logged once, retried for a day, and posted when the channel allows it")
    func refused() async throws {
        let fixture = try await fixture()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: CogFixture.monday.addingTimeInterval(-7 * 86_400))
        fixture.discord.before = { call throws(PortError) in
            if case .post = call { throw PortError(.forbidden, "Missing Access") }
        }
        await fixture.live(from: CogFixture.monday.addingTimeInterval(60), for: 7_200)
        #expect(fixture.summaries == 0)
        #expect(fixture.log.messages(at: .warning).count { $0.contains("weekly summary could not be posted") } == 1)
        fixture.discord.before = { _ throws(PortError) in }
        await fixture.live(from: CogFixture.monday.addingTimeInterval(10_000), for: 60)
        #expect(fixture.summaries == 1)
    }

    @Test("Without an active wish, or when switched off, no summary is posted")
    func nothing() async throws {
        let empty = try await CogFixture(arrives: false)
        try await empty.store.finishWeeklySummary(
            guild: CogFixture.guild, due: CogFixture.monday.addingTimeInterval(-7 * 86_400))
        await empty.live(from: CogFixture.monday, for: 60)
        #expect(empty.summaries == 0)
        #expect(try await empty.store.lastWeeklySummary(guild: CogFixture.guild) == CogFixture.monday)
        let quiet = try await fixture()
        try await quiet.store.finishWeeklySummary(
            guild: CogFixture.guild, due: CogFixture.monday.addingTimeInterval(-7 * 86_400))
        var settings = GuildSettings()
        settings.postsWeeklySummary = false
        await quiet.live(from: CogFixture.monday, for: 60, settings: settings)
        #expect(quiet.summaries == 0)
    }
}
