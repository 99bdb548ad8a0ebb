/// The ids that were seen lately: Discord may send an event twice. Bounded; the oldest is forgotten first.
struct RecentIDs<ID: Hashable & Sendable>: Sendable {
    private let limit: Int
    private var known: Set<ID> = []
    private var order: [ID] = []
    private var next = 0

    init(limit: Int = 2_000) { self.limit = limit }

    /// Whether an id is known.
    func contains(_ id: ID) -> Bool { known.contains(id) }

    /// Remembers an id; false when it is known.
    mutating func insert(_ id: ID) -> Bool {
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
