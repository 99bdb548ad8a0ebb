import Discord
import Foundation
import GRDB

/// What members of a guild wished for, week by week: Monday 00:00 UTC to the next.
struct WeeklyFigures: Sendable, Equatable {
    /// The numbers of one week.
    struct Week: Sendable, Equatable {
        /// Its Monday, 00:00 UTC.
        var start: Date
        /// Wishes that were posted in it, whatever became of them.
        var posted = 0
        /// Votes that its wishes hold now, without those that were taken back, removed or deleted.
        var votes = 0
        /// Wishes that came true in it.
        var granted = 0

        /// Its number in the year.
        /// Source: ISO 8601
        var number: Int { Self.calendar.component(.weekOfYear, from: start) }

        private static let calendar: Calendar = {
            var calendar = Calendar(identifier: .iso8601)
            calendar.timeZone = .gmt
            return calendar
        }()
    }

    /// Oldest first; the last one is not over yet.
    var weeks: [Week]

    /// How many weeks are shown.
    static let count = 12
    static let weekSeconds = 604_800
    /// The first Monday after 1970 began, in seconds.
    static let firstMonday = 345_600

    /// Twelve weeks without anything; the last one holds `now`.
    init(endingWith now: Date) {
        let last = Self.number(of: now)
        weeks = ((last - Self.count + 1)...last).map { Week(start: Self.start(of: $0)) }
    }

    /// The weeks since the first Monday.
    static func number(of date: Date) -> Int {
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) - firstMonday
        return seconds >= 0 ? seconds / weekSeconds : (seconds - weekSeconds + 1) / weekSeconds
    }

    private static func start(of week: Int) -> Date {
        Date(timeIntervalSince1970: Double(firstMonday + week * weekSeconds))
    }

    var posted: Int { weeks.reduce(0) { $0 + $1.posted } }
    var votes: Int { weeks.reduce(0) { $0 + $1.votes } }
    var granted: Int { weeks.reduce(0) { $0 + $1.granted } }

    /// Whether nothing happened in all these weeks.
    var isEmpty: Bool { posted == 0 && granted == 0 }
}

extension WishStore {
    /// The figures of the last twelve weeks. What lies in the future counts as now.
    func weeklyFigures(guild: Snowflake, now: Date) async throws -> WeeklyFigures {
        let empty = WeeklyFigures(endingWith: now)
        let (last, since) = (WeeklyFigures.number(of: now), empty.weeks.first.map { StoredTime($0.start) })
        return try await read { db in
            var figures = empty
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT week, SUM(posted), SUM(votes), SUM(granted) FROM (
                        SELECT \(Self.week(of: "created_at")) AS week, 1 AS posted,
                            CASE WHEN state IN ('withdrawn', 'removed', 'deleted') THEN 0 ELSE votes END AS votes, 0 AS granted
                        FROM wishes WHERE guild_id = :guild AND created_at >= :since
                        UNION ALL
                        SELECT \(Self.week(of: "granted_at")), 0, 0, 1
                        FROM wishes WHERE guild_id = :guild AND granted_at >= :since AND state IN ('granted', 'done'))
                    GROUP BY week
                    """, arguments: ["guild": guild, "since": since, "last": last])
            while let row = try rows.next() {
                let place: Int = row[0] - (last - WeeklyFigures.count + 1)
                guard figures.weeks.indices.contains(place) else { continue }
                figures.weeks[place].posted = row[1]
                figures.weeks[place].votes = row[2]
                figures.weeks[place].granted = row[3]
            }
            return figures
        }
    }

    private static func week(of column: String) -> String {
        "MIN(:last, (\(column) / 1000 - \(WeeklyFigures.firstMonday)) / \(WeeklyFigures.weekSeconds))"
    }
}
