/// How many supporters a channel wish needs. Exact integers throughout.
public struct Quorum: Sendable, Equatable {
    /// How many human members the guild has.
    public let electorate: Int
    /// How many of them must support the wish: `max(1, ceil(threshold × electorate))`.
    public let needed: Int

    /// Makes the quorum of an electorate; a negative electorate counts as none.
    public init(electorate: Int, thresholdBasisPoints: Int) {
        let humans = max(0, electorate)
        let (whole, rest) = humans.quotientAndRemainder(dividingBy: 10_000)
        // Split, so that the product cannot overflow however large the electorate is.
        let partial = (rest * thresholdBasisPoints + 9_999) / 10_000
        self.electorate = humans
        needed = max(1, whole * thresholdBasisPoints + partial)
    }

    /// Whether so many supporters are enough.
    public func isReached(by supporters: Int) -> Bool { supporters >= needed }
}
