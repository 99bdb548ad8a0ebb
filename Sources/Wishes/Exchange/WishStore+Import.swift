import Discord
import Foundation
import GRDB

/// What an import did.
public struct ImportReport: Sendable, Equatable {
    /// A record that was left out.
    public struct Skipped: Sendable, Equatable {
        /// Which one.
        public var wish: String
        /// Why.
        public var why: String
    }

    /// Wishes that were new.
    public var taken = 0
    /// Wishes that an earlier import had brought, with other values.
    public var updated = 0
    /// Wishes that were there already, just so.
    public var unchanged = 0
    /// Wishes that were left out.
    public var skipped: [Skipped] = []
}

extension WishStore {
    /// Takes a file's wishes over, all in one transaction. Doing it twice changes nothing the second time; what
    /// Discord has confirmed meanwhile is never overwritten. `progress` hears the number done, every thousand.
    public func take(
        _ file: ImportFile, at now: Date, progress: @Sendable @escaping (Int) -> Void = { _ in }
    ) async throws -> ImportReport {
        for entry in file.wishes { wished.insert(entry.message) }
        return try await database.write { db in
            var report = ImportReport(skipped: file.unreadable)
            for (index, entry) in file.wishes.enumerated() {
                try Self.take(entry.wish, message: entry.message, at: now, in: db, &report)
                if (index + 1).isMultiple(of: 1000) { progress(index + 1) }
            }
            return report
        }
    }

    private static func take(
        _ wish: ForeignWish, message: Snowflake, at now: Date, in db: Database, _ report: inout ImportReport
    ) throws {
        let known = try Row.fetchOne(
            db,
            sql: """
                SELECT id, confirmed_at, card_id,
                    EXISTS (SELECT 1 FROM wish_events e WHERE e.wish_id = w.id AND e.from_state IS NOT NULL) AS has_moved
                FROM wishes w WHERE message_id = ?
                """,
            arguments: [message])
        guard let known else {
            try insert(wish, message, now, in: db)
            report.taken += 1
            return
        }
        guard known["confirmed_at"] == nil, known["has_moved"] == false,
            (known["card_id"] as String).hasPrefix(importPrefix)
        else {
            // Discord or a moderator has spoken about it since: the file is older than what is known.
            report.unchanged += 1
            return
        }
        let id: Int64 = known["id"]
        if try update(wish, id, in: db) { report.updated += 1 } else { report.unchanged += 1 }
    }

    private static let importPrefix = "import-"

    private static func values(_ wish: ForeignWish) -> StatementArguments {
        [
            wish.guildID, wish.channelID, wish.kind, wish.text, wish.channelName, wish.authorID,
            // A manifestation that was under way elsewhere is not ours to finish.
            wish.state == .manifesting ? WishState.active : wish.state, wish.votes,
            Milliseconds.from(wish.createdAt), wish.grantedAt.map(Milliseconds.from), wish.grantedBy,
            wish.grantedNotes,
        ]
    }

    private static func insert(_ wish: ForeignWish, _ message: Snowflake, _ now: Date, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO wishes (guild_id, channel_id, kind, text, channel_name, author_id, state, votes,
                    created_at, granted_at, granted_by, granted_notes, card_id, message_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: values(wish) + [wish.cardID ?? "\(importPrefix)\(message)", message])
        try note(
            db, wish: db.lastInsertedRowID, from: nil, to: wish.state, actor: wish.authorID, why: "imported", at: now)
    }

    private static func update(_ wish: ForeignWish, _ id: Int64, in db: Database) throws -> Bool {
        let columns = [
            "guild_id", "channel_id", "kind", "text", "channel_name", "author_id", "state", "votes", "created_at",
            "granted_at", "granted_by", "granted_notes",
        ]
        let differs = columns.map { "\($0) IS NOT ?" }.joined(separator: " OR ")
        let assignments = columns.map { "\($0) = ?" }.joined(separator: ", ")
        try db.execute(
            sql: "UPDATE wishes SET \(assignments) WHERE id = ? AND (\(differs))",
            arguments: values(wish) + [id] + values(wish))
        return db.changesCount > 0
    }
}
