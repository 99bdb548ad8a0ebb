import Discord
import Foundation
import TestSupport
import Testing

@testable import Wishes

@Suite("Missed summaries in the moderators' channel")
struct SummaryNoticeTests {
    /// A guild whose last summary was a week before Monday.
    private func fixture() async throws -> CogFixture {
        let fixture = try await CogFixture.withStaff(arrives: false)
        try await fixture.plantForSummary()
        try await fixture.store.finishWeeklySummary(
            guild: CogFixture.guild, due: CogFixture.monday.addingTimeInterval(-7 * 86_400))
        return fixture
    }

    /// Summaries are answered so.
    private func answer(_ fixture: CogFixture, with error: PortError) {
        fixture.discord.before = { call throws(PortError) in
            if call == .post(CogFixture.channel) { throw error }
        }
    }

    @Test(
        "A summary that Discord refuses is told at once, with the reason, and once",
        arguments: [
            (PortError(.forbidden, "Missing Access"), "I lack Send Messages in <#\(CogFixture.channel)>"),
            (PortError(.refused, "Invalid Form Body"), "Discord refused it"),
        ])
    func refused(error: PortError, reason: String) async throws {
        let fixture = try await fixture()
        answer(fixture, with: error)
        await fixture.live(
            from: CogFixture.monday.addingTimeInterval(60), for: 7_200, settings: CogFixture.staffSettings())
        #expect(fixture.summaries == 0)
        #expect(fixture.notices.count == 1)
        #expect(fixture.notices.first?.contains(reason) == true, "\(fixture.notices)")
        #expect(fixture.notices.first?.contains("!weeklysummary") == true)
    }

    @Test("A summary is told as missed after a day without the bot, and after a day without an answer of Discord's")
    func missed() async throws {
        let stopped = try await fixture()
        let late = CogFixture.monday.addingTimeInterval(25 * 3_600)
        await stopped.live(from: late, for: 60, settings: CogFixture.staffSettings())
        #expect(stopped.notices.count == 1)
        #expect(stopped.notices.first?.contains("I was not running") == true, "\(stopped.notices)")

        let running = try await fixture()
        answer(running, with: PortError(.unreachable, "503"))
        await running.live(
            from: CogFixture.monday.addingTimeInterval(60), for: 20 * 3_600, settings: CogFixture.staffSettings())
        #expect(running.notices.isEmpty)
        await running.live(
            from: CogFixture.monday.addingTimeInterval(20 * 3_600), for: 6 * 3_600, settings: CogFixture.staffSettings()
        )
        #expect(running.notices.count == 1)
        #expect(running.notices.first?.contains("Discord did not answer in time") == true, "\(running.notices)")
        #expect(running.log.messages.count { $0.contains("it could not be posted within a day") } == 1)
    }

    @Test("A summary whose earlier attempt cannot be seen is told, and not posted blindly")
    func unreadable() async throws {
        let fixture = try await fixture()
        answer(fixture, with: PortError(.uncertain, "no answer"))
        await fixture.live(
            from: CogFixture.monday.addingTimeInterval(60), for: 30, settings: CogFixture.staffSettings())
        fixture.discord.before = { _ throws(PortError) in }
        fixture.discord.with { _ = $0.withoutHistory.insert(CogFixture.channel) }
        await fixture.live(
            from: CogFixture.monday.addingTimeInterval(3_600), for: 60, settings: CogFixture.staffSettings())
        #expect(fixture.summaries == 0)
        #expect(fixture.notices.count == 1)
        #expect(fixture.notices.first?.contains("Read Message History") == true, "\(fixture.notices)")
    }
}
