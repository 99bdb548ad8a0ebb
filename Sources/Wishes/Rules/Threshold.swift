/// Reads and shows thresholds, which are held exactly in hundredths of a percent (basis points).
package enum Threshold {
    /// Hundredths of a percent for a decimal from 0.10 to 1.00 with at most four decimals; nil for anything else.
    package static func basisPoints(_ text: String) -> Int? { valid(fixedPoint(text[...], whole: 1, decimals: 4)) }

    /// Reads what a moderator types: like `basisPoints(_:)`, or from `10%` to `100 %` with at most two decimals.
    static func typed(_ text: String) -> Int? {
        guard text.last == "%" else { return basisPoints(text) }
        var number = text.dropLast()
        while number.last == " " { number.removeLast() }
        return valid(fixedPoint(number, whole: 3, decimals: 2))
    }

    /// Reads a number from 0.1 to 1 with at most four decimals, within the precision of a `Double`; nil for any other.
    static func basisPoints(_ share: Double) -> Int? {
        let points = share * 10_000
        guard (1_000...10_000).contains(points.rounded()), abs(points - points.rounded()) < 1e-6 else { return nil }
        return Int(points.rounded())
    }

    /// The valid range, in words.
    static let range = Phrase.problemThreshold

    /// As it is typed: `0.1`, `0.6667`.
    static func decimal(_ basisPoints: Int) -> String {
        guard basisPoints < 10_000 else { return "1" }
        var digits = String(repeating: "0", count: max(0, 4 - "\(basisPoints)".count)) + "\(basisPoints)"
        while digits.last == "0" { digits.removeLast() }
        return "0." + digits
    }

    /// A threshold as text: `67 %`, `66.67 %`.
    static func percent(_ basisPoints: Int) -> String {
        let (whole, hundredths) = basisPoints.quotientAndRemainder(dividingBy: 100)
        guard hundredths > 0 else { return "\(whole) %" }
        let (tenths, rest) = hundredths.quotientAndRemainder(dividingBy: 10)
        return "\(whole).\(tenths)\(rest > 0 ? "\(rest)" : "") %"
    }

    private static func valid(_ points: Int?) -> Int? { points.flatMap { (1_000...10_000).contains($0) ? $0 : nil } }

    /// An unsigned decimal as a count of its smallest units: 0.67 with four decimals is 6700; nil for any other text.
    private static func fixedPoint(_ text: Substring, whole digits: Int, decimals places: Int) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? parts[1] : ""
        guard let whole = parts.first, parts.count == 1 || !decimals.isEmpty, whole.utf8.count <= digits,
            whole.utf8.count <= 1 || whole.first != "0", decimals.utf8.count <= places,
            (whole + decimals).utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int("0" + whole + decimals + String(repeating: "0", count: places - decimals.utf8.count))
    }
}
