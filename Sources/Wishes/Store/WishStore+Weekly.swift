import Discord
import Foundation
import GRDB

extension WishStore {
    /// The moment whose summary was last dealt with in a guild; nil for a new guild.
    func lastWeeklySummary(guild: Snowflake) async throws -> Date? {
        try await database.read { db in
            try Int64.fetchOne(db, sql: "SELECT done_at FROM weekly_summaries WHERE guild_id = ?", arguments: [guild])
                .map(Milliseconds.date)
        }
    }

    /// The summary that was due then has been posted, or is not to be posted any more.
    func finishWeeklySummary(guild: Snowflake, due: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO weekly_summaries (guild_id, done_at) VALUES (?, ?)
                    ON CONFLICT (guild_id) DO UPDATE SET done_at = excluded.done_at, posting_since = NULL
                    """,
                arguments: [guild, Milliseconds.from(due)])
        }
    }

    /// A summary is about to be posted. Returns since when that has been tried before; nil for the first time.
    func beginWeeklySummary(guild: Snowflake, at now: Date) async throws -> Date? {
        try await database.write { db in
            let before = try Int64?.fetchOne(
                db, sql: "SELECT posting_since FROM weekly_summaries WHERE guild_id = ?", arguments: [guild])
            try db.execute(
                sql: "UPDATE weekly_summaries SET posting_since = COALESCE(posting_since, ?) WHERE guild_id = ?",
                arguments: [Milliseconds.from(now), guild])
            return (before ?? nil).map(Milliseconds.date)
        }
    }
}
