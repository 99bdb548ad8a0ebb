/// When the weekly summary is posted.
public struct WeeklySchedule: Sendable, Equatable {
    /// Whether it is posted at all.
    public var isEnabled = true
    /// On which day.
    public var weekday = Weekday.monday
    /// At which hour, 0–23.
    public var hour = 0
    /// At which minute, 0–59.
    public var minute = 0
    /// In which time zone: an IANA identifier such as `Europe/Berlin`.
    public var timeZone = "UTC"

    /// Makes the default schedule: Monday, 00:00 UTC.
    public init() {}
}

/// A day of the week, from Monday (1) to Sunday (7) as ISO 8601 numbers them.
public enum Weekday: Int, Sendable, Equatable, CaseIterable {
    /// The days, in order.
    case monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday

    /// The day of an English name, in any case.
    public init?(name: String) {
        guard let day = Self.allCases.first(where: { $0.name == name.lowercased() }) else { return nil }
        self = day
    }

    /// The English name in lower case.
    public var name: String { "\(self)" }
}
