import Discord
import Foundation
import GRDB

extension WishStore {
    /// The wishes that were begun and not finished, oldest first.
    func intents(guild: Snowflake) async throws -> [WishIntent] {
        try await read(.intents, of: guild, nothing: []) { db in
            try WishIntent.filter { $0.guildID == guild }.order { $0.createdAt }.fetchAll(db)
        }
    }

    /// Forgets a wish that has no card.
    func drop(_ intent: WishIntent) async throws {
        try await write { db in try intent.delete(db) }
    }

    /// Makes a wish of an intent whose card has been posted, with those numbers if it is known with which, and with a thread
    /// that is due. Does nothing when the wish exists already.
    func activate(
        _ intent: WishIntent, message: Snowflake, shown: VoteProgress? = nil, hasThread: Bool = false, why: String,
        at now: Date
    ) async throws {
        stored.add(intent.guildID, .wishes)
        if intent.kind == .channel { stored.add(intent.guildID, .channelWishes) }
        if intent.voteEmoji == nil { stored.add(intent.guildID, .wishesWithoutEmoji) }
        if hasThread { stored.add(intent.guildID, .threads) }
        wished.insert(message, emoji: intent.voteEmoji)
        try await write { db in
            try intent.wish(message: message).insert(db, onConflict: .ignore)
            if db.changesCount == 1 {
                let wish = db.lastInsertedRowID
                if let shown { try ShownCardRow(wishID: wish, shown).insert(db) }
                if hasThread { try ThreadRow(wishID: wish, state: .due).insert(db) }
                try Self.note(
                    db, wish: wish, from: nil, to: .active, actor: intent.authorID, why: why, at: now)
            }
            try intent.delete(db)
        }
    }

    /// Makes a transition, if the wish is in a state that it leaves. Returns whether it was. `note` is what the actor says
    /// about it, as typed.
    @discardableResult
    func apply(
        _ transition: WishTransition, to wish: Int64, actor: Snowflake? = nil, why: String, note: String = "",
        at now: Date
    ) async throws -> Bool {
        try await write { db in
            try Self.apply(transition, to: wish, actor: actor, why: why, note: note, at: now, in: db)
        }
    }

    /// A moderator grants a wish. Returns whether it collected votes.
    func grant(_ wish: Wish, by moderator: Snowflake, notes: String, at now: Date) async throws -> Bool {
        try await apply(
            .grant, to: wish.id, actor: moderator, why: "granted by a moderator", note: notes, at: now)
    }

    /// A wish was open for too long. False when an event has touched it since it was read, or it is not active any more.
    func expire(_ wish: Wish, days: Int, at now: Date) async throws -> Bool {
        try await write { db in
            guard try Wish.fetchOne(db, id: wish.id)?.revision == wish.revision else { return false }
            return try Self.apply(.expire, to: wish.id, why: "open for \(days) days", at: now, in: db)
        }
    }

    /// Marks the wishes of deleted messages as deleted; other messages are passed over. Returns how many wishes ended
    /// in each guild.
    @discardableResult
    func markDeleted(messages: [Snowflake], why: String, at now: Date) async throws -> [Snowflake: Int] {
        guard !messages.isEmpty else { return [:] }
        return try await write { db in
            try messages.reduce(into: [:]) { ended, message in
                guard let wish = try Wish.filter({ $0.messageID == message }).fetchOne(db) else { return }
                if try Self.apply(.delete, to: wish.id, why: why, at: now, in: db) {
                    ended[wish.guildID, default: 0] += 1
                }
            }
        }
    }

    static func apply(
        _ transition: WishTransition, to wish: Int64, actor: Snowflake? = nil, why: String, note: String = "",
        at now: Date, in db: Database
    ) throws -> Bool {
        guard let state = try Wish.fetchOne(db, id: wish)?.state, transition.origins.contains(state) else {
            return false
        }
        let target = try transition.target ?? stateBeforeClaim(of: wish, in: db)
        try Wish.filter(id: wish).updateAll(db) { [$0.state.set(to: target), $0.isTouched.set(to: false)] }
        if target != .deleted { try lookChanged(of: wish, in: db) }
        if WishState.fulfilled.contains(target), !WishState.fulfilled.contains(state) {
            try WishRow.filter(key: wish).updateAll(db) {
                [
                    $0.grantedAt.set(to: StoredTime(now)), $0.grantedBy.set(to: actor),
                    $0.grantedNotes.set(to: note.isEmpty ? nil : note),
                ]
            }
        }
        if state.collectsVotes, !target.isOpen, target != .deleted {
            // What an earlier claim or refusal has left: no later start may make a channel for it.
            try ManifestationRow.deleteOne(db, key: wish)
            try RefusalRow.deleteOne(db, key: wish)
        }
        try self.note(db, wish: wish, from: state, to: target, actor: actor, why: why, note: note, at: now)
        return true
    }

    /// The state from which a wish was claimed last; active when its history does not say.
    private static func stateBeforeClaim(of wish: Int64, in db: Database) throws -> WishState {
        let claim = try WishEventRow.filter { $0.wishID == wish }.filter { $0.to == WishState.manifesting }
            .order { $0.id.desc }.fetchOne(db)
        return claim?.event.from.flatMap { $0.collectsVotes ? $0 : nil } ?? .active
    }

    static func note(
        _ db: Database, wish: Int64, from: WishState?, to: WishState, actor: Snowflake?, why: String,
        note: String = "", at now: Date
    ) throws {
        let event = WishEvent(
            at: now, from: from, to: to, actorID: actor, why: why, note: note.isEmpty ? nil : note)
        try WishEventRow(wishID: wish, event: event).insert(db)
    }
}
