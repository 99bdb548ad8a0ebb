import Discord

/// User ids in a sorted array of eight bytes each, and the newest changes in a dictionary. A hash table would take two
/// to three times the memory, and guilds may have more than 100,000 members.
struct MemberSet: Sendable {
    private var sorted: ContiguousArray<Snowflake>
    /// Changes that are not merged yet: true for inserted, false for removed.
    private var changes: [Snowflake: Bool] = [:]
    /// The number of members.
    private(set) var count: Int

    /// Makes a set of ids in any order, duplicates included.
    init(_ members: some Sequence<Snowflake>) {
        var all = ContiguousArray(members)
        all.sort()
        sorted = []
        sorted.reserveCapacity(all.count)
        for member in all where member != sorted.last { sorted.append(member) }
        count = sorted.count
    }

    /// The ids in rising order.
    var sortedIDs: [Snowflake] {
        var all = self
        if !changes.isEmpty { all.merge() }
        return Array(all.sorted)
    }

    /// Whether the id is in the set.
    func contains(_ member: Snowflake) -> Bool { changes[member] ?? isSorted(member) }

    /// Inserts an id; no effect if it is in the set.
    mutating func insert(_ member: Snowflake) { change(member, isMember: true) }

    /// Removes an id; no effect if it is not in the set.
    mutating func remove(_ member: Snowflake) { change(member, isMember: false) }

    private mutating func change(_ member: Snowflake, isMember: Bool) {
        guard contains(member) != isMember else { return }
        count += isMember ? 1 : -1
        changes[member] = isSorted(member) == isMember ? nil : isMember
        // Few enough to cost little memory, many enough to share the cost of a merge.
        if changes.count > 64, changes.count > sorted.count / 64 { merge() }
    }

    private mutating func merge() {
        let gone = changes
        let new = changes.filter(\.value).keys
        self = MemberSet(sorted.filter { gone[$0] != false } + new)
    }

    /// Binary search.
    private func isSorted(_ member: Snowflake) -> Bool {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < member { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == member
    }
}
