import Discord
import Foundation
import GRDB

/// What came of the attempt to change a wish's text.
enum WishEdit: Sendable, Equatable {
    /// It is changed.
    case edited
    /// It is not active any more.
    case ended(WishState)
    /// An event has touched it since it was read: a member may have voted.
    case touched
    /// Another open wish has this text; the link to it, if its channel is known.
    case same(link: String?)
}

/// Members' own wishes.
extension WishStore {
    /// The wishes of a member in a guild that still have a card, open ones first, then newest first, with what their cards
    /// show; and how many there are beyond the limit as well.
    func wishes(
        of author: Snowflake, guild: Snowflake, limit: Int
    ) async throws -> (wishes: [CardSubject], total: Int) {
        try await read { db in
            let hidden: [WishState] = [.removed, .deleted]
            let own = WishRow.filter(Wish.Columns.guildID == guild).filter(Wish.Columns.authorID == author)
                .filter(!hidden.contains(Wish.Columns.state))
            let isOpen = WishState.open.contains(Wish.Columns.state)
            let rows = try own.order(isOpen.desc, Wish.Columns.messageID.desc).limit(limit).fetchAll(db)
            return (try rows.map { try Self.subject($0, in: db) }, try own.fetchCount(db))
        }
    }

    /// Changes the text of an active wish that no event has touched since it was read. The old text is kept in its history.
    func edit(_ wish: Wish, text: String, at now: Date) async throws -> WishEdit {
        try await write { db in
            guard let current = try Wish.fetchOne(db, id: wish.id), current.state == .active else {
                return .ended(try Wish.fetchOne(db, id: wish.id)?.state ?? .deleted)
            }
            guard current.revision == wish.revision else { return .touched }
            var edited = current
            edited.text = text
            if current.kind != .channel, let same = try Self.other(like: edited, in: db) { return .same(link: same) }
            try Self.set(edited, was: current.text, why: "edited by its author", at: now, in: db)
            return .edited
        }
    }

    /// Puts the text back that a wish had when it was read, because its card cannot be edited.
    func undoEdit(of wish: Wish, at now: Date) async throws {
        try await write { db in
            guard let current = try Wish.fetchOne(db, id: wish.id), current.state == .active else { return }
            var restored = current
            restored.text = wish.text
            try Self.set(restored, was: current.text, why: "its card cannot be edited", at: now, in: db)
            try WishRow.filter(key: wish.id).updateAll(db) { $0.lookShown.set(to: $0.look) }
        }
    }

    private static func set(_ wish: Wish, was old: String, why: String, at now: Date, in db: Database) throws {
        try Wish.filter(id: wish.id).updateAll(db) { $0.text.set(to: wish.text) }
        try WishRow.filter(key: wish.id).updateAll(db) {
            [$0.likeness.set(to: wish.likeness.hash), $0.words.set(to: wish.words.text)]
        }
        try lookChanged(of: wish.id, in: db)
        try note(
            db, wish: wish.id, from: wish.state, to: wish.state, actor: wish.authorID, why: why, note: old, at: now)
    }

    /// The link to another open wish, or one whose card is being posted, that is the same; an empty link when its channel
    /// is not known.
    private static func other(like wish: Wish, in db: Database) throws -> String?? {
        let likeness = wish.likeness
        let open = try Wish.fetchAll(
            db,
            sql: """
                SELECT * FROM wishes WHERE guild_id = ? AND likeness = ? AND state IN \(WishState.openInSQL)
                    AND kind = ? AND id <> ? ORDER BY message_id LIMIT 20
                """, arguments: [wish.guildID, likeness.hash, wish.kind, wish.id])
        if let same = open.first(where: { $0.likeness == likeness }) { return .some(same.link) }
        let begun = try WishIntent.filter { $0.guildID == wish.guildID }.fetchAll(db)
        return begun.contains { $0.kind == wish.kind && $0.likeness == likeness } ? .some(nil) : nil
    }
}
