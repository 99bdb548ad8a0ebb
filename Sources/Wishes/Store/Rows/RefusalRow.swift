import Foundation
import GRDB

/// A row of `refusals`: why the channel of a wish could not be made.
struct RefusalRow: StoredRow, Equatable {
    static let databaseTableName = "refusals"
    /// Its key in rows of wishes that are joined with it.
    static let scope = "refusal"
    /// A pause that has ended.
    static let noPause = Date(timeIntervalSince1970: 0)
    /// How many reasons are kept.
    private static let mostReasons = 20
    /// Counting ends here: a file may bring any number.
    private static let mostTimes = 1_000_000

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case reason, times
        case wishID = "wish_id"
        case pauseUntil = "pause_until"
        case reportedReasons = "said_reason"
    }
    typealias Columns = CodingKeys

    var wishID: Int64
    /// The last reason.
    var reason: String
    /// Refusals in a row.
    var times: Int
    /// Until when the wish waits; `noPause` when it does not.
    var pauseUntil: Date
    /// The reasons that were reported to the moderators, one a line, the newest last.
    var reportedReasons: String?

    /// The next refusal of a wish, after the one before. `isNew` says whether its reason was not reported yet.
    static func next(
        wishID: Int64, reason: String, after last: RefusalRow?, at now: Date
    ) -> (row: RefusalRow, isNew: Bool) {
        let times = min(max(last?.times ?? 0, 0), Self.mostTimes) + 1
        var reasons = last?.reportedReasons?.split(separator: "\n").map(String.init) ?? []
        let isNew = !reasons.contains(reason)
        if isNew { reasons = reasons.suffix(mostReasons - 1) + [reason] }
        let row = RefusalRow(
            wishID: wishID, reason: reason, times: times, pauseUntil: now.addingTimeInterval(RefusalPause.after(times)),
            reportedReasons: reasons.joined(separator: "\n"))
        return (row, isNew)
    }
}

/// How long a refused wish waits.
enum RefusalPause {
    /// Seconds after so many refusals in a row: 1, 5, 30, then always 120 minutes.
    static func after(_ times: Int) -> TimeInterval {
        let minutes: [TimeInterval] = [1, 5, 30, 120]
        return 60 * minutes[min(max(times, 1), minutes.count) - 1]
    }
}
