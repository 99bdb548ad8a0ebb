import Discord
import GRDB

/// Which guild each known channel belongs to: a file must not connect a wish of one guild with a channel of another.
struct ChannelOwners: Sendable {
    private var owners: [Snowflake: Snowflake] = [:]

    /// The channels that the database knows: of cards, and where suggestions were posted.
    /// - Throws: `DatabaseError`.
    init(_ db: Database) throws {
        let statement = """
            SELECT suggestions_channel_id AS channel, guild_id AS guild FROM guilds
            WHERE suggestions_channel_id IS NOT NULL
            UNION SELECT channel_id, guild_id FROM wishes WHERE channel_id IS NOT NULL
            UNION SELECT channel_id, guild_id FROM wish_intents
            """
        let rows = try Row.fetchCursor(db, sql: statement)
        while let row = try rows.next() { owners[row["channel"]] = row["guild"] }
    }

    /// Why a channel cannot belong to a guild; nil when it can. Then it belongs to it from now on.
    mutating func flaw(_ channel: Snowflake, of guild: Snowflake) -> String? {
        // A guild's first channel may have the guild's own id.
        guard channel >= guild else { return "channel \(channel) is older than guild \(guild)" }
        let owner = owners[channel] ?? guild
        guard owner == guild else { return "channel \(channel) belongs to guild \(owner)" }
        owners[channel] = guild
        return nil
    }
}
