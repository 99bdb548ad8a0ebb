import Foundation

/// Lets the shards of a process identify one after another, within what Discord allows and what the ledger has recorded.
package actor IdentifyGate {
    private let ledger: any IdentifyLedger
    private var turns = IdentifyTurns()

    /// Makes a gate that is open. All shards of a bot share one.
    package init(_ ledger: any IdentifyLedger) { self.ledger = ledger }

    /// How long a shard has to wait until it asks again; nil: it may connect and identify. `date` is the wall clock, for the
    /// ledger; `now` the one that pauses are measured with.
    /// - Throws: when the ledger cannot be read.
    func delay(
        of shard: ShardID, _ budget: IdentifyBudget, at date: Date, now: ContinuousClock.Instant
    ) async throws -> IdentifyDelay? {
        let spent = try await ledger.identifies(until: date).map {
            IdentifyAge(.seconds(date.timeIntervalSince($0.at).clamped(to: -86_400...1e9)), shard: $0.shard)
        }
        let delay = IdentifyPacing.delay(budget, spent: spent, shard: shard)
        // A bot with one connection waits for no other.
        guard shard != .only else { return delay }
        if let delay, delay.reason != .concurrency {
            turns.giveUp(shard.number)
            return delay
        }
        let wait = turns.ask(
            shard.number, bucket: budget.bucket(of: shard.number), earliest: delay?.pause ?? .zero, now: now)
        return wait.map { IdentifyDelay(reason: .concurrency, pause: $0) }
    }

    /// Records an identify before it is sent.
    /// - Throws: when it cannot be recorded; then the identify is not sent.
    func record(_ shard: ShardID, at date: Date, now: ContinuousClock.Instant) async throws {
        try await ledger.record(SpentIdentify(at: date, shard: shard.number))
        turns.sent(shard.number, now: now)
    }

    /// A shard that was let through does not identify.
    func giveUp(_ shard: ShardID) { turns.giveUp(shard.number) }
}
