/// Whose turn it is to identify: the shards of a bucket go one after another, in the order in which they asked.
///
/// Pure; the time is a parameter and never goes back.
/// Source: https://docs.discord.com/developers/events/gateway#sharding-max-concurrency
struct IdentifyTurns: Sendable {
    typealias Instant = ContinuousClock.Instant

    private struct Turn: Sendable {
        let bucket: Int
        /// The place in the line.
        let order: Int
        var slot: Instant
        /// Whether the shard was let through and has not identified yet.
        var isTaken = false
    }

    /// From one identify of a bucket to the next.
    static let window = IdentifyPacing.concurrencyWindow
    /// How often a shard asks again while another one connects.
    static let retry = Duration.seconds(1)
    /// A shard that has not come back for so long is not waited for: connecting takes less.
    static let patience = Duration.seconds(60)

    private var turns: [Int: Turn] = [:]
    private var lastSent: [Int: Instant] = [:]
    private var asked = 0

    /// A shard wants to identify, not before `earliest`. Returns how long it has to wait until it asks again; nil: it may
    /// connect and identify.
    mutating func ask(_ shard: Int, bucket: Int, earliest: Duration = .zero, now: Instant) -> Duration? {
        turns = turns.filter { $0.key == shard || now < $0.value.slot + Self.patience }
        asked += 1
        let order = turns[shard].flatMap { $0.bucket == bucket ? $0.order : nil } ?? asked
        var slot = now + earliest
        if let last = lastSent[bucket] { slot = max(slot, last + Self.window) }
        for (other, turn) in turns where other != shard && turn.bucket == bucket {
            if turn.isTaken {
                slot = max(slot, turn.slot + Self.window, now + Self.retry)
            } else if turn.order < order {
                slot = max(slot, turn.slot + Self.window)
            }
        }
        turns[shard] = Turn(bucket: bucket, order: order, slot: slot, isTaken: slot <= now)
        return slot <= now ? nil : slot - now
    }

    /// A shard identifies now.
    mutating func sent(_ shard: Int, now: Instant) {
        guard let turn = turns.removeValue(forKey: shard) else { return }
        lastSent[turn.bucket] = now
    }

    /// A shard does not identify: its attempt to connect has failed.
    mutating func giveUp(_ shard: Int) { turns[shard] = nil }
}
