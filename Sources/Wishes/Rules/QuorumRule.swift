/// What the votes for a channel wish must reach: a share of those who may vote, or a number.
package enum QuorumRule: Sendable, Hashable, CustomStringConvertible {
    /// A share, in hundredths of a percent: 1000–10000.
    case share(basisPoints: Int)
    /// A number of votes: 1–100,000.
    case votes(Int)

    /// The valid numbers of votes.
    package static let numbers = 1...100_000

    /// As text: `66.67 %`, `25 votes`.
    package var description: String {
        switch self {
        case .share(let basisPoints): Threshold.percent(basisPoints)
        case .votes(let votes): votes == 1 ? "1 vote" : "\(votes) votes"
        }
    }

    /// Reads what a moderator types: `0.67`, `67 %` or `25 votes`; nil for anything else.
    static func typed(_ text: String) -> QuorumRule? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, ["vote", "votes"].contains(words[1].lowercased()) else {
            return Threshold.typed(text).map { .share(basisPoints: $0) }
        }
        guard words[0].utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(words[0]).flatMap { numbers.contains($0) ? .votes($0) : nil }
    }

    /// As a moderator types it: `0.6667`, `25 votes`.
    var typed: String {
        switch self {
        case .share(let basisPoints): Threshold.decimal(basisPoints)
        case .votes: description
        }
    }
}
