import Discord
import Foundation
import GRDB

extension Snowflake: StatementBinding, SQLExpressible, DatabaseValueConvertible {
    /// As a 63-bit integer.
    package var databaseValue: DatabaseValue { Int64(bitPattern: rawValue).databaseValue }

    /// From an integer.
    package static func fromDatabaseValue(_ value: DatabaseValue) -> Snowflake? {
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

    /// From a row of `wishes`; the tables are strict and checked, so that no value can be of another kind.
    package init(row: Row) {
        id = row["id"]
        cardID = row["card_id"]
        guildID = row["guild_id"]
        channelID = row["channel_id"]
        messageID = row["message_id"]
        kind = row["kind"]
        text = row["text"]
        channelName = row["channel_name"]
        authorID = row["author_id"]
        state = row["state"]
        votes = row["votes"]
        confirmedAt = (row["confirmed_at"] as Int64?).map(Milliseconds.date)
        revision = row["revision"]
        isTouched = row["touched"]
        createdAt = Milliseconds.date(row["created_at"])
    }
}

extension WishKind: DatabaseValueConvertible {}
extension WishState: DatabaseValueConvertible {}

extension WishIntent: FetchableRecord {
    /// From a row of `wish_intents`.
    package init(row: Row) {
        cardID = row["card_id"]
        guildID = row["guild_id"]
        channelID = row["channel_id"]
        kind = row["kind"]
        text = row["text"]
        channelName = row["channel_name"]
        authorID = row["author_id"]
        commandID = row["command_id"]
        createdAt = Milliseconds.date(row["created_at"])
    }
}
