/// A set of ids in ascending order; a page after an id costs one binary search.
struct SortedIDs: Sendable, Equatable {
    private(set) var all: [ID] = []

    var count: Int { all.count }
    var isEmpty: Bool { all.isEmpty }

    /// The index of the first id that is not below `id`.
    func place(of id: ID) -> Int { all.partitioningIndex { $0 >= id } }

    func contains(_ id: ID) -> Bool {
        let place = place(of: id)
        return place < all.count && all[place] == id
    }

    /// False when it is present already.
    @discardableResult
    mutating func insert(_ id: ID) -> Bool {
        if let last = all.last, last < id {
            all.append(id)
            return true
        }
        let place = place(of: id)
        guard place == all.count || all[place] != id else { return false }
        all.insert(id, at: place)
        return true
    }

    /// False when it is absent.
    @discardableResult
    mutating func remove(_ id: ID) -> Bool {
        let place = place(of: id)
        guard place < all.count, all[place] == id else { return false }
        all.remove(at: place)
        return true
    }

    /// The lowest ids above `after`, ascending.
    func page(after: ID?, limit: Int) -> ArraySlice<ID> {
        let start = after.map { after in all.partitioningIndex { $0 > after } } ?? 0
        return all[start...].prefix(limit)
    }
}

extension RandomAccessCollection {
    /// The index of the first element that satisfies a condition. The elements that do not must come first.
    func partitioningIndex(where condition: (Element) -> Bool) -> Index {
        var low = startIndex
        var length = count
        while length > 0 {
            let half = length / 2
            let middle = index(low, offsetBy: half)
            if condition(self[middle]) {
                length = half
            } else {
                low = index(after: middle)
                length -= half + 1
            }
        }
        return low
    }
}
