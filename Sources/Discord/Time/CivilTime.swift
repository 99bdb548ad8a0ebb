/// ISO 8601 times as milliseconds since 1970 and back, in integers: an import reads a hundred thousand of them.
///
/// Foundation's calendars and formats are not used in the running bot: the first one loads ICU's data, some megabytes of
/// memory that are never needed again.
package enum CivilTime {
    /// Reads `2025-11-21T10:00:00.123456+01:00`: seconds, fraction and zone may be missing (no zone means UTC, as the
    /// predecessor wrote it), and a space may replace the T. Digits below a millisecond are dropped.
    package static func milliseconds(_ text: String) -> Int64? {
        var reader = Reader(rest: Array(text.utf8)[...])
        guard let year = reader.digits(4), reader.take("-"), let month = reader.digits(2), reader.take("-"),
            let day = reader.digits(2), reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.digits(2), reader.take(":"), let minute = reader.digits(2),
            (1...12).contains(month), (1...length(ofMonth: month, year)).contains(day), hour < 24, minute < 60
        else { return nil }
        var (second, fraction) = (0, 0)
        if reader.take(":") {
            // A leap second has no number of its own in Unix time.
            guard let value = reader.digits(2), value <= 60, let part = reader.fraction() else { return nil }
            (second, fraction) = (value, part)
        }
        guard let zone = reader.zone(), reader.rest.isEmpty else { return nil }
        let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - zone
        return Int64(minutes * 60 + second) * 1000 + Int64(fraction)
    }

    /// Writes `2025-11-21T10:00:00.123Z`, always with three decimals.
    package static func text(_ milliseconds: Int64) -> String {
        let (days, rest) = floored(Int(milliseconds), by: 86_400_000)
        let (year, month, day) = date(days)
        let (second, fraction) = (rest / 1000, rest % 1000)
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T\(clock).\(padded(fraction, 3))Z"
    }

    // MARK: The calendar

    private static func length(ofMonth month: Int, _ year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && !year.isMultiple(of: 100) || year.isMultiple(of: 400)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// Days since 1970-01-01; years begin in March, so that the leap day is a year's last.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return year * 365 + floored(year, by: 4).0 - floored(year, by: 100).0 + floored(year, by: 400).0
            + dayOfYear - 719_468
    }

    private static func date(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let (era, day) = floored(days + 719_468, by: 146_097)
        let yearOfEra = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365
        let dayOfYear = day - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isNextYear = month >= 10
        return (
            yearOfEra + era * 400 + (isNextYear ? 1 : 0), isNextYear ? month - 9 : month + 3,
            dayOfYear - (153 * month + 2) / 5 + 1
        )
    }

    private static func floored(_ value: Int, by divisor: Int) -> (Int, Int) {
        let remainder = ((value % divisor) + divisor) % divisor
        return ((value - remainder) / divisor, remainder)
    }

    /// Takes ASCII from the front of a text.
    private struct Reader {
        var rest: ArraySlice<UInt8>

        mutating func take(_ character: Unicode.Scalar) -> Bool {
            guard let first = rest.first, UInt32(first) == character.value else { return false }
            rest.removeFirst()
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            let digits = rest.prefix(count)
            guard digits.count == count, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
            rest.removeFirst(count)
            return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        }

        /// Milliseconds behind a point; 0 without one; nil when nothing is behind it.
        mutating func fraction() -> Int? {
            guard take(".") else { return 0 }
            let digits = rest.prefix { (48...57).contains($0) }
            rest.removeFirst(digits.count)
            guard !digits.isEmpty else { return nil }
            return (Array(digits) + [48, 48]).prefix(3).reduce(0) { $0 * 10 + Int($1 - 48) }
        }

        /// Minutes east of UTC.
        mutating func zone() -> Int? {
            if rest.isEmpty || take("Z") || take("z") { return 0 }
            let isWest = rest.first == 45
            guard take("+") || take("-"), let hours = digits(2), hours < 24 else { return nil }
            _ = take(":")
            let minutes = rest.isEmpty ? 0 : digits(2)
            return minutes.flatMap { $0 < 60 ? (isWest ? -1 : 1) * (hours * 60 + $0) : nil }
        }
    }
}
