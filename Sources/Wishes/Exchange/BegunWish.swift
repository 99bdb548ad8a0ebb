import Discord
import GRDB

/// A wish whose card is being posted, as our own export holds it: taken elsewhere, the start finds its card or drops it.
struct BegunWish: Codable, Sendable, Equatable {
    let cardID: String
    let guildID: FileID
    let channelID: FileID
    let kind: WishKind
    let text: String
    let channelName: String?
    let authorID: FileID
    let commandID: FileID
    let createdAt: FileTime

    enum CodingKeys: String, CodingKey {
        case cardID = "card_id"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case kind = "type"
        case text = "description"
        case channelName = "channel_name"
        case authorID = "author_id"
        case commandID = "command_id"
        case createdAt = "created_at"
    }

    /// From a row of `wish_intents`.
    init(_ row: Row) {
        cardID = row["card_id"]
        guildID = FileID(row["guild_id"])
        channelID = FileID(row["channel_id"])
        kind = row["kind"]
        text = row["text"]
        channelName = row["channel_name"]
        authorID = FileID(row["author_id"])
        commandID = FileID(row["command_id"])
        createdAt = FileTime(row["created_at"])
    }

    /// Stores it, unless the wish lives already or was begun here as well.
    func insert(in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO wish_intents
                (card_id, guild_id, channel_id, kind, text, channel_name, author_id, command_id, created_at)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
                WHERE NOT EXISTS (SELECT 1 FROM wishes WHERE card_id = ? OR command_id = ?) ON CONFLICT DO NOTHING
                """,
            arguments: [
                cardID, guildID.snowflake, channelID.snowflake, kind, text, channelName, authorID.snowflake,
                commandID.snowflake, createdAt.milliseconds, cardID, commandID.snowflake,
            ])
    }
}
