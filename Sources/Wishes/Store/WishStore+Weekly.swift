import Discord
import Foundation
import GRDB

extension WishStore {
    /// The due time of the guild's last summary that was posted or skipped; nil for a new guild.
    func lastWeeklySummary(guild: Snowflake) async throws -> Date? {
        try await read(.weeklySummary, of: guild, nothing: nil) { db in
            let statement = try db.cachedStatement(sql: "SELECT done_at FROM weekly_summaries WHERE guild_id = ?")
            return try StoredTime.fetchOne(statement, arguments: [guild])?.date
        }
    }

    /// Stores that the summary that was due then has been posted or is skipped.
    func finishWeeklySummary(guild: Snowflake, due: Date) async throws {
        stored.add(guild, .weeklySummary)
        try await write { db in
            // Every new guild has one: the statement is compiled once.
            try db.cachedStatement(
                sql: """
                    INSERT INTO weekly_summaries (guild_id, done_at) VALUES (?, ?)
                    ON CONFLICT (guild_id) DO UPDATE SET done_at = excluded.done_at, posting_since = NULL
                    """
            ).execute(arguments: [guild, StoredTime(due)])
        }
    }

    /// Stores that a summary is about to be posted. Returns when that was first attempted; nil for the first attempt.
    func beginWeeklySummary(guild: Snowflake, at now: Date) async throws -> Date? {
        try await write { db in
            guard var row = try WeeklySummaryRow.fetchOne(db, key: guild) else { return nil }
            if let earlier = row.postingSince { return earlier }
            row.postingSince = now
            try row.update(db)
            return nil
        }
    }
}
