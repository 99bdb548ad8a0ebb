import Foundation

extension Date {
    /// The time in UTC to the second: `2026-11-29T08:30:05Z`. For logs.
    package var utc: String { CivilTime.text(milliseconds).prefix(19) + "Z" }

    /// The time in UTC to the millisecond: `2026-11-29T08:30:05.123Z`.
    package var utcToTheMillisecond: String { CivilTime.text(milliseconds) }

    /// The time of day in UTC: `08:30`.
    package var utcTimeOfDay: String { String(CivilTime.text(milliseconds).dropFirst(11).prefix(5)) }

    /// Reads what `CivilTime` reads; nil for anything else.
    package init?(civil text: String) {
        guard let milliseconds = CivilTime.milliseconds(text) else { return nil }
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    /// Since 1970, within the years 1 to 9999.
    private var milliseconds: Int64 {
        Int64((timeIntervalSince1970 * 1000).rounded().clamped(to: -62_135_596_800_000...253_402_300_799_999))
    }
}
