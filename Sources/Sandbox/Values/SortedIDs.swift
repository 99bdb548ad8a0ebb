/// A set of ids kept in ascending order, so that a page after any id is one binary search away.
struct SortedIDs: Sendable, Equatable {
    private(set) var all: [ID] = []

    var count: Int { all.count }
    var isEmpty: Bool { all.isEmpty }

    /// The place of the first id that is not below the one given.
    func place(of id: ID) -> Int { all.partitioningIndex { $0 >= id } }

    func contains(_ id: ID) -> Bool {
        let place = place(of: id)
        return place < all.count && all[place] == id
    }

    /// False when it was there already.
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

    /// False when it was not there.
    @discardableResult
    mutating func remove(_ id: ID) -> Bool {
        let place = place(of: id)
        guard place < all.count, all[place] == id else { return false }
        all.remove(at: place)
        return true
    }

    /// The ids nearest above `after`, ascending.
    func page(after: ID?, limit: Int) -> ArraySlice<ID> {
        let start = after.map { after in all.partitioningIndex { $0 > after } } ?? 0
        return all[start...].prefix(limit)
    }
}

extension RandomAccessCollection {
    /// The first place whose element satisfies a condition that is false and then true along the collection.
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
