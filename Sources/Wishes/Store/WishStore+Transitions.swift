import Discord
import Foundation
import GRDB

extension WishStore {
    /// Remembers that a wish is about to be posted. False when this command was taken before: Discord may send an
    /// event twice, and a replay after a resume is a repeat too.
    func begin(_ intent: WishIntent) async throws -> Bool {
        try await database.write { db in
            let isKnown = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM wishes WHERE command_id = ?)", arguments: [intent.commandID])
            guard isKnown != true else { return false }
            try db.execute(
                sql: """
                    INSERT INTO wish_intents
                    (card_id, guild_id, channel_id, kind, text, channel_name, author_id, command_id, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (command_id) DO NOTHING
                    """,
                arguments: [
                    intent.cardID, intent.guildID, intent.channelID, intent.kind, intent.text, intent.channelName,
                    intent.authorID, intent.commandID, Milliseconds.from(intent.createdAt),
                ])
            return db.changesCount == 1
        }
    }

    /// The wishes that were begun and not finished.
    func intents(guild: Snowflake) async throws -> [WishIntent] {
        try await database.read { db in
            try WishIntent.fetchAll(
                db, sql: "SELECT * FROM wish_intents WHERE guild_id = ? ORDER BY created_at", arguments: [guild])
        }
    }

    /// Forgets a wish whose card does not stand.
    func drop(_ intent: WishIntent) async throws {
        try await database.write { db in
            try db.execute(sql: "DELETE FROM wish_intents WHERE card_id = ?", arguments: [intent.cardID])
        }
    }

    /// The card stands: the wish begins to live. Harmless when it lives already.
    func activate(_ intent: WishIntent, message: Snowflake, why: String, at now: Date) async throws {
        wished.insert(message)
        try await database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO wishes (card_id, guild_id, channel_id, message_id, kind, text, channel_name,
                        author_id, command_id, state, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?) ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    intent.cardID, intent.guildID, intent.channelID, message, intent.kind, intent.text,
                    intent.channelName, intent.authorID, intent.commandID, Milliseconds.from(intent.createdAt),
                ])
            if db.changesCount == 1 {
                try Self.note(
                    db, wish: db.lastInsertedRowID, from: nil, to: .active, actor: intent.authorID, why: why, at: now)
            }
            try db.execute(sql: "DELETE FROM wish_intents WHERE card_id = ?", arguments: [intent.cardID])
        }
    }

    /// Makes a transition, if the wish is in a state that it leaves. Returns whether it was.
    @discardableResult
    func apply(
        _ transition: WishTransition, to wish: Int64, actor: Snowflake? = nil, why: String, at now: Date
    ) async throws -> Bool {
        try await database.write { db in
            try Self.apply(transition, to: wish, actor: actor, why: why, at: now, in: db)
        }
    }

    /// A moderator grants a wish. Returns whether it was active. Nothing is left that a later start would finish: a
    /// channel that was refused before is not wanted any more.
    func grant(_ wish: Wish, by moderator: Snowflake, notes: String, at now: Date) async throws -> Bool {
        try await database.write { db in
            guard try Self.apply(.grant, to: wish.id, actor: moderator, why: "granted by a moderator", at: now, in: db)
            else { return false }
            try db.execute(
                sql: "UPDATE wishes SET granted_notes = ? WHERE id = ?",
                arguments: [notes.isEmpty ? nil : notes, wish.id])
            try db.execute(sql: "DELETE FROM manifestations WHERE wish_id = ?", arguments: [wish.id])
            try db.execute(sql: "DELETE FROM refusals WHERE wish_id = ?", arguments: [wish.id])
            return true
        }
    }

    /// The messages are gone: their wishes, if they are any, are kept as deleted. Returns how many there were.
    @discardableResult
    func markDeleted(messages: [Snowflake], why: String, at now: Date) async throws -> Int {
        try await database.write { db in
            try messages.reduce(0) { count, message in
                let id = try Int64.fetchOne(db, sql: "SELECT id FROM wishes WHERE message_id = ?", arguments: [message])
                guard let id else { return count }
                return count + (try Self.apply(.delete, to: id, why: why, at: now, in: db) ? 1 : 0)
            }
        }
    }

    static func apply(
        _ transition: WishTransition, to wish: Int64, actor: Snowflake? = nil, why: String, at now: Date,
        in db: Database
    ) throws -> Bool {
        guard let state = try WishState.fetchOne(db, sql: "SELECT state FROM wishes WHERE id = ?", arguments: [wish]),
            transition.origins.contains(state)
        else { return false }
        try db.execute(
            sql: "UPDATE wishes SET state = ?, touched = 0 WHERE id = ?", arguments: [transition.target, wish])
        if transition.target == .granted {
            try db.execute(
                sql: "UPDATE wishes SET granted_at = ?, granted_by = ? WHERE id = ?",
                arguments: [Milliseconds.from(now), actor, wish])
        }
        try note(db, wish: wish, from: state, to: transition.target, actor: actor, why: why, at: now)
        return true
    }

    static func note(
        _ db: Database, wish: Int64, from: WishState?, to: WishState, actor: Snowflake?, why: String, at now: Date
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO wish_events (wish_id, at, from_state, to_state, actor_id, why) VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [wish, Milliseconds.from(now), from, to, actor, why])
    }
}
