import Discord
import Synchronization

/// What the cog has done so far, for the operator's metrics. No part of it names a guild, a member or a wish.
package struct CogTally: Sendable, Equatable {
    /// How a sync ended.
    package enum SyncResult: String, Sendable, CaseIterable {
        /// Discord has confirmed every count.
        case complete
        /// Some counts could not be confirmed.
        case incomplete
    }

    /// The upper bounds of `syncSeconds`, in seconds.
    package static let syncBounds: [Double] = [0.1, 0.5, 1, 5, 15, 60, 300]

    /// Syncs of guilds, by result.
    package var syncs: [SyncResult: Int] = [:]
    /// Syncs by their length: how many took no longer than each of `syncBounds`.
    package var syncBuckets = [Int](repeating: 0, count: CogTally.syncBounds.count)
    /// The length of all syncs, in seconds.
    package var syncSeconds = 0.0
    /// Requests that syncs have cost.
    package var syncRequests = 0
    /// Votes by which syncs found the stored counts wrong.
    package var drift = 0
    /// Wishes that have come true as a channel.
    package var manifestations = 0
    /// Refusals of a channel that a wish had its votes for.
    package var refusals = 0
    /// Commands that were given up because there were too many.
    package var declined = 0
    /// Commands that have come and have no answer yet.
    package var unanswered = 0

    /// Of a cog that has done nothing.
    package init() {}

    /// Adds what another shard has done.
    package static func += (sum: inout CogTally, other: CogTally) {
        sum.syncs.merge(other.syncs, uniquingKeysWith: +)
        sum.syncBuckets = zip(sum.syncBuckets, other.syncBuckets).map(+)
        sum.syncSeconds += other.syncSeconds
        sum.syncRequests += other.syncRequests
        sum.drift += other.drift
        sum.manifestations += other.manifestations
        sum.refusals += other.refusals
        sum.declined += other.declined
        sum.unanswered += other.unanswered
    }

    /// A sync has ended.
    mutating func ended(_ report: SyncReport) {
        let seconds = report.duration / .seconds(1)
        syncs[report.problems.errors == 0 && report.finishedAt != nil ? .complete : .incomplete, default: 0] += 1
        for (index, bound) in Self.syncBounds.enumerated() where seconds <= bound { syncBuckets[index] += 1 }
        syncSeconds += max(0, seconds)
        syncRequests += report.requests
        drift += report.drift
    }
}

/// Holds the tally; readable from any thread, also while the cog is busy.
package final class CogCounts: Sendable {
    private let tally = Mutex(CogTally())

    /// What the cog has done until now.
    package var current: CogTally { tally.withLock { $0 } }

    /// Changes it.
    func update(_ change: (inout CogTally) -> Void) { tally.withLock { change(&$0) } }
}
