import Discord
import Foundation

/// Times and durations as short plain words.
enum PlainTime {
    /// How long ago something was: `now`, `12 min`, `5 h`, `3 d`, `2 y`.
    static func age(of date: Date, now: Date) -> String {
        let seconds = max(0, min(now.timeIntervalSince(date), 1e11))
        return switch seconds {
        case ..<60: "now"
        case ..<3_600: "\(Int(seconds / 60)) min"
        case ..<86_400: "\(Int(seconds / 3_600)) h"
        case ..<31_536_000: "\(Int(seconds / 86_400)) d"
        default: "\(Int(seconds / 31_536_000)) y"
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
