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

    @Test("The default schedule is Monday 00:00 UTC")
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
        "The summary is due at the local time of day, also across changes to and from summer time",
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
            // 02:00 becomes 02:30.
            ("sunday", "02:00", "Australia/Lord_Howe", "2026-09-26T15:30:00Z", "2026-10-03T15:30:00Z"),
            // The last hour of the Saturday does not exist.
            ("saturday", "23:00", "America/Nuuk", "2026-03-22T01:00:00Z", "2026-03-29T01:00:00Z"),
            ("saturday", "23:59", "America/Nuuk", "2026-03-22T01:59:00Z", "2026-03-29T01:00:00Z"),
            ("saturday", "23:30", "America/Godthab", "2026-03-22T01:30:00Z", "2026-03-29T01:00:00Z"),
            ("saturday", "23:30", "America/Scoresbysund", "2026-03-22T01:30:00Z", "2026-03-29T01:00:00Z"),
            // Two hours do not exist, and come twice in October.
            ("sunday", "01:30", "Antarctica/Troll", "2026-03-22T01:30:00Z", "2026-03-29T01:00:00Z"),
            ("sunday", "02:30", "Antarctica/Troll", "2026-03-22T02:30:00Z", "2026-03-29T01:00:00Z"),
            ("sunday", "01:30", "Antarctica/Troll", "2026-10-17T23:30:00Z", "2026-10-24T23:30:00Z"),
            // 03:45 becomes 02:45.
            ("sunday", "03:00", "Pacific/Chatham", "2026-03-28T13:15:00Z", "2026-04-04T13:15:00Z"),
            // Midnight does not exist.
            ("friday", "00:00", "Africa/Cairo", "2026-04-16T22:00:00Z", "2026-04-23T22:00:00Z"),
            // The whole day does not exist.
            ("friday", "12:00", "Pacific/Apia", "2011-12-23T22:00:00Z", "2011-12-30T10:00:00Z"),
        ])
    func summerTime(weekday: String, time: String, zone: String, from: String, to: String) throws {
        let schedule = try Self.schedule(try #require(.init(rawValue: weekday)), time, zone)
        let (before, after) = (try Self.date(from), try Self.date(to))
        #expect(schedule.next(after: before) == after)
        #expect(schedule.last(until: after) == after)
        #expect(schedule.last(until: after.addingTimeInterval(-1)) == before)
        #expect(schedule.last(until: after.addingTimeInterval(5_400)) == after)
        #expect(schedule.next(after: after.addingTimeInterval(-1)) == after)
        for seconds in [0, 900, 5_400] {
            let next = schedule.next(after: after.addingTimeInterval(Double(seconds)))
            #expect(next > after.addingTimeInterval(6 * 86_400))
        }
        #expect(WeeklyTurn(schedule, last: before, now: after.addingTimeInterval(-1)) == .wait(until: after))
        #expect(WeeklyTurn(schedule, last: before, now: after) == .post(after))
    }

    @Test(
        "A time of day is HH:MM from 00:00 to 23:59",
        arguments: [
            ("00:00", true), ("23:59", true), ("24:00", false), ("9:00", false), ("09:60", false), ("", false),
            ("09:00:00", false), ("-1:00", false), ("٠٩:٠٠", false),
        ])
    func times(text: String, isTime: Bool) {
        #expect((WeeklySchedule.TimeOfDay(text) != nil) == isTime)
    }

    @Test("A due summary is posted up to 24 hours late, then skipped; a new guild begins with the next one")
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
        // After several missed weeks, only the newest one is decided.
        #expect(WeeklyTurn(schedule, last: before, now: next.addingTimeInterval(60)) == .post(next))
        // A record from a clock that was far ahead does not suppress later summaries.
        #expect(WeeklyTurn(schedule, last: next.addingTimeInterval(60 * 86_400), now: monday) == .begin(monday))
        // A clock that was set back does not post a week twice.
        #expect(WeeklyTurn(schedule, last: next, now: monday.addingTimeInterval(60)) == .wait(until: next))
    }

    @Test(
        "A changed schedule posts no second summary within six days",
        arguments: [
            // Done on Monday, 2026-11-23, 00:00 UTC. Another zone, time or day; looked at soon, and too late to post.
            ("monday", "00:00", "America/New_York", "2026-11-23T05:00:00Z", 3, true),
            ("monday", "12:00", "UTC", "2026-11-23T12:00:00Z", 0, true),
            ("wednesday", "00:00", "UTC", "2026-11-25T00:00:00Z", 1, true),
            ("wednesday", "00:00", "UTC", "2026-11-25T00:00:00Z", 50, true),
            ("saturday", "23:59", "UTC", "2026-11-28T23:59:00Z", 1, true),
            // Six days or more after it: the summary of the next week.
            ("sunday", "00:00", "UTC", "2026-11-29T00:00:00Z", 1, false),
            ("monday", "00:00", "Asia/Tokyo", "2026-11-29T15:00:00Z", 1, false),
            ("monday", "12:00", "UTC", "2026-11-30T12:00:00Z", 1, false),
        ])
    func changed(weekday: String, time: String, zone: String, due: String, hours: Int, isOmitted: Bool) throws {
        let schedule = try Self.schedule(try #require(.init(rawValue: weekday)), time, zone)
        let (done, due) = (try Self.date("2026-11-23T00:00:00Z"), try Self.date(due))
        let now = due.addingTimeInterval(Double(hours) * 3_600)
        #expect(WeeklyTurn(schedule, last: done, now: now) == (isOmitted ? .omit(due) : .post(due)))
        // Later weeks each have their own summary.
        let next = schedule.next(after: now)
        #expect(WeeklyTurn(schedule, last: due, now: now) == .wait(until: next))
        #expect(WeeklyTurn(schedule, last: due, now: next) == .post(next))
    }

    @Test("A schedule changed to a time that is already past waits for its next one")
    func changedBackwards() throws {
        let schedule = try Self.schedule(.monday, "00:00", "Asia/Tokyo")
        let done = try Self.date("2026-11-23T00:00:00Z")
        let next = try Self.date("2026-11-29T15:00:00Z")
        #expect(WeeklyTurn(schedule, last: done, now: done.addingTimeInterval(3_600)) == .wait(until: next))
    }
}
