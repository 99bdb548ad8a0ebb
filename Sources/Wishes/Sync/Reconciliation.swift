import Discord

/// What a reconciliation found.
struct Reconciliation: Sendable {
    /// Wishes whose count changed.
    var changed = 0
    /// Wishes whose message is gone.
    var deleted = 0
    /// Votes by which the stored counts were off.
    var drift = 0
    /// What could not be confirmed.
    var problems = SyncProblems()
    /// Wishes that were touched by events meanwhile, and must be read again.
    var outdated: [Int64] = []
    /// Channel wishes with a count that Discord has just confirmed.
    var candidates: [Wish] = []
    /// Channels that Discord says are deleted.
    var deletedChannels: Set<Snowflake> = []
    /// Wishes with 🗑️ under their card, and how many: one may be their author's.
    var binned: [(wish: Wish, count: Int)] = []
    /// Messages without the bot's own star, by channel.
    var withoutOwnStar: [Snowflake: [Snowflake]] = [:]

    mutating func add(_ other: Reconciliation) {
        changed += other.changed
        deleted += other.deleted
        drift += other.drift
        problems.add(other.problems)
        outdated += other.outdated
        deletedChannels.formUnion(other.deletedChannels)
        candidates += other.candidates
        binned += other.binned
        withoutOwnStar.merge(other.withoutOwnStar) { $0 + $1 }
    }
}
