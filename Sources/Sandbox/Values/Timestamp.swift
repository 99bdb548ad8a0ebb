import Foundation

/// Discord's form of times: ISO 8601 with microseconds, in UTC.
enum Timestamp {
    static func text(_ date: Date) -> String {
        let micro = Int64((date.timeIntervalSince1970 * 1_000_000).rounded(.down))
        let seconds = Int(micro.quotientFloored(by: 1_000_000))
        let fraction = Int(micro - Int64(seconds) * 1_000_000)
        let (day, clock) = day(ofSeconds: seconds)
        return "\(day)T\(clock).\(padded(fraction, 6))+00:00"
    }

    /// `HH:MM` of a time, for the screen.
    static func clock(_ date: Date) -> String {
        String(day(ofSeconds: Int(date.timeIntervalSince1970.rounded(.down))).clock.prefix(5))
    }

    /// `YYYY-MM-DD` of a time, for the screen.
    static func day(_ date: Date) -> String {
        day(ofSeconds: Int(date.timeIntervalSince1970.rounded(.down))).day
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The civil date and time of day, by Howard Hinnant's algorithm.
    private static func day(ofSeconds seconds: Int) -> (day: String, clock: String) {
        let days = Int(Int64(seconds).quotientFloored(by: 86_400))
        let rest = seconds - days * 86_400
        let shifted = days + 719_468
        let era = Int(Int64(shifted).quotientFloored(by: 146_097))
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let dayOfMonth = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        let day = "\(padded(year, 4))-\(padded(month, 2))-\(padded(dayOfMonth, 2))"
        return (day, "\(padded(rest / 3600, 2)):\(padded(rest / 60 % 60, 2)):\(padded(rest % 60, 2))")
    }
}

extension Int64 {
    /// Division that rounds towards minus infinity.
    fileprivate func quotientFloored(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
