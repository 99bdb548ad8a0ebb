/// How many votes a channel wish needs.
enum Quorum {
    /// `max(1, ceil(threshold × electorate))` in integers: floating point gives 202 of 300 at 0.67 instead of 201.
    /// `basisPoints` are hundredths of a percent.
    static func needed(basisPoints: Int, electorate: Int) -> Int {
        max(1, (basisPoints * electorate + 9_999) / 10_000)
    }
}
