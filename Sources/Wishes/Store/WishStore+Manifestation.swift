import Discord
import Foundation
import GRDB

/// A manifestation that has been begun: what is known about its one channel.
struct ManifestationRecord: Sendable, Equatable {
    /// The wish.
    var wish: Wish
    /// When the channel was asked for; nil if it never was.
    var requestedAt: Date?
    /// The channel, once it is known.
    var madeChannelID: Snowflake?
    /// When the answer under the wish was last attempted; nil if it never was.
    var answeringAt: Date?
}

/// The votes that carried a claim.
struct Tally: Sendable, Equatable {
    /// Members who reacted.
    var supporters: Int
    /// Human members.
    var electorate: Int
    /// How many are needed.
    var needed: Int
}

/// What a claim rests on.
struct Claim: Sendable, Equatable {
    /// Members who reacted.
    var supporters: Int
    /// Human members.
    var electorate: Int
    /// The threshold of a guild that has set none of its own, in basis points.
    var configuredThreshold: Int

    /// The votes, if they reach the quorum by the guild's own threshold, in basis points, or the configured one.
    func tally(threshold: Int?) -> Tally? {
        let needed = Quorum.needed(basisPoints: threshold ?? configuredThreshold, electorate: electorate)
        return supporters >= needed ? Tally(supporters: supporters, electorate: electorate, needed: needed) : nil
    }
}

extension WishStore {
    /// Claims a wish for manifestation: of all that try, one succeeds.
    ///
    /// The threshold is read in the same transaction: a moderator may have changed it while the votes were read.
    func claim(_ wish: Wish, _ claim: Claim, at now: Date) async throws -> Bool {
        try await database.write { db in
            let own = try OwnThreshold.fetchOne(
                db, sql: "SELECT * FROM thresholds WHERE guild_id = ?", arguments: [wish.guildID])
            guard let tally = claim.tally(threshold: own?.basisPoints) else { return false }
            let why = "\(tally.supporters) of \(tally.electorate) members, \(tally.needed) needed"
            guard try Self.apply(.claim, to: wish.id, why: why, at: now, in: db) else { return false }
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO manifestations (wish_id, tally, electorate, needed, claimed_at)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [wish.id, tally.supporters, tally.electorate, tally.needed, Milliseconds.from(now)])
            return true
        }
    }

    /// The request for the channel is about to leave. False when it must not: the channel is known by now, the wish is
    /// not being made any more, or somebody else has asked since the caller looked.
    func markRequested(_ wish: Wish, after last: Date?, at now: Date) async throws -> Bool {
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE manifestations SET requested_at = ?
                    WHERE wish_id = ? AND made_channel_id IS NULL AND requested_at IS ?
                        AND EXISTS (SELECT 1 FROM wishes WHERE id = wish_id AND state = 'manifesting')
                    """,
                arguments: [Milliseconds.from(now), wish.id, last.map(Milliseconds.from)])
            return db.changesCount == 1
        }
    }

    /// The request for the channel may have left as late as this: it may have waited before it did.
    func markUncertain(_ wish: Wish, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE manifestations SET requested_at = ? WHERE wish_id = ? AND made_channel_id IS NULL",
                arguments: [Milliseconds.from(now), wish.id])
        }
    }

    /// The channel is there.
    func markManifested(_ wish: Wish, channel: Snowflake, at now: Date) async throws -> Bool {
        try await database.write { db in
            guard try Self.apply(.manifest, to: wish.id, why: "channel \(channel)", at: now, in: db) else {
                return false
            }
            try db.execute(
                sql: "UPDATE manifestations SET made_channel_id = ? WHERE wish_id = ?", arguments: [channel, wish.id])
            try db.execute(sql: "DELETE FROM refusals WHERE wish_id = ?", arguments: [wish.id])
            return true
        }
    }

    /// The answer under the wish is about to be posted.
    func markAnswering(_ wish: Wish, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE manifestations SET answering_at = ? WHERE wish_id = ?",
                arguments: [Milliseconds.from(now), wish.id])
        }
    }

    /// The answer stands, or can never stand.
    func markAnswered(_ wish: Wish, at now: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "UPDATE manifestations SET answered_at = ? WHERE wish_id = ?",
                arguments: [Milliseconds.from(now), wish.id])
        }
    }

    /// What was begun and is not finished: channels not known to be there, and answers not known to stand.
    func unfinishedManifestations(guild: Snowflake) async throws -> [ManifestationRecord] {
        try await database.read { db in
            let columns = Wish.columns.split(separator: ",").map { "w." + $0.drop { $0.isWhitespace } }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(columns.joined(separator: ", ")), m.requested_at, m.made_channel_id, m.answering_at
                    FROM wishes w JOIN manifestations m ON m.wish_id = w.id
                    WHERE w.guild_id = ? AND (w.state = 'manifesting'
                        OR (w.state = 'granted' AND m.made_channel_id IS NOT NULL AND m.answered_at IS NULL))
                    ORDER BY w.message_id
                    """,
                arguments: [guild])
            return rows.map { row in
                ManifestationRecord(
                    wish: Wish(row: row), requestedAt: (row["requested_at"] as Int64?).map(Milliseconds.date),
                    madeChannelID: row["made_channel_id"],
                    answeringAt: (row["answering_at"] as Int64?).map(Milliseconds.date))
            }
        }
    }

    /// The channel in which a wish has come true, if it is known.
    func madeChannel(of wish: Wish) async throws -> Snowflake? {
        try await database.read { db in
            try Snowflake?.fetchOne(
                db, sql: "SELECT made_channel_id FROM manifestations WHERE wish_id = ?", arguments: [wish.id]) ?? nil
        }
    }

    // MARK: Refusals

    /// Puts a claimed wish back with the reason and a pause that grows with every refusal (1, 5, 30, 120 minutes).
    /// Returns whether this reason was not said yet; those that were are kept, one a line.
    func release(_ wish: Wish, reason: String, at now: Date) async throws -> Bool {
        try await database.write { db in
            guard try Self.apply(.release, to: wish.id, why: reason, at: now, in: db) else { return false }
            let before = try Row.fetchOne(
                db, sql: "SELECT times, said_reason FROM refusals WHERE wish_id = ?", arguments: [wish.id])
            let times = (before?["times"] ?? 0) + 1
            let pause = RefusalPause.after(times)
            var said = (before?["said_reason"] as String?)?.split(separator: "\n").map(String.init) ?? []
            let isNew = !said.contains(reason)
            if isNew { said = said.suffix(19) + [reason] }
            try db.execute(
                sql: """
                    INSERT INTO refusals (wish_id, reason, times, pause_until, said_reason) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (wish_id) DO UPDATE SET reason = excluded.reason, times = excluded.times,
                        pause_until = excluded.pause_until, said_reason = excluded.said_reason
                    """,
                arguments: [
                    wish.id, reason, times, Milliseconds.from(now.addingTimeInterval(pause)),
                    said.joined(separator: "\n"),
                ])
            return isNew
        }
    }

    /// Whether a refusal keeps this wish waiting.
    func isPaused(_ wish: Wish, at now: Date) async throws -> Bool {
        try await database.read { db in
            let until = try Int64.fetchOne(
                db, sql: "SELECT pause_until FROM refusals WHERE wish_id = ?", arguments: [wish.id])
            return until.map { $0 > Milliseconds.from(now) } ?? false
        }
    }

    /// Something has changed that may have been the cause: a guild's refused wishes may try again at once, and are
    /// marked for it. Returns whether there are any.
    func endPauses(guild: Snowflake) async throws -> Bool {
        try await database.write { db in
            let refused =
                "SELECT r.wish_id FROM refusals r JOIN wishes w ON w.id = r.wish_id "
                + "WHERE w.guild_id = ? AND w.state = 'active'"
            try db.execute(sql: "UPDATE wishes SET touched = 1 WHERE id IN (\(refused))", arguments: [guild])
            let count = db.changesCount
            try db.execute(sql: "UPDATE refusals SET pause_until = 0 WHERE wish_id IN (\(refused))", arguments: [guild])
            return count > 0
        }
    }

    /// Puts a claimed wish back because Discord could not be reached and nothing can have been done: no refusal.
    func unclaim(_ wish: Wish, why: String, at now: Date) async throws {
        try await database.write { db in
            guard try Self.apply(.release, to: wish.id, why: why, at: now, in: db) else { return }
            try db.execute(sql: "UPDATE wishes SET touched = 1 WHERE id = ?", arguments: [wish.id])
        }
    }
}

/// How long a refused wish waits.
enum RefusalPause {
    /// Seconds after so many refusals in a row.
    static func after(_ times: Int) -> TimeInterval {
        let minutes: [TimeInterval] = [1, 5, 30, 120]
        return 60 * minutes[min(max(times, 1), minutes.count) - 1]
    }
}
