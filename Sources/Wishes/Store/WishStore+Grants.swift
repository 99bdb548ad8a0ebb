import Discord
import Foundation
import GRDB

/// A wish that came true, and how.
struct GrantedWish: Sendable, Equatable, FetchableRecord {
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

    /// From a row of `wishes` joined with its manifestation.
    init(row: Row) {
        let stored = WishRow(row: row)
        wish = stored.wish
        grantedAt = stored.grantedAt
        grantedBy = stored.grantedBy
        notes = stored.grantedNotes
        let manifestation: ManifestationRow? = row[ManifestationRow.scope]
        tally = manifestation?.tally
        madeChannelID = manifestation?.madeChannelID
    }
}

extension WishStore {
    /// The wishes of a guild that came true, of one kind or all, newest first, and how many there are beyond the limit as
    /// well. The first `offset` are left out.
    func grantedWishes(
        guild: Snowflake, kind: WishKind?, limit: Int, offset: Int = 0
    ) async throws -> (wishes: [GrantedWish], total: Int) {
        try await read { db in
            var granted = WishRow.filter(Wish.Columns.guildID == guild)
                .filter(WishState.fulfilled.contains(Wish.Columns.state))
            if let kind { granted = granted.filter(Wish.Columns.kind == kind) }
            // SQLite sorts NULL as the smallest value: wishes without a time come last.
            let wishes = try granted.including(optional: WishRow.manifestation)
                .order(WishRow.Columns.grantedAt.desc, Wish.Columns.messageID.desc).limit(limit, offset: offset)
                .asRequest(of: GrantedWish.self).fetchAll(db)
            return (wishes, try granted.fetchCount(db))
        }
    }
}
