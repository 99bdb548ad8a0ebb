/// How many votes a channel wish needs, and how many members may vote for it. Whatever shows either number has it from
/// here.
struct Quorum: Sendable, Equatable {
    /// What the votes must reach.
    var rule: QuorumRule
    /// Members who may vote for the wish.
    var electorate: Int

    /// At least 1. A share is rounded up in integers: floating point gives 202 of 300 at 0.67 instead of 201.
    var needed: Int {
        switch rule {
        case .share(let basisPoints): max(1, (basisPoints * electorate + 9_999) / 10_000)
        case .votes(let votes): max(1, votes)
        }
    }

    /// Whether as many votes can be given.
    var isReachable: Bool { needed <= electorate }
}
