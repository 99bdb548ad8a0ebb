import Discord
import Foundation
import GRDB

extension WishStore {
    /// The wishes that were begun and not finished, oldest first.
    func intents(guild: Snowflake) async throws -> [WishIntent] {
        try await read { db in
            try WishIntent.filter { $0.guildID == guild }.order { $0.createdAt }.fetchAll(db)
        }
    }

    /// Forgets a wish that has no card.
    func drop(_ intent: WishIntent) async throws {
        try await write { db in try intent.delete(db) }
    }

    /// Makes a wish of an intent whose card has been posted. Does nothing when the wish exists already.
    func activate(_ intent: WishIntent, message: Snowflake, why: String, at now: Date) async throws {
        wished.insert(message, emoji: intent.voteEmoji)
        try await write { db in
            try intent.wish(message: message).insert(db, onConflict: .ignore)
            if db.changesCount == 1 {
                try Self.note(
                    db, wish: db.lastInsertedRowID, from: nil, to: .active, actor: intent.authorID, why: why, at: now)
            }
            try intent.delete(db)
        }
    }

    /// Makes a transition, if the wish is in a state that it leaves. Returns whether it was.
    @discardableResult
    func apply(
        _ transition: WishTransition, to wish: Int64, actor: Snowflake? = nil, why: String, at now: Date
    ) async throws -> Bool {
        try await write { db in
            try Self.apply(transition, to: wish, actor: actor, why: why, at: now, in: db)
        }
    }

    /// A moderator grants a wish. Returns whether it was active. What an earlier claim or refusal has left is deleted, so
    /// that no later start makes a channel for it.
    func grant(_ wish: Wish, by moderator: Snowflake, notes: String, at now: Date) async throws -> Bool {
        try await write { db in
            guard try Self.apply(.grant, to: wish.id, actor: moderator, why: "granted by a moderator", at: now, in: db)
            else { return false }
            try WishRow.filter(key: wish.id)
                .updateAll(db) { $0.grantedNotes.set(to: notes.isEmpty ? nil : notes) }
            try ManifestationRow.deleteOne(db, key: wish.id)
            try RefusalRow.deleteOne(db, key: wish.id)
            return true
        }
    }

    /// Marks the wishes of deleted messages as deleted; other messages are passed over. Returns how many wishes ended
    /// in each guild.
    @discardableResult
    func markDeleted(messages: [Snowflake], why: String, at now: Date) async throws -> [Snowflake: Int] {
        try await write { db in
            try messages.reduce(into: [:]) { ended, message in
                guard let wish = try Wish.filter({ $0.messageID == message }).fetchOne(db) else { return }
                if try Self.apply(.delete, to: wish.id, why: why, at: now, in: db) {
                    ended[wish.guildID, default: 0] += 1
                }
            }
        }
    }

    static func apply(
        _ transition: WishTransition, to wish: Int64, actor: Snowflake? = nil, why: String, at now: Date,
        in db: Database
    ) throws -> Bool {
        guard let state = try Wish.fetchOne(db, id: wish)?.state, transition.origins.contains(state) else {
            return false
        }
        try Wish.filter(id: wish)
            .updateAll(db) { [$0.state.set(to: transition.target), $0.isTouched.set(to: false)] }
        if transition.target == .granted {
            try WishRow.filter(key: wish)
                .updateAll(db) { [$0.grantedAt.set(to: StoredTime(now)), $0.grantedBy.set(to: actor)] }
        }
        try note(db, wish: wish, from: state, to: transition.target, actor: actor, why: why, at: now)
        return true
    }

    static func note(
        _ db: Database, wish: Int64, from: WishState?, to: WishState, actor: Snowflake?, why: String, at now: Date
    ) throws {
        let event = WishEvent(at: now, from: from, to: to, actorID: actor, why: why)
        try WishEventRow(wishID: wish, event: event).insert(db)
    }
}
