import Discord

/// The ids that were seen lately: Discord may send an event twice. Bounded; the oldest is forgotten first.
struct RecentIDs: Sendable {
    private let limit: Int
    private var known: Set<Snowflake> = []
    private var order: [Snowflake] = []
    private var next = 0

    init(limit: Int = 2_000) { self.limit = limit }

    /// Remembers an id; false when it is known.
    mutating func insert(_ id: Snowflake) -> Bool {
        guard known.insert(id).inserted else { return false }
        guard order.count == limit else {
            order.append(id)
            return true
        }
        known.remove(order[next])
        order[next] = id
        next = (next + 1) % limit
        return true
    }
}
