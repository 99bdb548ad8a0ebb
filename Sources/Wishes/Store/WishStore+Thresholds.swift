import Discord
import Foundation
import GRDB

/// A threshold that moderators have set for their guild.
struct OwnThreshold: Sendable, Equatable {
    /// What the votes must reach.
    var rule: QuorumRule
    /// Who set it.
    var setBy: Snowflake
    /// When.
    var setAt: Date
}

extension WishStore {
    /// The threshold that was set for a guild; nil when the configured one applies.
    func threshold(guild: Snowflake) async throws -> OwnThreshold? {
        try await read(.threshold, of: guild, nothing: nil) { db in
            try ThresholdRow.fetchOne(db, key: guild).map {
                OwnThreshold(rule: $0.rule, setBy: $0.setBy, setAt: $0.setAt)
            }
        }
    }

    /// Sets a guild's threshold, and marks its channel wishes in the same transaction: some may have enough votes now,
    /// and a running sync may have passed them already.
    ///
    /// Throws: `DatabaseError` also for a rule out of range.
    func set(_ threshold: OwnThreshold, guild: Snowflake) async throws {
        stored.add(guild, .threshold)
        try await write { db in
            try ThresholdRow(
                guildID: guild, rule: threshold.rule, setBy: threshold.setBy, setAt: threshold.setAt
            ).upsert(db)
            try Self.touchChannelWishes(of: guild, in: db)
        }
    }

    /// Deletes a guild's threshold, so that the configured one applies, and marks its channel wishes as `set` does.
    /// Returns whether there was one.
    func resetThreshold(guild: Snowflake) async throws -> Bool {
        try await write { db in
            guard try ThresholdRow.deleteOne(db, key: guild) else { return false }
            try Self.touchChannelWishes(of: guild, in: db)
            return true
        }
    }

    private static func touchChannelWishes(of guild: Snowflake, in db: Database) throws {
        try Wish.collecting(in: guild).filter { $0.kind == WishKind.channel }
            .updateAll(db) { $0.isTouched.set(to: true) }
    }
}
