import Discord
import Foundation
import GRDB

extension Snowflake: @retroactive StatementBinding, @retroactive SQLExpressible, @retroactive DatabaseValueConvertible {
    /// As a 63-bit integer.
    public var databaseValue: DatabaseValue { Int64(bitPattern: rawValue).databaseValue }

    /// From an integer.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> Snowflake? {
        Int64.fromDatabaseValue(value).map { Snowflake(rawValue: UInt64(bitPattern: $0)) }
    }
}

/// Times in the database: milliseconds since 1970.
enum Milliseconds {
    static func from(_ date: Date) -> Int64 { Int64((date.timeIntervalSince1970 * 1000).rounded()) }
    static func date(_ value: Int64) -> Date { Date(timeIntervalSince1970: Double(value) / 1000) }
}

extension Wish: FetchableRecord {
    static let columns = """
        id, card_id, guild_id, channel_id, message_id, kind, text, channel_name, author_id, state, votes,
        confirmed_at, revision, touched, created_at
        """

    /// From a row of `wishes`; throws when a value is not what the schema promises.
    public init(row: Row) throws {
        id = try row.decode(forKey: "id")
        cardID = try row.decode(forKey: "card_id")
        guildID = try row.decode(forKey: "guild_id")
        channelID = try row.decode(forKey: "channel_id")
        messageID = try row.decode(forKey: "message_id")
        kind = try row.decode(forKey: "kind")
        text = try row.decode(forKey: "text")
        channelName = try row.decode(forKey: "channel_name")
        authorID = try row.decode(forKey: "author_id")
        state = try row.decode(forKey: "state")
        votes = try row.decode(forKey: "votes")
        confirmedAt = try row.decode(Int64?.self, forKey: "confirmed_at").map(Milliseconds.date)
        revision = try row.decode(forKey: "revision")
        isTouched = try row.decode(forKey: "touched")
        createdAt = Milliseconds.date(try row.decode(forKey: "created_at"))
    }
}

extension WishKind: DatabaseValueConvertible {}
extension WishState: DatabaseValueConvertible {}

extension WishIntent: FetchableRecord {
    /// From a row of `wish_intents`.
    public init(row: Row) throws {
        cardID = try row.decode(forKey: "card_id")
        guildID = try row.decode(forKey: "guild_id")
        channelID = try row.decode(forKey: "channel_id")
        kind = try row.decode(forKey: "kind")
        text = try row.decode(forKey: "text")
        channelName = try row.decode(forKey: "channel_name")
        authorID = try row.decode(forKey: "author_id")
        commandID = try row.decode(forKey: "command_id")
        createdAt = Milliseconds.date(try row.decode(forKey: "created_at"))
    }
}
