import Discord
import Foundation
import GRDB

/// A threshold that moderators have set over the configuration, as `dreambot check` names it.
package struct ThresholdOverride: Sendable, Equatable {
    /// The guild.
    package var guildID: Snowflake
    /// Its name when it was last seen; empty if it never was.
    package var guildName: String
    /// What the votes must reach.
    package var rule: QuorumRule

    /// What is said of it when the guild's settings are these; nil when they say the same.
    package func finding(beside settings: GuildSettings) -> Finding? {
        guard rule != settings.quorumRule else { return nil }
        let command = "\(settings.prefix)setthreshold"
        return Finding(
            "threshold of \(guildName) (\(guildID))",
            cure: "\(rule) by a moderator's \(command), over the configuration's "
                + "\(settings.quorumRule); \(command) reset goes back to it",
            isOptional: true)
    }

    /// Reads all of a database by guild, also beside a running bot. Throws: `StoreError`.
    package static func all(in path: String) throws(StoreError) -> [ThresholdOverride] {
        do {
            let queue = try DatabaseInspection.reader(of: path)
            defer { try? queue.close() }
            return try queue.read { db in
                // An older version's database may not have it yet.
                guard try db.tableExists(ThresholdRow.databaseTableName) else { return [] }
                let names = try GuildRow.fetchAll(db).map { ($0.guildID, $0.name) }
                let known = Dictionary(names) { first, _ in first }
                return try ThresholdRow.order { $0.guildID }.fetchAll(db).map {
                    ThresholdOverride(
                        guildID: $0.guildID, guildName: known[$0.guildID] ?? "", rule: $0.rule)
                }
            }
        } catch {
            throw StoreError(error, at: path)
        }
    }
}
