/// A seeded generator (SplitMix64): the same seed gives the same plans on every machine.
struct ChaosRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

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
