import Discord
import Foundation
import GRDB

extension WishStore {
    /// Stores a guild's name and, unless it is nil, its suggestions channel with the setting that names it.
    func remember(
        guild: Snowflake, name: String, suggestionsChannel: Snowflake?, setting: String? = nil
    ) async throws {
        try await write { db in
            let known = try GuildRow.fetchOne(db, key: guild)?.suggestionsChannelID
            try GuildRow(guildID: guild, name: name, suggestionsChannelID: suggestionsChannel ?? known).upsert(db)
            guard suggestionsChannel != nil, let setting else { return }
            try SuggestionsSettingRow(guildID: guild, setting: setting).upsert(db)
        }
    }

    /// The suggestions channel that was last seen in a guild, and the setting that named it; the setting is nil when an
    /// older version stored the channel.
    func suggestionsChannelBefore(guild: Snowflake) async throws -> (channel: Snowflake, setting: String?)? {
        try await read { db in
            guard let channel = try GuildRow.fetchOne(db, key: guild)?.suggestionsChannelID else { return nil }
            return (channel, try SuggestionsSettingRow.fetchOne(db, key: guild)?.setting)
        }
    }

    /// A channel is no suggestions channel any more.
    func forgetSuggestionsChannel(_ channel: Snowflake) async throws {
        try await write { db in
            _ = try GuildRow.filter { $0.suggestionsChannelID == channel }
                .updateAll(db) { $0.suggestionsChannelID.set(to: nil) }
        }
    }

    /// A channel was deleted, which is proof for all its wishes. Ends them, drops the cards that were on their way into
    /// it, and forgets it as suggestions channel. Returns how many wishes ended.
    func channelDeleted(_ channel: Snowflake, why: String = "channel deleted", at now: Date) async throws -> Int {
        try await write { db in
            try GuildRow.filter { $0.suggestionsChannelID == channel }
                .updateAll(db) { $0.suggestionsChannelID.set(to: nil) }
            try WishIntent.filter { $0.channelID == channel }.deleteAll(db)
            let wishes = try Wish.filter { $0.channelID == channel }
                .filter { [WishState.active, WishState.manifesting].contains($0.state) }.fetchAll(db)
            return try wishes.reduce(0) { count, wish in
                count + (try Self.apply(.delete, to: wish.id, why: why, at: now, in: db) ? 1 : 0)
            }
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
