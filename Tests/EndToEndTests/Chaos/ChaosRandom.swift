import Discord

/// The same seed gives the same plans on every machine.
typealias ChaosRandom = SplitMix64

extension ChaosRandom {
    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    /// One of them; the list must not be empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[Int.random(in: 0..<list.count, using: &self)] }

    /// Some of them, at least one if there is one.
    mutating func some<Element>(of list: [Element]) -> [Element] {
        guard !list.isEmpty else { return [] }
        return Array(list.shuffled(using: &self).prefix(Int.random(in: 1...list.count, using: &self)))
    }
}
