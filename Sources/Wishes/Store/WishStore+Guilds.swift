import Discord
import Foundation
import GRDB

extension WishStore {
    /// Remembers a guild's name and, once one was seen, its suggestions channel.
    func remember(guild: Snowflake, name: String, suggestionsChannel: Snowflake?) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO guilds (guild_id, name, suggestions_channel_id) VALUES (?, ?, ?)
                    ON CONFLICT (guild_id) DO UPDATE SET name = excluded.name,
                        suggestions_channel_id = COALESCE(excluded.suggestions_channel_id, suggestions_channel_id)
                    """,
                arguments: [guild, name, suggestionsChannel])
        }
    }

    /// The suggestions channel that was last seen in a guild.
    func knownSuggestionsChannel(guild: Snowflake) async throws -> Snowflake? {
        try await database.read { db in
            try Snowflake?.fetchOne(
                db, sql: "SELECT suggestions_channel_id FROM guilds WHERE guild_id = ?", arguments: [guild]) ?? nil
        }
    }

    /// Keeps what a sync found.
    func record(_ report: SyncReport, startedAt: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO sync_runs (guild_id, cause, started_at, milliseconds, synced, deleted, errors,
                        manifested, requests, drift) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    report.guildID, report.cause.rawValue, Milliseconds.from(startedAt),
                    Int64(report.duration / .milliseconds(1)), report.stats.synced, report.stats.deleted,
                    report.stats.errors, report.stats.manifested, report.requests, report.drift,
                ])
        }
    }
}
