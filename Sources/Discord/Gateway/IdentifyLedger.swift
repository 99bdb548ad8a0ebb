import Foundation

/// Where identifies are counted so that the count outlives the process.
package protocol IdentifyLedger: Sendable {
    /// Remembers an identify. Called before it is sent: one that cannot be remembered is not sent.
    func recordIdentify(at date: Date) async throws
    /// When identifies were sent in the 24 hours before now, in any order. Those that are dated later than now, because
    /// the clock was set back meanwhile, are dated now from then on: they count, and they age.
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
