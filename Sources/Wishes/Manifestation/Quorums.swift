import Discord

/// How many votes the channel wishes of a guild need, and whose count.
final class Quorums {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let settings: @Sendable (Snowflake) -> GuildSettings

    init(store: WishStore, guilds: KnownGuilds, settings: @escaping @Sendable (Snowflake) -> GuildSettings) {
        self.store = store
        self.guilds = guilds
        self.settings = settings
    }

    /// What the votes for a channel wish must reach: set by the guild's moderators, or else configured. Throws:
    /// `DatabaseError`.
    func rule(in guild: Snowflake) async throws -> QuorumRule {
        try await store.threshold(guild: guild)?.rule ?? settings(guild).quorumRule
    }

    /// The terms by which votes are judged; nil while the members are not known. Throws: `DatabaseError`.
    func terms(in guild: Snowflake) async throws -> VotingTerms? {
        let rule = try await rule(in: guild)
        return terms(in: guild, rule)
    }

    /// Whether one of these wishes may be near its quorum, so that the members have to be known. Throws: `DatabaseError`.
    func mayBeNear(_ wishes: [Wish], in guild: Snowflake) async throws -> Bool {
        let wishes = wishes.filter { $0.kind == .channel }
        guard !wishes.isEmpty else { return false }
        // How many have a role or see a channel cannot be estimated.
        guard settings(guild).electorate == .members, let count = guilds.directory(of: guild)?.memberCount else {
            return true
        }
        let estimate = QuorumEstimate(rule: try await rule(in: guild), memberCount: count)
        return wishes.contains { $0.votes >= estimate.leastVotes }
    }

    /// The terms that would hold with another rule; nil while the members are not known.
    func terms(in guild: Snowflake, _ rule: QuorumRule) -> VotingTerms? {
        guilds.electorate(of: guild).map {
            VotingTerms(rule: rule, electorate: $0, countsOwnVote: settings(guild).countsOwnVote)
        }
    }
}
