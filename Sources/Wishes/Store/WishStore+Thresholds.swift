import Discord
import Foundation
import GRDB

/// A threshold that moderators have set for their guild.
struct OwnThreshold: Sendable, Equatable, FetchableRecord {
    /// Hundredths of a percent: 1000–10000.
    var basisPoints: Int
    /// Who set it.
    var setBy: Snowflake
    /// When.
    var setAt: Date

    init(basisPoints: Int, setBy: Snowflake, setAt: Date) {
        self.basisPoints = basisPoints
        self.setBy = setBy
        self.setAt = setAt
    }

    /// From a row of `thresholds`.
    init(row: Row) {
        basisPoints = row["basis_points"]
        setBy = row["set_by"]
        setAt = Milliseconds.date(row["set_at"])
    }
}

extension WishStore {
    /// The threshold that was set for a guild; nil when the configured one holds.
    func threshold(guild: Snowflake) async throws -> OwnThreshold? {
        try await database.read { db in
            try OwnThreshold.fetchOne(db, sql: "SELECT * FROM thresholds WHERE guild_id = ?", arguments: [guild])
        }
    }

    /// Sets a guild's threshold. Its channel wishes are marked in the same transaction: some may have enough votes now,
    /// and a sync that has passed them already must not be the last to look.
    func set(_ threshold: OwnThreshold, guild: Snowflake) async throws {
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO thresholds (guild_id, basis_points, set_by, set_at) VALUES (?, ?, ?, ?)
                    ON CONFLICT (guild_id) DO UPDATE SET basis_points = excluded.basis_points,
                        set_by = excluded.set_by, set_at = excluded.set_at
                    """,
                arguments: [guild, threshold.basisPoints, threshold.setBy, Milliseconds.from(threshold.setAt)])
            try db.execute(
                sql: "UPDATE wishes SET touched = 1 WHERE guild_id = ? AND kind = 'channel' AND state = 'active'",
                arguments: [guild])
        }
    }
}
