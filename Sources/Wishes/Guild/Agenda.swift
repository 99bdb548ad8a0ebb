import Discord

/// Which guild has something to do next, and when. A value; one sleeper serves all guilds.
struct Agenda: Sendable {
    private struct Entry: Sendable {
        var due: Duration
        var guild: Snowflake
    }

    private var current: [Snowflake: Duration] = [:]
    /// A binary heap by time. Entries that `current` does not confirm are outdated and are skipped.
    private var heap: [Entry] = []

    /// The earliest time at which something is due; nil when nothing is.
    var next: Duration? {
        mutating get {
            dropOutdated()
            return heap.first?.due
        }
    }

    /// Sets when a guild is due; nil for not at all.
    mutating func set(_ guild: Snowflake, due: Duration?) {
        guard current[guild] != due else { return }
        current[guild] = due
        guard let due else { return }
        heap.append(Entry(due: due, guild: guild))
        siftUp(heap.count - 1)
        // An alarm of next week is entered anew after every vote, and its old entries would stay until then.
        if heap.count > 2 * current.count + 32 { discardOutdated() }
    }

    /// How many entries are held, outdated ones included: at most 32 more than twice the guilds.
    var entryCount: Int { heap.count }

    /// A sorted array is a heap.
    private mutating func discardOutdated() {
        heap = current.map { Entry(due: $0.value, guild: $0.key) }.sorted { $0.due < $1.due }
    }

    /// Takes out a guild that is due by now; nil when none is.
    mutating func takeDue(_ now: Duration) -> Snowflake? {
        dropOutdated()
        guard let first = heap.first, first.due <= now else { return nil }
        removeFirst()
        current[first.guild] = nil
        return first.guild
    }

    private mutating func dropOutdated() {
        while let first = heap.first, current[first.guild] != first.due { removeFirst() }
    }

    private mutating func removeFirst() {
        guard let last = heap.popLast(), !heap.isEmpty else { return }
        heap[0] = last
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
            guard let child = children.min(by: { heap[$0].due < heap[$1].due }), heap[child].due < heap[parent].due
            else { return }
            heap.swapAt(parent, child)
            parent = child
        }
    }

    private mutating func siftUp(_ index: Int) {
        var child = index
        while child > 0, heap[child].due < heap[(child - 1) / 2].due {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }
}
