import Discord
import Foundation
import GRDB
import Synchronization

/// A setting that a guild's managers have set from Discord.
struct OwnSetting: Sendable, Equatable {
    /// The name of a `GuildSetting`.
    var name: String
    /// As it was typed.
    var value: String
    /// Who set it.
    var setBy: Snowflake
    /// When.
    var setAt: Date
}

/// The settings that guilds have set over the configuration, in memory: settings are asked for with every message.
package final class OwnSettings: Sendable {
    /// What one guild has set.
    private struct Own: Sendable {
        let settings: [OwnSetting]
        /// Read once: a time zone is read from files. A name or value that this version does not know makes none.
        let changes: [GuildSetting.Change]

        init(_ settings: [OwnSetting]) {
            self.settings = settings
            changes = settings.compactMap { GuildSetting.named($0.name)?.change(to: $0.value) }
        }
    }

    private let state: Mutex<[Snowflake: Own]>

    init(_ rows: [GuildSettingRow]) {
        state = Mutex(Dictionary(grouping: rows, by: \.guildID).mapValues { Own($0.map(\.setting)) })
    }

    /// What a guild has set, in the order of the names.
    func settings(of guild: Snowflake) -> [OwnSetting] { state.withLock { $0[guild]?.settings ?? [] } }

    /// Settings with what a guild has set over them.
    package func over(_ settings: GuildSettings, of guild: Snowflake) -> GuildSettings {
        guard let own = state.withLock({ $0[guild] }) else { return settings }
        return own.changes.reduce(into: settings) { settings, change in change(&settings) }
    }

    /// The database holds these for a guild now.
    func replace(_ settings: [OwnSetting], of guild: Snowflake) {
        let own = settings.isEmpty ? nil : Own(settings)
        state.withLock { $0[guild] = own }
    }
}

extension WishStore {
    /// Sets a setting of a guild; it applies as soon as it is stored.
    func set(_ setting: OwnSetting, guild: Snowflake) async throws {
        try await write { db in
            try GuildSettingRow(guildID: guild, setting).upsert(db)
            try publishSettings(of: guild, db)
        }
    }

    /// Deletes a setting of a guild, so that the configuration applies. Returns whether there was one.
    func resetSetting(_ name: String, guild: Snowflake) async throws -> Bool {
        try await write { db in
            let isDeleted = try GuildSettingRow.deleteOne(db, key: ["guild_id": guild, "name": name])
            try publishSettings(of: guild, db)
            return isDeleted
        }
    }

    /// On the writer's queue, so that memory follows the transactions in their order.
    private func publishSettings(of guild: Snowflake, _ db: Database) throws {
        let settings = try GuildSettingRow.fetchAll(of: guild, db).map(\.setting)
        db.afterNextTransaction { [ownSettings] _ in ownSettings.replace(settings, of: guild) }
    }
}

/// A row of `guild_settings`.
struct GuildSettingRow: StoredRow {
    static let databaseTableName = "guild_settings"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case name, value
        case guildID = "guild_id"
        case setBy = "set_by"
        case setAt = "set_at"
    }
    typealias Columns = CodingKeys

    var guildID: Snowflake
    var name: String
    var value: String
    var setBy: Snowflake
    var setAt: Date

    init(guildID: Snowflake, _ setting: OwnSetting) {
        self.guildID = guildID
        (name, value, setBy, setAt) = (setting.name, setting.value, setting.setBy, setting.setAt)
    }

    var setting: OwnSetting { OwnSetting(name: name, value: value, setBy: setBy, setAt: setAt) }

    static func fetchAll(of guild: Snowflake, _ db: Database) throws -> [GuildSettingRow] {
        try filter { $0.guildID == guild }.order { $0.name }.fetchAll(db)
    }
}
