/// Whose votes count, what they must reach, and how far a wish has come.
extension Sentences {
    // MARK: Who may vote

    var allVoters: String { texts(.votersAll) }
    func voters(role: String) -> String { texts(.votersWithRole, [.name: role]) }
    func voters(channel: String?) -> String {
        texts(.votersInChannel, [.channel: channel ?? texts(.suggestionsChannel)])
    }

    /// `67 % of the human members`, `25 human members`.
    func amount(_ rule: QuorumRule, of voters: String) -> String {
        switch rule {
        case .share: texts(.shareOfVoters, [.share: amount(rule), .voters: voters])
        case .votes(let votes): texts(.votesOfVoters, [.count: "\(votes)", .voters: voters])
        }
    }

    /// `67 %`, `25 votes`.
    func amount(_ rule: QuorumRule) -> String {
        switch rule {
        case .share(let basisPoints): Threshold.percent(basisPoints)
        case .votes(let votes): texts(.voteCount, votes)
        }
    }

    func quorumHidden(_ why: Trouble) -> String { texts(.quorumHidden, [.why: trouble(why)]) }
    var quorumUnreachable: String { texts(.quorumUnreachable) }

    // MARK: One wish

    func quorumTitle(_ name: String) -> String { texts(.quorumTitle, [.name: name]) }
    func mayVote(_ count: Int, _ voters: String) -> String {
        texts(.quorumMayVote, [.count: "\(count)", .voters: voters])
    }
    var authorExcluded: String { texts(.quorumWithoutAuthor) }

    func isNeeded(_ quorum: Quorum) -> String {
        switch quorum.rule {
        case .share: texts(.quorumNeededShare, [.needed: "\(quorum.needed)", .share: amount(quorum.rule)])
        case .votes: texts(.quorumNeededVotes, [.needed: "\(quorum.needed)"])
        }
    }

    func votesUnder(_ shown: Int, emoji: String, isMineThere: Bool) -> String {
        texts(isMineThere ? .quorumUnderCardMine : .quorumUnderCard, [.emoji: emoji, .count: "\(shown)"])
    }

    func votesThatCount(_ count: Int) -> String { texts(.quorumCounted, [.count: "\(count)"]) }
    func doNotCount(_ reasons: [String]) -> String {
        texts(.quorumUncounted, [.what: reasons.joined(separator: ", ")])
    }

    func bots(_ count: Int) -> String { texts(.uncountedBots, count) }
    func leavers(_ count: Int) -> String { texts(.uncountedLeft, count) }
    func pending(_ count: Int) -> String { texts(.uncountedPending, count) }
    func withoutRole(_ count: Int) -> String { texts(.uncountedRole, count) }
    func withoutSight(_ count: Int) -> String { texts(.uncountedSight, count) }
    func otherOutsiders(_ count: Int) -> String { texts(.uncountedUnknown, count) }
    func doubleVotes(_ count: Int) -> String { texts(.uncountedDoubles, count) }
    var ownVote: String { texts(.uncountedOwn) }

    func votesMissing(_ count: Int) -> String { texts(.votesMissing, count) }
    var nothingMissing: String { texts(.quorumNothingMissing) }
    func stuck(_ why: String) -> String { texts(.quorumStuck, [.why: why]) }
    func noQuorum(_ votes: Int) -> String { texts(.noQuorum, votes) }
}
