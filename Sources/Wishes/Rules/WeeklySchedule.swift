import Foundation

/// When the weekly summary is due: a weekday and a time of day, as the clocks of a time zone show it.
package struct WeeklySchedule: Sendable, Equatable {
    /// A day of the week.
    package enum Weekday: String, Sendable, CaseIterable {
        /// In Foundation's order.
        case sunday, monday, tuesday, wednesday, thursday, friday, saturday

        fileprivate var daysAfterSunday: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// A time of day.
    package struct TimeOfDay: Sendable, Equatable {
        /// 0 to 23.
        package var hour: Int
        /// 0 to 59.
        package var minute: Int

        /// Makes a time.
        package init(hour: Int, minute: Int) { (self.hour, self.minute) = (hour, minute) }

        /// Reads `HH:MM`; nil for anything else.
        package init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2,
                parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
                let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
            else { return nil }
            self.init(hour: hour, minute: minute)
        }
    }

    /// The day.
    package var weekday: Weekday
    /// The time of day. Where the clocks skip it, the moment after; where they show it twice, the first.
    package var time: TimeOfDay
    /// Whose clocks.
    package var timeZone: TimeZone

    /// Makes a schedule; Monday 00:00 UTC unless told otherwise.
    package init(
        weekday: Weekday = .monday, time: TimeOfDay = TimeOfDay(hour: 0, minute: 0), timeZone: TimeZone = .gmt
    ) {
        self.weekday = weekday
        self.time = time
        self.timeZone = timeZone
    }

    /// The next moment after another one.
    func next(after date: Date) -> Date {
        var week = earlierWeek(than: date)
        while moment(in: week) <= date { week += 1 }
        return moment(in: week)
    }

    /// The last moment that is not after another one.
    func last(until date: Date) -> Date {
        var week = earlierWeek(than: date)
        while moment(in: week + 1) <= date { week += 1 }
        return moment(in: week)
    }

    private static let day: TimeInterval = 86_400
    private static let week = 7 * day

    /// Seconds from the reference date, a Monday, to the day and time in the week around it, as the clocks count them.
    private var start: TimeInterval {
        Double(weekday.daysAfterSunday - 1) * Self.day + Double(time.hour * 3_600 + time.minute * 60)
    }

    /// A week whose moment is not after another one, and near it: no clock is a day away from UTC's.
    private func earlierWeek(than date: Date) -> Double {
        ((date.timeIntervalSinceReferenceDate - Self.day - start) / Self.week).rounded(.down)
    }

    /// The first moment at which the clocks show the time of that week, or have skipped it.
    ///
    /// From the zone's offsets alone: `Calendar.nextDate` goes on to the week after when the clocks skip the end of the
    /// day. They are taken to change at most once in two days.
    private func moment(in week: Double) -> Date {
        // When UTC's clocks show it.
        let shown = Date(timeIntervalSinceReferenceDate: week * Self.week + start)
        let before = offset(at: shown - Self.day)
        let unchanged = shown - before
        let after = offset(at: unchanged)
        if after == before { return unchanged }
        // The clocks change by then: it is shown after that, unless they skip it.
        let changed = shown - after
        if offset(at: changed) == after { return changed }
        // Skipped; by halves to the second in which they change.
        var (early, late) = (changed, unchanged)
        while late.timeIntervalSince(early) > 1 {
            let middle = early + (late.timeIntervalSince(early) / 2).rounded(.down)
            if offset(at: middle) == after { late = middle } else { early = middle }
        }
        return late
    }

    private func offset(at date: Date) -> TimeInterval { Double(timeZone.secondsFromGMT(for: date)) }
}

/// What is to be done about a guild's weekly summary.
enum WeeklyTurn: Sendable, Equatable {
    /// A summary that is missed for longer is not worth posting.
    static let patience: TimeInterval = 86_400
    /// Two that are due closer together are not of one schedule: no change of the clocks takes more than a day.
    static let distance: TimeInterval = 6 * 86_400

    /// Nothing until then.
    case wait(until: Date)
    /// The guild is new: nothing that was due before counts as missed.
    case begin(Date)
    /// The summary that was due then is to be posted.
    case post(Date)
    /// The summary that was due then is too late.
    case skip(Date)
    /// The summary that was due then is left out: the one before is too near, since the schedule has changed.
    case omit(Date)

    /// Decides from the moment whose summary was last dealt with; nil for a new guild.
    init(_ schedule: WeeklySchedule, last done: Date?, now: Date) {
        let due = schedule.last(until: now)
        guard let done else {
            self = .begin(due)
            return
        }
        let next = schedule.next(after: now)
        if done > next {
            // The clock was far ahead once; what it noted then must not silence the weeks until there.
            self = .begin(due)
        } else if done >= due {
            self = .wait(until: next)
        } else if due.timeIntervalSince(done) < Self.distance {
            self = .omit(due)
        } else {
            self = now.timeIntervalSince(due) <= Self.patience ? .post(due) : .skip(due)
        }
    }
}
