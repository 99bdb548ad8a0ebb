/// How many votes a channel wish needs.
enum Quorum {
    /// `max(1, ceil(threshold × electorate))` in whole numbers: floating point would ask 202 of 300 at 0.67.
    static func needed(basisPoints: Int, electorate: Int) -> Int {
        max(1, (basisPoints * electorate + 9_999) / 10_000)
    }
}

/// A threshold as people write it.
public enum Threshold {
    /// Hundredths of a percent for a decimal from 0.10 to 1.00 with at most four decimals; nil for anything else.
    public static func basisPoints(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        guard let whole = parts.first, parts.count == 1 || !decimals.isEmpty, (0...1).contains(whole.utf8.count),
            decimals.utf8.count <= 4, (whole + decimals).utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let padded = decimals + String(repeating: "0", count: 4 - decimals.utf8.count)
        guard let fraction = Int(padded), let units = Int("0" + whole) else { return nil }
        let result = units * 10_000 + fraction
        return (1_000...10_000).contains(result) ? result : nil
    }
}
