import Foundation
import Testing

@testable import Wishes

@Suite("The weekly summary's schedule")
struct WeeklyScheduleTests {
    private static func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

    private static func schedule(_ weekday: WeeklySchedule.Weekday, _ time: String, _ zone: String) throws
        -> WeeklySchedule
    {
        WeeklySchedule(
            weekday: weekday, time: try #require(.init(time)), timeZone: try #require(TimeZone(identifier: zone)))
    }

    @Test("Monday 00:00 UTC by default")
    func standard() throws {
        let schedule = WeeklySchedule()
        // 2026-11-23 is a Monday.
        #expect(schedule.last(until: try Self.date("2026-11-25T20:00:00Z")) == (try Self.date("2026-11-23T00:00:00Z")))
        #expect(schedule.next(after: try Self.date("2026-11-25T20:00:00Z")) == (try Self.date("2026-11-30T00:00:00Z")))
        // The moment itself is the last one, and the next is a week later.
        let monday = try Self.date("2026-11-23T00:00:00Z")
        #expect(schedule.last(until: monday) == monday)
        #expect(schedule.next(after: monday) == monday.addingTimeInterval(7 * 86_400))
    }

    @Test(
        "Summer time: the clocks decide, not the seconds",
        arguments: [
            // Berlin: 29 March 2026, 02:00 becomes 03:00; 25 October, 03:00 becomes 02:00.
            ("sunday", "09:00", "Europe/Berlin", "2026-03-22T08:00:00Z", "2026-03-29T07:00:00Z"),
            ("sunday", "09:00", "Europe/Berlin", "2026-10-18T07:00:00Z", "2026-10-25T08:00:00Z"),
            // 02:30 does not exist on that day: the moment after.
            ("sunday", "02:30", "Europe/Berlin", "2026-03-22T01:30:00Z", "2026-03-29T01:00:00Z"),
            // 02:30 comes twice on that day: the first.
            ("sunday", "02:30", "Europe/Berlin", "2026-10-18T00:30:00Z", "2026-10-25T00:30:00Z"),
            ("saturday", "23:45", "America/New_York", "2026-03-01T04:45:00Z", "2026-03-08T04:45:00Z"),
            ("monday", "00:00", "Asia/Kathmandu", "2026-11-22T18:15:00Z", "2026-11-29T18:15:00Z"),
        ])
    func summerTime(weekday: String, time: String, zone: String, from: String, to: String) throws {
        let schedule = try Self.schedule(try #require(.init(rawValue: weekday)), time, zone)
        let (before, after) = (try Self.date(from), try Self.date(to))
        #expect(schedule.next(after: before) == after)
        #expect(schedule.last(until: after) == after)
        #expect(schedule.last(until: after.addingTimeInterval(-1)) == before)
        #expect(schedule.last(until: after.addingTimeInterval(5_400)) == after)
    }

    @Test(
        "Times of day",
        arguments: [
            ("00:00", true), ("23:59", true), ("24:00", false), ("9:00", false), ("09:60", false), ("", false),
            ("09:00:00", false), ("-1:00", false), ("٠٩:٠٠", false),
        ])
    func times(text: String, isTime: Bool) {
        #expect((WeeklySchedule.TimeOfDay(text) != nil) == isTime)
    }

    @Test("New guild, done, due, within 24 hours, too late")
    func turns() throws {
        let schedule = WeeklySchedule()
        let monday = try Self.date("2026-11-23T00:00:00Z")
        let (before, next) = (monday.addingTimeInterval(-7 * 86_400), monday.addingTimeInterval(7 * 86_400))
        #expect(WeeklyTurn(schedule, last: nil, now: monday.addingTimeInterval(60)) == .begin(monday))
        #expect(WeeklyTurn(schedule, last: before, now: monday.addingTimeInterval(-1)) == .wait(until: monday))
        #expect(WeeklyTurn(schedule, last: before, now: monday) == .post(monday))
        #expect(WeeklyTurn(schedule, last: before, now: monday.addingTimeInterval(86_400)) == .post(monday))
        #expect(WeeklyTurn(schedule, last: before, now: monday.addingTimeInterval(86_401)) == .skip(monday))
        #expect(WeeklyTurn(schedule, last: monday, now: monday.addingTimeInterval(10)) == .wait(until: next))
        // Weeks away: only the newest one is looked at.
        #expect(WeeklyTurn(schedule, last: before, now: next.addingTimeInterval(60)) == .post(next))
        // A clock that was far ahead once silences nothing.
        #expect(WeeklyTurn(schedule, last: next.addingTimeInterval(60 * 86_400), now: monday) == .begin(monday))
        // A clock that was set back does not post a week twice.
        #expect(WeeklyTurn(schedule, last: next, now: monday.addingTimeInterval(60)) == .wait(until: next))
    }
}
