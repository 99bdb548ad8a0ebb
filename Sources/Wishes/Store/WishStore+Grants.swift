import Discord
import Foundation
import GRDB

/// A wish that has come true, and how.
struct GrantedWish: Sendable, Equatable {
    /// The wish.
    var wish: Wish
    /// When; nil for an imported wish whose file does not say.
    var grantedAt: Date?
    /// The moderator who granted it; nil if it manifested.
    var grantedBy: Snowflake?
    /// The moderator's notes, as typed.
    var notes: String?
    /// The votes that carried it; nil if it did not manifest here.
    var tally: Tally?
    /// The channel that was made.
    var madeChannelID: Snowflake?

    init(row: Row) {
        wish = Wish(row: row)
        grantedAt = (row["granted_at"] as Int64?).map(Milliseconds.date)
        grantedBy = row["granted_by"]
        notes = row["granted_notes"]
        madeChannelID = row["made_channel_id"]
        if let supporters = row["tally"] as Int?, let electorate = row["electorate"] as Int? {
            tally = Tally(supporters: supporters, electorate: electorate, needed: row["needed"])
        }
    }
}

extension WishStore {
    /// The granted wishes of a guild, of one kind or all, newest first; and how many there are in all.
    func grantedWishes(
        guild: Snowflake, kind: WishKind?, limit: Int
    ) async throws -> (wishes: [GrantedWish], total: Int) {
        try await database.read { db in
            let which = "w.guild_id = ? AND w.state = 'granted' AND (? IS NULL OR w.kind = ?)"
            let arguments: StatementArguments = [guild, kind, kind]
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT w.*, m.tally, m.electorate, m.needed, m.made_channel_id
                    FROM wishes w LEFT JOIN manifestations m ON m.wish_id = w.id
                    WHERE \(which) ORDER BY w.granted_at DESC NULLS LAST, w.message_id DESC LIMIT ?
                    """,
                arguments: arguments + [limit])
            let total = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM wishes w WHERE \(which)", arguments: arguments)
            return (rows.map(GrantedWish.init), total ?? rows.count)
        }
    }
}
