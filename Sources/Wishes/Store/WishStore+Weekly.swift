import Discord
import Foundation
import GRDB

extension WishStore {
    /// The due time of the guild's last summary that was posted or skipped; nil for a new guild.
    func lastWeeklySummary(guild: Snowflake) async throws -> Date? {
        guard stored.mayHave(.weeklySummary, guild) else { return nil }
        return try await read { db in try WeeklySummaryRow.fetchOne(db, key: guild)?.doneAt }
    }

    /// Stores that the summary that was due then has been posted or is skipped.
    func finishWeeklySummary(guild: Snowflake, due: Date) async throws {
        stored.add(guild, .weeklySummary)
        try await write { db in try WeeklySummaryRow(guildID: guild, doneAt: due).upsert(db) }
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
