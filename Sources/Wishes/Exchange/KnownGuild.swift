import Discord
import GRDB

/// What is remembered of a guild, as our own export holds it: its suggestions channel stays known when it is hidden, and
/// the threshold that moderators have set holds.
struct KnownGuild: Codable, Sendable, Equatable {
    let guildID: FileID
    let name: String
    let suggestionsChannelID: FileID?
    let threshold: KnownThreshold?

    enum CodingKeys: String, CodingKey {
        case name, threshold
        case guildID = "guild_id"
        case suggestionsChannelID = "suggestions_channel_id"
    }

    /// What `init` reads.
    static let query = """
        SELECT g.guild_id, g.name, g.suggestions_channel_id, t.basis_points, t.set_by, t.set_at
        FROM guilds g LEFT JOIN thresholds t ON t.guild_id = g.guild_id ORDER BY g.guild_id
        """

    /// From a row of `query`.
    init(_ row: Row) {
        guildID = FileID(row["guild_id"])
        name = row["name"]
        threshold = (row["basis_points"] as Int?).map { basisPoints in
            KnownThreshold(basisPoints: basisPoints, setBy: FileID(row["set_by"]), setAt: FileTime(row["set_at"]))
        }
        suggestionsChannelID = (row["suggestions_channel_id"] as Snowflake?).map { FileID($0) }
    }

    /// Stores it, unless the guild is known: what was seen here is newer.
    func insert(in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO guilds (guild_id, name, suggestions_channel_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                """,
            arguments: [guildID.snowflake, name, suggestionsChannelID?.snowflake])
        try threshold?.insert(for: guildID, in: db)
    }
}

/// A guild's threshold, as our own export holds it.
struct KnownThreshold: Codable, Sendable, Equatable {
    let basisPoints: Int
    let setBy: FileID
    let setAt: FileTime

    enum CodingKeys: String, CodingKey {
        case basisPoints = "basis_points"
        case setBy = "set_by"
        case setAt = "set_at"
    }

    /// Stores it, unless one was set here; one that no moderator could have set is left out.
    fileprivate func insert(for guild: FileID, in db: Database) throws {
        guard (1_000...10_000).contains(basisPoints) else { return }
        try db.execute(
            sql: """
                INSERT INTO thresholds (guild_id, basis_points, set_by, set_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """,
            arguments: [guild.snowflake, basisPoints, setBy.snowflake, setAt.milliseconds])
    }
}
