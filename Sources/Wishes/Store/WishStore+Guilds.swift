import Discord
import Foundation
import GRDB

extension WishStore {
    /// Stores a guild's name and, unless it is nil, its suggestions channel.
    func remember(guild: Snowflake, name: String, suggestionsChannel: Snowflake?) async throws {
        try await write { db in
            let known = try GuildRow.fetchOne(db, key: guild)?.suggestionsChannelID
            try GuildRow(guildID: guild, name: name, suggestionsChannelID: suggestionsChannel ?? known).upsert(db)
        }
    }

    /// The suggestions channel that was last seen in a guild.
    func knownSuggestionsChannel(guild: Snowflake) async throws -> Snowflake? {
        try await read { db in try GuildRow.fetchOne(db, key: guild)?.suggestionsChannelID }
    }

    /// Stores what a sync did.
    func record(_ report: SyncReport, startedAt: Date) async throws {
        try await write { db in try SyncRunRow(report, startedAt: startedAt).insert(db) }
    }
}
