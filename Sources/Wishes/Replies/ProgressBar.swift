/// The votes of a channel wish against its quorum: `███████░░░`.
struct ProgressBar: Sendable, Equatable {
    /// Votes so far.
    var votes: Int
    /// Votes needed; less than one counts as one.
    var needed: Int

    private static let cells = 10
    private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]

    /// Ten cells in eighths, rounded down: the last cell is full only at the quorum.
    var bar: String {
        let filled = share(of: Self.cells * 8)
        var bar = String(repeating: "█", count: filled / 8)
        if filled % 8 > 0 { bar.append(Self.eighths[filled % 8 - 1]) }
        return bar + String(repeating: "░", count: Self.cells - bar.count)
    }

    private func share(of whole: Int) -> Int {
        let needed = max(1, needed)
        // Full width: the numbers come from the database, and none of them may overflow.
        let product = min(max(0, votes), needed).multipliedFullWidth(by: whole)
        return needed.dividingFullWidth(product).quotient
    }
}
