import Discord

/// User ids, eight bytes each: sorted, with the latest changes beside. A hash table would take two to three times as
/// much, and guilds have up to 100,000 members and more.
struct MemberSet: Sendable {
    private var sorted: ContiguousArray<Snowflake>
    /// Changes since: true for there, false for gone.
    private var changes: [Snowflake: Bool] = [:]
    /// How many members there are.
    private(set) var count: Int

    /// Takes ids in any order, doubles included.
    init(_ members: some Sequence<Snowflake>) {
        var all = ContiguousArray(members)
        all.sort()
        sorted = []
        sorted.reserveCapacity(all.count)
        for member in all where member != sorted.last { sorted.append(member) }
        count = sorted.count
    }

    /// Whether somebody is a member.
    func contains(_ member: Snowflake) -> Bool { changes[member] ?? isSorted(member) }

    /// Somebody is there now. Harmless when it was so before.
    mutating func insert(_ member: Snowflake) { change(member, isThere: true) }

    /// Somebody is gone. Harmless when it was so before.
    mutating func remove(_ member: Snowflake) { change(member, isThere: false) }

    private mutating func change(_ member: Snowflake, isThere: Bool) {
        guard contains(member) != isThere else { return }
        count += isThere ? 1 : -1
        changes[member] = isSorted(member) == isThere ? nil : isThere
        // Few enough to cost little memory, many enough to make the merge cheap for each.
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
