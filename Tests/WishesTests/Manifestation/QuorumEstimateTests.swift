import Testing

@testable import Wishes

@Suite("The estimate of a quorum")
struct QuorumEstimateTests {
    @Test(
        "A wish may be near with half of what all members would need, or with what members without 50 bots would need",
        arguments: [
            // 67 % of 1 with 9 bots, of 50 with 50 bots, of 900.
            (QuorumRule.share(basisPoints: 6_700), 10, 1), (.share(basisPoints: 6_700), 100, 34),
            (.share(basisPoints: 6_700), 900, 302), (.share(basisPoints: 1_000), 900, 45), (.votes(25), 900, 13),
            (.votes(1), 900, 1), (.share(basisPoints: 6_700), 0, 1),
        ])
    func least(rule: QuorumRule, members: Int, votes: Int) {
        #expect(QuorumEstimate(rule: rule, memberCount: members).leastVotes == votes)
    }

    @Test(
        "With up to 50 bots no wish at its quorum is taken for one that is far from it",
        arguments: [1_000, 6_700, 10_000])
    func never(basisPoints: Int) {
        let rule = QuorumRule.share(basisPoints: basisPoints)
        for members in 1...3_000 {
            for bots in [0, 1, 10, 49, 50] where bots < members {
                let needed = Quorum(rule: rule, electorate: members - bots).needed
                #expect(QuorumEstimate(rule: rule, memberCount: members).leastVotes <= needed)
            }
        }
    }
}
