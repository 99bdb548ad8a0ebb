import Discord

/// Whose votes count in a guild, and what they must reach, at one moment.
struct VotingTerms: Sendable {
    /// What the votes must reach.
    var rule: QuorumRule
    /// The members who may vote.
    var electorate: MemberSet
    /// Whether a vote for one's own wish counts.
    var countsOwnVote: Bool

    /// The quorum of a wish. Where one's own vote does not count, its author is not among those who may vote.
    func quorum(ofWishBy author: Snowflake) -> Quorum {
        let isLess = !countsOwnVote && electorate.contains(author)
        return Quorum(rule: rule, electorate: electorate.count - (isLess ? 1 : 0))
    }

    /// The quorum of a wish.
    func quorum(of wish: Wish) -> Quorum { quorum(ofWishBy: wish.authorID) }
}
