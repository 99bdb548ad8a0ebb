import Discord
import Foundation

/// Times and durations as short plain words.
enum PlainTime {
    /// How long ago something was, in its largest whole unit.
    enum Age: Sendable, Equatable {
        case now
        case minutes(Int)
        case hours(Int)
        case days(Int)
        case years(Int)

        init(of date: Date, now: Date) {
            let seconds = max(0, min(now.timeIntervalSince(date), 1e11))
            self =
                switch seconds {
                case ..<60: .now
                case ..<3_600: .minutes(Int(seconds / 60))
                case ..<86_400: .hours(Int(seconds / 3_600))
                case ..<31_536_000: .days(Int(seconds / 86_400))
                default: .years(Int(seconds / 31_536_000))
                }
        }
    }

    /// A time of day, with the date unless it is today's: `21:04 UTC`, `2026-11-23 21:04 UTC`.
    ///
    /// A time in the future counts as now: the clock was set back since it was stored.
    static func clock(_ date: Date, now: Date) -> String {
        let date = min(date, now)
        let (day, time) = (date.utc.prefix(10), date.utcTimeOfDay + " UTC")
        return day == now.utc.prefix(10) ? time : day + " " + time
    }

    /// A duration: `340 ms`, `1.2 s`, `2 min 5 s`.
    static func span(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        if seconds < 1 { return "\(max(0, milliseconds)) ms" }
        if seconds < 60 { return "\(seconds).\(milliseconds / 100) s" }
        return "\(seconds / 60) min \(seconds % 60) s"
    }
}
