import Discord

/// Elements by id, in one array from the oldest to the newest. A dictionary of a few dozen takes three times the memory, and
/// there is a table of roles and one of channels for every guild.
struct IDTable<Element: Identifiable & Sendable>: Sendable where Element.ID == Snowflake {
    /// The oldest first, none twice.
    private(set) var elements: [Element]

    /// Of elements with one id the last counts.
    init(_ elements: some Sequence<Element>) {
        // The sort is stable.
        let sorted = elements.sorted { $0.id < $1.id }
        let isUnique = zip(sorted, sorted.dropFirst()).allSatisfy { $0.id != $1.id }
        self.elements = isUnique ? sorted : Self.lastOfEach(sorted)
    }

    private static func lastOfEach(_ sorted: [Element]) -> [Element] {
        sorted.indices.filter { $0 + 1 == sorted.count || sorted[$0].id != sorted[$0 + 1].id }.map { sorted[$0] }
    }

    /// How many there are.
    var count: Int { elements.count }

    var isEmpty: Bool { elements.isEmpty }

    /// The element with that id; nil removes it.
    subscript(id: Snowflake) -> Element? {
        get {
            let place = place(of: id)
            return isAt(place, id) ? elements[place] : nil
        }
        set {
            let place = place(of: id)
            switch (isAt(place, id), newValue) {
            case (true, let element?): elements[place] = element
            case (true, nil): elements.remove(at: place)
            case (false, let element?): elements.insert(element, at: place)
            case (false, nil): break
            }
        }
    }

    /// What is made of each element, by id.
    func mapValues<Value>(_ transform: (Element) -> Value) -> [Snowflake: Value] {
        elements.reduce(into: [:]) { $0[$1.id] = transform($1) }
    }

    /// Whether the same ids are there.
    func hasSameIDs(as other: Self) -> Bool { elements.elementsEqual(other.elements) { $0.id == $1.id } }

    private func isAt(_ place: Int, _ id: Snowflake) -> Bool { place < elements.count && elements[place].id == id }

    /// Where the element with that id is, or would be.
    private func place(of id: Snowflake) -> Int {
        var (low, high) = (0, elements.count)
        while low < high {
            let middle = (low + high) / 2
            if elements[middle].id < id { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension Role: Identifiable {}
