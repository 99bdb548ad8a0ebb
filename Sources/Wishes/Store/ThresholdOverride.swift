import Discord
import Foundation
import GRDB

/// A threshold that moderators have set over the configuration, as `dreambot check` names it.
package struct ThresholdOverride: Sendable, Equatable {
    /// The guild.
    package var guildID: Snowflake
    /// Its name when it was last seen; empty if it never was.
    package var guildName: String
    /// Hundredths of a percent.
    package var basisPoints: Int

    /// What is said of it when the guild's settings are these; nil when they say the same.
    package func finding(beside settings: GuildSettings) -> Finding? {
        guard basisPoints != settings.thresholdBasisPoints else { return nil }
        let command = "\(settings.prefix)setthreshold"
        let configured = Threshold.percent(settings.thresholdBasisPoints)
        return Finding(
            "threshold of \(guildName) (\(guildID))",
            cure: "\(Threshold.percent(basisPoints)) by a moderator's \(command), over the configuration's "
                + "\(configured); \(command) reset goes back to it",
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
                        guildID: $0.guildID, guildName: known[$0.guildID] ?? "", basisPoints: $0.basisPoints)
                }
            }
        } catch {
            throw StoreError(error, at: path)
        }
    }
}
