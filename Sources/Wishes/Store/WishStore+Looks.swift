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
    /// The one of them that the card on Discord shows.
    var lookShown: Int64
}

/// What cards show.
extension WishStore {
    /// What the card of a wish shows now; nil when there is no such wish.
    func cardSubject(of wish: Int64) async throws -> CardSubject? {
        try await read { db in
            try WishRow.filter(key: wish).fetchOne(db).map { try Self.subject($0, in: db) }
        }
    }

    /// All wishes whose card on Discord shows something older.
    func outdatedLooks() async throws -> [Int64] {
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
        let looks = try Row.fetchOne(
            db, WishRow.filter(key: wish.id).select(WishRow.Columns.look, WishRow.Columns.lookShown))
        return CardSubject(
            wish: wish, authorName: row.authorName, decision: decision, madeChannelID: manifestation?.madeChannelID,
            tally: manifestation?.tally, look: looks?[0] ?? 0, lookShown: looks?[1] ?? 0)
    }

    /// What the card of a wish shows has changed: the card is to be edited.
    static func lookChanged(of wish: Int64, in db: Database) throws {
        try WishRow.filter(key: wish).updateAll(db) { $0.look.set(to: $0.look + 1) }
    }
}
