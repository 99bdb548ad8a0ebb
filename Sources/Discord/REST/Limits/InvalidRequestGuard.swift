/// Keeps the bot far from the 10,000 invalid requests per 10 minutes at which its address is banned.
///
/// Counts in slots of 10 s, each kept until all of it is older than 10 minutes: at most 61 slots, and never too few.
/// Source: https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
struct InvalidRequestGuard: Sendable {
    private struct Slot {
        var index: Int64
        var count: Int
        /// Those of each guild.
        var byGuild: [Snowflake: Int] = [:]
    }

    private static let slotSeconds: Int64 = 10
    private static let slotsKept: Int64 = 60
    private var slots: [Slot] = []

    /// A 401, a 403, or a 429 whose scope is not `shared`, was received.
    /// - Parameter guild: for which guild it was sent; nil for none.
    mutating func record(at now: Duration, guild: Snowflake? = nil) {
        forget(at: now)
        let index = Self.slot(now)
        if let last = slots.indices.last, slots[last].index == index {
            slots[last].count += 1
        } else {
            slots.append(Slot(index: index, count: 1))
        }
        if let guild { slots[slots.count - 1].byGuild[guild, default: 0] += 1 }
    }

    /// Invalid requests of the last 10 minutes.
    func count(at now: Duration) -> Int {
        current(at: now).reduce(0) { $0 + $1.count }
    }

    /// When the count will be below `limit`; `nil` if it already is.
    func lifts(below limit: Int, at now: Duration) -> Duration? {
        lifts(below: limit, at: now) { $0.count }
    }

    /// When the count of one guild will be below `limit`; `nil` if it already is.
    func lifts(below limit: Int, guild: Snowflake, at now: Duration) -> Duration? {
        lifts(below: limit, at: now) { $0.byGuild[guild] ?? 0 }
    }

    private func lifts(below limit: Int, at now: Duration, _ counted: (Slot) -> Int) -> Duration? {
        let current = current(at: now)
        var total = current.reduce(0) { $0 + counted($1) }
        for slot in current where total >= limit {
            total -= counted(slot)
            if total < limit { return .seconds((slot.index + Self.slotsKept + 1) * Self.slotSeconds) }
        }
        return nil
    }

    private func current(at now: Duration) -> some Sequence<Slot> {
        let oldest = Self.slot(now) - Self.slotsKept
        return slots.drop { $0.index < oldest }
    }

    private mutating func forget(at now: Duration) {
        let oldest = Self.slot(now) - Self.slotsKept
        slots.removeAll { $0.index < oldest }
    }

    private static func slot(_ now: Duration) -> Int64 {
        now.components.seconds / slotSeconds
    }
}
