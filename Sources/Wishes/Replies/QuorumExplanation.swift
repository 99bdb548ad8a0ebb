import Discord

/// Why voters who are not in the electorate are not: how many for each reason.
struct OutsiderCounts: Sendable, Equatable {
    /// They left the guild.
    var left = 0
    /// They have not accepted the guild's rules yet.
    var pending = 0
    /// They lack the role.
    var withoutRole = 0
    /// They cannot see the suggestions channel.
    var withoutSight = 0
    /// It was not looked up.
    var unknown = 0
}

/// What `!quorum` tells about a channel wish.
struct QuorumExplanation: Sendable, Equatable {
    /// The wished channel's name.
    var channelName: String
    /// The emoji that counts under the card, as text.
    var emoji: String
    /// How many of them members see there.
    var shown: Int
    /// Whether the bot's own is among them.
    var isMineThere: Bool
    /// How many votes are needed, and of how many.
    var quorum: Quorum
    /// Who may vote.
    var electorate: ElectorateRule
    /// The suggestions channel, if the bot sees one.
    var suggestions: Snowflake?
    /// Whether the author is left out of the electorate.
    var isAuthorExcluded: Bool
    /// Whose votes count.
    var audit: VoteAudit
    /// Why outsiders' votes do not.
    var outsiders: OutsiderCounts
    /// Why the channel cannot be made, if that was tried.
    var refusal: ManifestationRefusal?
}

extension Replies {
    /// It is not known who may vote.
    func quorumHidden(_ why: Trouble) -> String { sentences.quorumHidden(why) }

    /// How far a channel wish has come, and what is missing.
    func quorum(_ told: QuorumExplanation) -> Card {
        let voters = voters(told.electorate, suggestions: told.suggestions)
        let supporters = told.audit.supporters
        let reasons = uncounted(told.audit, told.outsiders)
        let missing = told.quorum.needed - supporters
        let ending =
            if missing > 0 {
                sentences.votesMissing(missing)
                    + (told.quorum.isReachable ? "" : " " + sentences.quorumUnreachable)
            } else {
                told.refusal.map { sentences.stuck(sentences.refusal($0)) } ?? sentences.nothingMissing
            }
        let lines: [String?] = [
            sentences.tally(supporters, of: told.quorum.needed) + " · "
                + ProgressBar(votes: supporters, needed: told.quorum.needed).bar,
            sentences.mayVote(told.quorum.electorate, voters)
                + (told.isAuthorExcluded ? ", " + sentences.authorExcluded : ""),
            sentences.isNeeded(told.quorum),
            sentences.votesUnder(told.shown, emoji: told.emoji, isMineThere: told.isMineThere),
            sentences.votesThatCount(supporters), reasons.isEmpty ? nil : sentences.doNotCount(reasons), ending,
        ]
        return Card(
            title: sentences.quorumTitle("#" + InertText.plain(told.channelName, limit: 100)),
            description: lines.compactMap(\.self).joined(separator: "\n"), color: Self.calm)
    }

    /// The wish is none for a channel.
    func noQuorum(_ votes: Int) -> String { sentences.noQuorum(votes) }

    private func uncounted(_ audit: VoteAudit, _ outsiders: OutsiderCounts) -> [String] {
        [
            (audit.bots, sentences.bots), (outsiders.left, sentences.leavers), (outsiders.pending, sentences.pending),
            (outsiders.withoutRole, sentences.withoutRole), (outsiders.withoutSight, sentences.withoutSight),
            (outsiders.unknown, sentences.otherOutsiders), (audit.hasOwnVote ? 1 : 0, { _ in sentences.ownVote }),
            (audit.doubles, sentences.doubleVotes),
        ].compactMap { count, text in count > 0 ? text(count) : nil }
    }
}
