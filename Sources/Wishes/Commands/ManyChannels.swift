import Discord

/// How many channels a change of settings would make at once. More than a few need a confirmation.
final class ManyChannels {
    /// More than this need a confirmation.
    private static let few = 3

    private let store: WishStore
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let dependencies: SuggestionsCog.Dependencies

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        members = parts.members
        dependencies = parts.dependencies
    }

    /// How many channel wishes have enough votes by a rule and other settings; nil for few. Who may vote is not
    /// known for another electorate, nor before the members are listed: then every wish counts that has votes.
    /// Throws: `DatabaseError`.
    func count(
        by rule: QuorumRule, _ settings: GuildSettings, in guild: Snowflake, for work: WorkContext
    ) async throws -> Int? {
        _ = await members.ensure(.whatIsKnown, of: guild, for: work)
        let isSame = settings.electorate == dependencies.settings(guild).electorate
        let terms = (isSame ? guilds.electorate(of: guild) : nil)
            .map { VotingTerms(rule: rule, electorate: $0, countsOwnVote: settings.countsOwnVote) }
        let count = try await store.channelWishes(guild: guild).count { wish in
            wish.state.collectsVotes && wish.votes >= terms?.quorum(of: wish).needed ?? Self.least(rule)
        }
        return count > Self.few ? count : nil
    }

    private static func least(_ rule: QuorumRule) -> Int {
        switch rule {
        case .share: 1
        case .votes(let votes): votes
        }
    }
}
