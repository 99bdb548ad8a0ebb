import Foundation

/// When the weekly summary is due: a weekday and a local time of day in a time zone.
package struct WeeklySchedule: Sendable, Equatable {
    /// A day of the week.
    package enum Weekday: String, Sendable, CaseIterable {
        /// In the order of Foundation's calendars.
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
    /// The local time of day. If a clock change skips it, the first moment after the change; if it occurs twice, the
    /// first.
    package var time: TimeOfDay
    /// The time zone of `time`.
    package var timeZone: TimeZone

    /// Makes a schedule, by default for Monday 00:00 UTC.
    package init(
        weekday: Weekday = .monday, time: TimeOfDay = TimeOfDay(hour: 0, minute: 0), timeZone: TimeZone = .gmt
    ) {
        self.weekday = weekday
        self.time = time
        self.timeZone = timeZone
    }

    /// The first due time after a date.
    func next(after date: Date) -> Date {
        var week = earlierWeek(than: date)
        while moment(in: week) <= date { week += 1 }
        return moment(in: week)
    }

    /// The last due time up to a date, that date included.
    func last(until date: Date) -> Date {
        var week = earlierWeek(than: date)
        while moment(in: week + 1) <= date { week += 1 }
        return moment(in: week)
    }

    private static let day: TimeInterval = 86_400
    private static let week = 7 * day

    /// Seconds from the reference date, a Monday, to the weekday and time in its week, in local time.
    private var start: TimeInterval {
        Double(weekday.daysAfterSunday - 1) * Self.day + Double(time.hour * 3_600 + time.minute * 60)
    }

    /// A week near a date and due before it: no time zone is a day or more away from UTC.
    private func earlierWeek(than date: Date) -> Double {
        ((date.timeIntervalSinceReferenceDate - Self.day - start) / Self.week).rounded(.down)
    }

    /// The first moment of a week at which the local time is reached or has been skipped.
    ///
    /// Calculated from the zone's offsets: `Calendar.nextDate` returns the week after if a clock change skips the end
    /// of the day. Assumes at most one clock change in two days.
    private func moment(in week: Double) -> Date {
        // The moment at which it is that time in UTC.
        let shown = Date(timeIntervalSinceReferenceDate: week * Self.week + start)
        let before = offset(at: shown - Self.day)
        let unchanged = shown - before
        let after = offset(at: unchanged)
        if after == before { return unchanged }
        // The offset changes before it: the time is reached with the new offset, unless the change skips it.
        let changed = shown - after
        if offset(at: changed) == after { return changed }
        // Skipped: a binary search finds the second of the change.
        var (early, late) = (changed, unchanged)
        while late.timeIntervalSince(early) > 1 {
            let middle = early + (late.timeIntervalSince(early) / 2).rounded(.down)
            if offset(at: middle) == after { late = middle } else { early = middle }
        }
        return late
    }

    private func offset(at date: Date) -> TimeInterval { Double(timeZone.secondsFromGMT(for: date)) }
}

/// The decision about a guild's weekly summary.
enum WeeklyTurn: Sendable, Equatable {
    /// How late a summary is still posted, in seconds.
    static let patience: TimeInterval = 86_400
    /// The least time between two summaries of one schedule, in seconds: a clock change takes at most a day. Closer
    /// ones mean that the schedule has changed.
    static let distance: TimeInterval = 6 * 86_400

    /// Do nothing until then.
    case wait(until: Date)
    /// Record this due time without a post: the guild is new, so no earlier summary counts as missed.
    case begin(Date)
    /// Post the summary that was due then.
    case post(Date)
    /// Skip the summary that was due then: it is too late.
    case skip(Date)
    /// Omit the summary that was due then: after a change of the schedule it is too close to the one before.
    case omit(Date)

    /// Decides from the due time of the last summary that was decided; nil for a new guild.
    init(_ schedule: WeeklySchedule, last done: Date?, now: Date) {
        let due = schedule.last(until: now)
        guard let done else {
            self = .begin(due)
            return
        }
        let next = schedule.next(after: now)
        if done > next {
            // The clock was far ahead when that was recorded; the weeks until then must not be suppressed.
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

extension WeeklyTurn {
    /// Whether nothing is due.
    var isWait: Bool { if case .wait = self { true } else { false } }
}

/// Compares the wall clock, by which summaries are due, with the clock that cannot be set, by which time passes.
///
/// When the wall clock jumps, only time tells whether it was wrong before or is wrong now. A new time is believed when it
/// has held for half a day: a summary is still posted within its day, and a jump there and back posts nothing.
struct WeeklyClock: Sendable, Equatable {
    /// A difference that is no jump: clocks are corrected by seconds.
    static let tolerance = Duration.seconds(1_800)
    /// How long a new time has to hold.
    static let trial = Duration.seconds(43_200)
    /// The least time that passes between two posts: six days, and a day by which one may be late.
    static let distance = Duration.seconds(5 * 86_400)

    /// The wall clock's time when the other one shows zero, as believed.
    private var origin: Date
    /// A new time, and since when it has held.
    private var candidate: (origin: Date, since: Duration)?
    /// When this process posted last.
    private var postedAt: Duration?

    init(wall: Date, elapsed: Duration) { origin = wall - elapsed / .seconds(1) }

    /// Whether nothing may be posted at this time: the wall clock has jumped, or too little time has passed since the last
    /// post.
    mutating func isDoubtful(wall: Date, elapsed: Duration) -> Bool {
        let shown = wall - elapsed / .seconds(1)
        if Self.isSame(shown, origin) {
            (origin, candidate) = (shown, nil)
        } else if let trial = candidate, Self.isSame(shown, trial.origin) {
            if elapsed - trial.since >= Self.trial { (origin, candidate) = (shown, nil) }
        } else {
            candidate = (shown, elapsed)
        }
        return candidate != nil || postedAt.map { elapsed - $0 < Self.distance } ?? false
    }

    /// A summary was posted.
    mutating func posted(elapsed: Duration) { postedAt = elapsed }

    private static func isSame(_ left: Date, _ right: Date) -> Bool {
        abs(left.timeIntervalSince(right)) <= tolerance / .seconds(1)
    }

    static func == (left: Self, right: Self) -> Bool {
        left.origin == right.origin && left.candidate?.origin == right.candidate?.origin
            && left.candidate?.since == right.candidate?.since && left.postedAt == right.postedAt
    }
}
