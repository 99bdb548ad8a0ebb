/// Whether a channel wish may be near its quorum, estimated by the number of members while it is not known who of them may
/// vote. Listing them costs a request for every thousand, and most wishes are far from their quorum.
struct QuorumEstimate: Sendable {
    /// Bots cannot vote, and Discord lets about this many into a guild.
    private static let bots = 50

    /// The fewest votes with which a wish may be near.
    let leastVotes: Int

    /// Half of the votes that it would need if all members could vote, or all that it would need without the bots among them, whichever is less.
    init(rule: QuorumRule, memberCount: Int) {
        let half = (Quorum(rule: rule, electorate: max(1, memberCount)).needed + 1) / 2
        let withoutBots = Quorum(rule: rule, electorate: max(1, memberCount - Self.bots)).needed
        leastVotes = max(1, min(half, withoutBots))
    }
}
