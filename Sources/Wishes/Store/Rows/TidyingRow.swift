import Discord
import Foundation
import GRDB

/// A row of `tidying`: an answer to a wish that was refused, which is going to be deleted.
struct TidyingRow: StoredRow, Equatable {
    static let databaseTableName = "tidying"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case answerID = "answer_id"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case commandID = "command_id"
        case textHash = "text_hash"
        case dueAt = "due_at"
    }
    typealias Columns = CodingKeys

    /// The bot's answer.
    var answerID: Snowflake
    var guildID: Snowflake
    var channelID: Snowflake
    /// The member's message, which goes too; nil when it stays.
    var commandID: Snowflake?
    /// Of the text that was handed back.
    var textHash: Int64?
    var dueAt: Date

    /// Tells an edited text from the one that was handed back.
    static func hash(_ text: String) -> Int64 { Int64(bitPattern: StableHash.of(text)) }
}

/// Answers that are going to be deleted.
extension WishStore {
    /// Stores that an answer is going to be deleted.
    func keep(_ row: TidyingRow) async throws {
        stored.add(row.guildID, .tidying)
        try await write { db in try row.insert(db, onConflict: .ignore) }
    }

    /// An answer is deleted, or stays.
    func forget(_ row: TidyingRow) async throws { try await write { db in _ = try row.delete(db) } }

    /// What waits in a guild, oldest first. Whatever was due before that time, in any guild, is forgotten.
    func tidying(guild: Snowflake, since oldest: Date) async throws -> [TidyingRow] {
        guard stored.mayHave(.tidying, guild) else { return [] }
        return try await write { db in
            try TidyingRow.filter { $0.dueAt < StoredTime(oldest) }.deleteAll(db)
            return try TidyingRow.filter { $0.guildID == guild }.order { $0.answerID }.fetchAll(db)
        }
    }
}
