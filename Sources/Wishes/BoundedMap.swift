/// A dictionary that never holds more than `limit` entries: the entry that was added first is forgotten first.
struct BoundedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let limit: Int
    private var entries: [Key: (value: Value, number: UInt64)] = [:]
    /// The keys by age; a number that is not the entry's is outdated.
    private var order: [(key: Key, number: UInt64)] = []
    private var oldest = 0
    private var last: UInt64 = 0

    init(limit: Int) { self.limit = limit }

    /// The number of entries.
    var count: Int { entries.count }

    /// The value of a key; nil removes it.
    subscript(key: Key) -> Value? {
        get { entries[key]?.value }
        set {
            guard let newValue else {
                entries[key] = nil
                return
            }
            if let known = entries[key] {
                entries[key] = (newValue, known.number)
            } else {
                last += 1
                entries[key] = (newValue, last)
                order.append((key, last))
                forgetOldest()
            }
        }
    }

    /// The value of a key, or another one where there is none.
    subscript(key: Key, default otherwise: @autoclosure () -> Value) -> Value {
        get { entries[key]?.value ?? otherwise() }
        set { self[key] = newValue }
    }

    private mutating func forgetOldest() {
        while entries.count > limit || order.count - oldest > 2 * limit {
            let first = order[oldest]
            oldest += 1
            if let entry = entries[first.key], entry.number == first.number {
                if entries.count > limit { entries[first.key] = nil } else { renew(first.key, entry.value) }
            }
        }
        if oldest > limit {
            order.removeFirst(oldest)
            oldest = 0
        }
    }

    /// An old entry among many outdated keys moves to the end instead of being forgotten.
    private mutating func renew(_ key: Key, _ value: Value) {
        last += 1
        entries[key] = (value, last)
        order.append((key, last))
    }
}
