import Foundation

/// When the weekly summary is due: a weekday and a time of day, as the clocks of a time zone show it.
public struct WeeklySchedule: Sendable, Equatable {
    /// A day of the week.
    public enum Weekday: String, Sendable, CaseIterable {
        /// In Foundation's order.
        case sunday, monday, tuesday, wednesday, thursday, friday, saturday

        fileprivate var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
    }

    /// A time of day.
    public struct TimeOfDay: Sendable, Equatable {
        /// 0 to 23.
        public var hour: Int
        /// 0 to 59.
        public var minute: Int

        /// Makes a time.
        public init(hour: Int, minute: Int) { (self.hour, self.minute) = (hour, minute) }

        /// Reads `HH:MM`; nil for anything else.
        public init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2,
                parts.allSatisfy({ $0.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }),
                let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
            else { return nil }
            self.init(hour: hour, minute: minute)
        }
    }

    /// The day.
    public var weekday: Weekday
    /// The time of day. Where the clocks skip it, the moment after; where they show it twice, the first.
    public var time: TimeOfDay
    /// Whose clocks.
    public var timeZone: TimeZone

    /// Makes a schedule; Monday 00:00 UTC unless told otherwise.
    public init(
        weekday: Weekday = .monday, time: TimeOfDay = TimeOfDay(hour: 0, minute: 0), timeZone: TimeZone = .gmt
    ) {
        self.weekday = weekday
        self.time = time
        self.timeZone = timeZone
    }

    /// The next moment after another one.
    func next(after date: Date) -> Date {
        calendar.nextDate(
            after: date, matching: components, matchingPolicy: .nextTime, repeatedTimePolicy: .first)
            // Every week has the day; should a calendar disagree, a week is a week.
            ?? date.addingTimeInterval(7 * 86_400)
    }

    /// The last moment that is not after another one.
    func last(until date: Date) -> Date {
        // Forwards from a fortnight before: searching backwards, a calendar finds the second of two equal times.
        var moment = next(after: date.addingTimeInterval(-14 * 86_400))
        while case let following = next(after: moment), following <= date { moment = following }
        return moment
    }

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        return calendar
    }

    private var components: DateComponents {
        DateComponents(hour: time.hour, minute: time.minute, second: 0, weekday: weekday.number)
    }
}

/// What is to be done about a guild's weekly summary.
enum WeeklyTurn: Sendable, Equatable {
    /// A summary that is missed for longer is not worth posting.
    static let patience: TimeInterval = 86_400

    /// Nothing until then.
    case wait(until: Date)
    /// The guild is new: nothing that was due before counts as missed.
    case begin(Date)
    /// The summary that was due then is to be posted.
    case post(Date)
    /// The summary that was due then is too late.
    case skip(Date)

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
        } else {
            self = now.timeIntervalSince(due) <= Self.patience ? .post(due) : .skip(due)
        }
    }
}
