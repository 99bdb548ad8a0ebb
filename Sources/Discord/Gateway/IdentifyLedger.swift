import Foundation

/// Where identifies are counted so that the count outlives the process.
public protocol IdentifyLedger: Sendable {
    /// Remembers an identify. Called before it is sent: one that cannot be remembered is not sent.
    func recordIdentify(at date: Date) async throws
    /// When identifies were sent since a moment, in any order.
    func identifies(since date: Date) async throws -> [Date]
}

/// A ledger that lives as long as its process.
public actor VolatileIdentifyLedger: IdentifyLedger {
    private var dates: [Date] = []

    /// Makes an empty ledger.
    public init() {}

    /// As `IdentifyLedger` says.
    public func recordIdentify(at date: Date) { dates.append(date) }

    /// As `IdentifyLedger` says.
    public func identifies(since date: Date) -> [Date] { dates.filter { $0 >= date } }
}
