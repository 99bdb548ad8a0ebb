import Discord
import Foundation

/// Times and durations as short plain words.
enum PlainTime {
    /// How long ago something was, in the words of each reader's own client, which keeps them up to date.
    ///
    /// A time in the future counts as now.
    /// Source: https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
    static func live(_ date: Date, now: Date) -> String { "<t:\(Int(min(date, now).timeIntervalSince1970)):R>" }

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
