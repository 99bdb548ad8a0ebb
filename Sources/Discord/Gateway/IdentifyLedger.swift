import Foundation

/// An identify that was sent.
package struct SpentIdentify: Sendable, Hashable {
    /// When it was sent.
    package var at: Date
    /// The number of the shard that sent it; 0 for a bot that is not sharded.
    package var shard: Int

    /// Makes a record.
    package init(at: Date, shard: Int = 0) { (self.at, self.shard) = (at, shard) }
}

/// Records identifies so that their number outlives the process.
package protocol IdentifyLedger: Sendable {
    /// Records an identify before it is sent.
    /// - Throws: when it cannot be recorded; then the identify is not sent.
    func record(_ identify: SpentIdentify) async throws
    /// The identifies of the 24 hours before now, in any order. Those with a later date than now, because the clock was set
    /// back, get the date now for good: so they count, and grow older.
    /// - Throws: when the records cannot be read.
    func identifies(until now: Date) async throws -> [SpentIdentify]
}

/// A ledger that lives as long as its process.
package actor VolatileIdentifyLedger: IdentifyLedger {
    private var spent: [SpentIdentify] = []

    /// Makes an empty ledger.
    package init() {}

    /// As `IdentifyLedger` says.
    package func record(_ identify: SpentIdentify) { spent.append(identify) }

    /// As `IdentifyLedger` says.
    package func identifies(until now: Date) -> [SpentIdentify] {
        spent = spent.map { SpentIdentify(at: min($0.at, now), shard: $0.shard) }
        return spent.filter { $0.at > now.addingTimeInterval(-86_400) }
    }
}
