import Discord
import Foundation
import GRDB

/// What the database holds of a wish that its card shows.
struct CardSubject: Sendable, Equatable {
    /// The wish.
    var wish: Wish
    /// The author's name when it was wished; nil when it is not known.
    var authorName: String?
    /// How it came to its state: who, when, and what they said about it. Nil when its history does not say.
    var decision: WishEvent?
    /// The channel that was made for it, if one was.
    var madeChannelID: Snowflake?
    /// The votes that carried it; nil if it did not manifest here.
    var tally: Tally?
    /// Counts the changes of what the card shows: what was drawn is marked as shown only if this is still the same.
    var look: Int64
}

/// What cards show, and which cards on Discord are not up to date.
extension WishStore {
    /// What the card of a wish shows now; nil when there is no such wish.
    func cardSubject(of wish: Int64) async throws -> CardSubject? {
        try await read { db in
            try WishRow.filter(key: wish).fetchOne(db).map { try Self.subject($0, in: db) }
        }
    }

    /// Wishes of a guild whose card on Discord shows something older, newest changes of state included; oldest card first.
    /// Removed and deleted wishes have no card.
    func outdatedCards(guild: Snowflake, limit: Int) async throws -> [CardSubject] {
        try await read { db in
            let states: [WishState] = [.removed, .deleted]
            let rows = try WishRow.filter(Wish.Columns.guildID == guild)
                // A literal, so that SQLite can use the index of outdated cards.
                .filter(literal: "\(WishRow.Columns.look) <> \(WishRow.Columns.lookShown)")
                .filter(!states.contains(Wish.Columns.state))
                .order(Wish.Columns.messageID).limit(limit).fetchAll(db)
            return try rows.map { try Self.subject($0, in: db) }
        }
    }

    /// All wishes whose card on Discord shows something older.
    func outdatedCards() async throws -> [Int64] {
        try await read { db in
            try Int64.fetchAll(db, sql: "SELECT id FROM wishes WHERE look <> look_shown")
        }
    }

    static func subject(_ row: WishRow, in db: Database) throws -> CardSubject {
        let wish = row.wish
        let events = try WishEventRow.filter { $0.wishID == wish.id }.filter { $0.to == wish.state }
            .order { $0.id.desc }.fetchAll(db).map(\.event)
        // Neither an edit nor the return from an attempt to make the channel is a decision.
        let decision = events.first { event in
            event.from != event.to && !(wish.state.collectsVotes && event.from == .manifesting)
        }
        let manifestation = try ManifestationRow.fetchOne(db, key: wish.id)
        let look = try Int64.fetchOne(db, WishRow.filter(key: wish.id).select(WishRow.Columns.look)) ?? 0
        return CardSubject(
            wish: wish, authorName: row.authorName, decision: decision, madeChannelID: manifestation?.madeChannelID,
            tally: manifestation?.tally, look: look)
    }

    /// Stores that the card on Discord shows a look. One that was drawn before the newest change does not make it current.
    func markShown(_ wish: Int64, look: Int64) async throws {
        try await write { db in
            try WishRow.filter(key: wish).updateAll(db) { $0.lookShown.set(to: look) }
        }
    }

    /// What the card of a wish shows has changed: the card is to be edited.
    static func lookChanged(of wish: Int64, in db: Database) throws {
        try WishRow.filter(key: wish).updateAll(db) { $0.look.set(to: $0.look + 1) }
    }
}
