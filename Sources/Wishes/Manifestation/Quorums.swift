import Discord

/// How many votes the channel wishes of a guild need.
final class Quorums {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let settings: @Sendable (Snowflake) -> GuildSettings

    init(store: WishStore, guilds: KnownGuilds, settings: @escaping @Sendable (Snowflake) -> GuildSettings) {
        self.store = store
        self.guilds = guilds
        self.settings = settings
    }

    /// The share of a guild's human members that a channel wish needs, in basis points: set by its moderators, or else
    /// configured. Throws: `DatabaseError`.
    func threshold(in guild: Snowflake) async throws -> Int {
        try await store.threshold(guild: guild)?.basisPoints ?? settings(guild).thresholdBasisPoints
    }

    /// How many votes a channel wish needs; nil while the members are not known. Throws: `DatabaseError`.
    func needed(in guild: Snowflake) async throws -> Int? {
        let threshold = try await threshold(in: guild)
        return guilds.members(of: guild).map { Quorum.needed(basisPoints: threshold, electorate: $0.count) }
    }
}
