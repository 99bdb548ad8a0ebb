import Discord

/// Who reacted to a wish with the emoji that counts, as Discord lists them, without the bot.
struct Reactors: Sendable, Equatable {
    /// Everybody, each once, and whether it is a person.
    var isHuman: [Snowflake: Bool] = [:]
    /// How many reactions these are: a user may have added a normal and a super reaction.
    var listed = 0
    /// Whether the bot's own reaction is there.
    var hasOwn = false
}

/// Whose votes for a wish count, and why the others do not.
struct VoteAudit: Sendable, Equatable {
    /// Reactions under the card, without the bot's own.
    let votes: Int
    /// Members whose votes count.
    let supporters: Int
    /// How many votes are second ones of the same person.
    let doubles: Int
    /// How many voters are bots.
    let bots: Int
    /// Whether the author has voted and may not.
    let hasOwnVote: Bool
    /// People who voted and are not among those who may.
    let outsiders: [Snowflake]

    /// Judges the reactors of a wish.
    init(_ reactors: Reactors, of wish: Wish, by terms: VotingTerms) {
        let own = terms.countsOwnVote ? nil : wish.authorID
        var (supporters, bots, outsiders) = (0, 0, [Snowflake]())
        for (user, isHuman) in reactors.isHuman where user != own {
            if !isHuman {
                bots += 1
            } else if terms.electorate.contains(user) {
                supporters += 1
            } else {
                outsiders.append(user)
            }
        }
        votes = reactors.listed
        doubles = reactors.listed - reactors.isHuman.count
        hasOwnVote = own.map { reactors.isHuman[$0] != nil } ?? false
        (self.supporters, self.bots, self.outsiders) = (supporters, bots, outsiders.sorted())
    }

    /// How many votes do not count.
    var uncounted: Int { votes - supporters }
}
