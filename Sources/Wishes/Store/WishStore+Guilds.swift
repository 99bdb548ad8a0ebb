import Discord
import Foundation
import GRDB

extension WishStore {
    /// Stores a guild's name and, unless it is nil, its suggestions channel with the setting that names it. Of a guild that is
    /// new, also which emoji is configured; else `note(voteEmoji:)` compares it with the one before.
    func remember(
        guild: Snowflake, name: String, suggestionsChannel: Snowflake?, setting: String? = nil,
        voteEmoji: String? = nil
    ) async throws {
        if let known = stored.record(of: guild), known.name == name,
            suggestionsChannel == nil || known.suggestionsChannel == suggestionsChannel,
            suggestionsChannel == nil || setting == nil || known.setting == setting
        {
            return
        }
        let isNew = !stored.mayHave(.wishesWithoutEmoji, guild)
        try await write { db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        INSERT INTO guilds (guild_id, name, suggestions_channel_id, vote_emoji) VALUES (?, ?, ?, ?)
                        ON CONFLICT (guild_id) DO UPDATE SET name = excluded.name,
                            suggestions_channel_id = COALESCE(excluded.suggestions_channel_id, suggestions_channel_id)
                        RETURNING suggestions_channel_id, vote_emoji
                        """), arguments: [guild, name, suggestionsChannel, isNew ? voteEmoji : nil])
            if suggestionsChannel != nil, let setting {
                try db.cachedStatement(
                    sql: """
                        INSERT INTO suggestions_settings (guild_id, setting) VALUES (?, ?)
                        ON CONFLICT (guild_id) DO UPDATE SET setting = excluded.setting
                        """
                ).execute(arguments: [guild, setting])
            }
            let named = try db.cachedStatement(sql: "SELECT setting FROM suggestions_settings WHERE guild_id = ?")
            return StoredGuilds.Record(
                name: name, suggestionsChannel: row.flatMap { $0[0] },
                setting: try String.fetchOne(named, arguments: [guild]), voteEmoji: row.flatMap { $0[1] })
        } committed: { [stored] record in
            stored.stored(record, of: guild)
        }
    }

    /// The suggestions channel that was last seen in a guild, and the setting that named it; the setting is nil when an
    /// older version stored the channel.
    func suggestionsChannelBefore(guild: Snowflake) async throws -> (channel: Snowflake, setting: String?)? {
        guard !stored.hasRecords else {
            let record = stored.record(of: guild)
            return record?.suggestionsChannel.map { ($0, record?.setting) }
        }
        return try await read { db in
            guard let channel = try GuildRow.fetchOne(db, key: guild)?.suggestionsChannelID else { return nil }
            return (channel, try SuggestionsSettingRow.fetchOne(db, key: guild)?.setting)
        }
    }

    /// Whether another guild has its cards in this channel, or had.
    func isUsed(channel: Snowflake, byOtherThan guild: Snowflake) async throws -> Bool {
        try await read { db in
            try !GuildRow.filter { $0.suggestionsChannelID == channel }.filter { $0.guildID != guild }.isEmpty(db)
                || !Wish.filter { $0.channelID == channel }.filter { $0.guildID != guild }.isEmpty(db)
        }
    }

    /// A channel is no suggestions channel any more.
    func forgetSuggestionsChannel(_ channel: Snowflake) async throws {
        try await write { db in
            _ = try GuildRow.filter { $0.suggestionsChannelID == channel }
                .updateAll(db) { $0.suggestionsChannelID.set(to: nil) }
        } committed: { [stored] _ in
            stored.forgotten(suggestionsChannel: channel)
        }
    }

    /// A channel was deleted, which is proof for all its wishes. Ends them, drops the cards that were on their way into
    /// it, and forgets it as suggestions channel. Returns how many wishes ended in each guild.
    func channelDeleted(
        _ channel: Snowflake, why: String = "channel deleted", at now: Date
    ) async throws -> [Snowflake: Int] {
        try await write { db in
            try GuildRow.filter { $0.suggestionsChannelID == channel }
                .updateAll(db) { $0.suggestionsChannelID.set(to: nil) }
            try WishIntent.filter { $0.channelID == channel }.deleteAll(db)
            let wishes = try Wish.filter { $0.channelID == channel }
                .filter { WishState.open.contains($0.state) }.fetchAll(db)
            return try wishes.reduce(into: [:]) { ended, wish in
                if try Self.apply(.delete, to: wish.id, why: why, at: now, in: db) {
                    ended[wish.guildID, default: 0] += 1
                }
            }
        } committed: { [stored] _ in
            stored.forgotten(suggestionsChannel: channel)
        }
    }

    /// The suggestions channel that was last seen in a guild.
    func knownSuggestionsChannel(guild: Snowflake) async throws -> Snowflake? {
        try await read { db in try GuildRow.fetchOne(db, key: guild)?.suggestionsChannelID }
    }

    /// Stores what a sync did, and deletes the oldest rows that are older than `keep`: a hundred at a time, so that none
    /// of many takes long.
    func record(_ report: SyncReport, startedAt: Date, keep: Duration) async throws {
        let oldest = StoredTime(startedAt.addingTimeInterval(-(keep / .seconds(1))))
        try await write { db in
            try db.cachedStatement(
                sql: """
                    DELETE FROM sync_runs WHERE started_at < ? AND id IN (SELECT id FROM sync_runs ORDER BY id LIMIT 100)
                    """
            ).execute(arguments: [oldest])
            try SyncRunRow(report, startedAt: startedAt).insert(db)
        }
    }

    /// Whether nothing is known of a guild: no wish in any state, and none that is being made.
    func isEmpty(guild: Snowflake) async throws -> Bool {
        try await read(.wishes, of: guild, nothing: true) { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT NOT EXISTS (SELECT 1 FROM wishes WHERE guild_id = :guild)
                        AND NOT EXISTS (SELECT 1 FROM wish_intents WHERE guild_id = :guild)
                    """)
            return try Bool.fetchOne(statement, arguments: ["guild": guild]) ?? true
        }
    }

    /// Writes down which emoji is configured in a guild, also for its wishes of which that is not known. Returns the one
    /// before when it was another, and wishes that collect votes keep another than this one.
    func note(voteEmoji setting: String, guild: Snowflake) async throws -> String? {
        let known = stored.record(of: guild)
        if known?.voteEmoji == setting, !stored.mayHave(.wishesWithoutEmoji, guild) { return nil }
        let emoji = Emoji(setting: setting)
        let (last, unknown) = try await read { db in
            (
                try GuildRow.fetchOne(db, key: guild)?.voteEmoji,
                try !Wish.filter { $0.guildID == guild }.filter { $0.voteEmoji == nil }.isEmpty(db)
            )
        }
        guard last != setting || unknown else { return nil }
        return try await write { db in
            try Wish.filter { $0.guildID == guild }.filter { $0.voteEmoji == nil }
                .updateAll(db) { $0.voteEmoji.set(to: setting) }
            try GuildRow.filter(key: guild).updateAll(db) { $0.voteEmoji.set(to: setting) }
            guard let last, !Emoji(setting: last).matches(emoji) else { return nil }
            let kept = try String.fetchSet(db, Wish.collecting(in: guild).select({ $0.voteEmoji }, as: String.self))
            return kept.contains { !Emoji(setting: $0).matches(emoji) } ? last : nil
        } committed: { [stored] _ in
            stored.noted(voteEmoji: setting, of: guild)
        }
    }
}

extension [Snowflake: Int] {
    /// The sum over all guilds.
    var total: Int { values.reduce(0, +) }
}
