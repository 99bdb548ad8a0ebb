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

extension QuorumRule {
    /// The two settings for what the votes must reach; each takes the place of the other.
    enum Setting: String, Sendable, CaseIterable {
        case threshold, votes

        /// The setting of that name.
        init?(named name: String) { self.init(rawValue: name.lowercased()) }

        /// What is valid.
        var validity: SettingValidity { self == .threshold ? .threshold : .number(QuorumRule.numbers) }

        /// Reads a value as typed; nil when it is not valid. `25 votes` is valid for both.
        func rule(_ value: String) -> QuorumRule? {
            QuorumRule.typed(
                self == .votes && value.utf8.allSatisfy { (48...57).contains($0) } ? value + " votes" : value)
        }

        /// The value that shows a rule: that of the other setting is none.
        func value(of rule: QuorumRule) -> String {
            switch rule {
            case _ where rule.setting != self: "none"
            case .share: rule.description
            case .votes(let votes): "\(votes)"
            }
        }
    }

    /// The setting that holds it.
    var setting: Setting { if case .share = self { .threshold } else { .votes } }
}
