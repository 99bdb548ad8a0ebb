import Foundation

/// Records identifies so that their number outlives the process.
package protocol IdentifyLedger: Sendable {
    /// Records an identify before it is sent.
    /// - Throws: when it cannot be recorded; then the identify is not sent.
    func recordIdentify(at date: Date) async throws
    /// When identifies were sent in the 24 hours before now, in any order. Those with a later date than now, because the
    /// clock was set back, get the date now for good: so they count, and grow older.
    /// - Throws: when the records cannot be read.
    func identifies(until now: Date) async throws -> [Date]
}

/// A ledger that lives as long as its process.
package actor VolatileIdentifyLedger: IdentifyLedger {
    private var dates: [Date] = []

    /// Makes an empty ledger.
    package init() {}

    /// As `IdentifyLedger` says.
    package func recordIdentify(at date: Date) { dates.append(date) }

    /// As `IdentifyLedger` says.
    package func identifies(until now: Date) -> [Date] {
        dates = dates.map { min($0, now) }
        return dates.filter { $0 > now.addingTimeInterval(-86_400) }
    }
}
