import Discord
import GRDB

/// A channel wish that collects votes, and what its card shows of them.
struct CountedCard: Sendable, Equatable {
    /// The wish.
    var wish: Wish
    /// The numbers that the card shows; nil when that is not known.
    var shown: VoteProgress?
}

/// What the cards on Discord show, so that a restart edits none that is up to date.
extension WishStore {
    /// The bot's own cards in a guild that show an older state or text; those that Discord refused to edit are left out.
    func outdatedLooks(guild: Snowflake) async throws -> [(wish: Int64, message: Snowflake)] {
        try await read(.wishes, of: guild, nothing: []) { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT id, message_id FROM wishes LEFT JOIN shown_cards ON wish_id = id
                    WHERE guild_id = ? AND look <> look_shown AND \(Self.isEditable)
                    ORDER BY message_id LIMIT 1000
                    """)
            return try Row.fetchAll(statement, arguments: [guild]).map { ($0[0], $0[1]) }
        }
    }

    /// The channel wishes of a guild whose votes count, with what their cards show; only these wishes, if any are named.
    func countedCards(guild: Snowflake, among wishes: [Int64]? = nil) async throws -> [CountedCard] {
        try await read(.channelWishes, of: guild, nothing: []) { db in
            var request = Wish.including(optional: Wish.shownCard)
                .filter { $0.guildID == guild }.filter { $0.kind == WishKind.channel }
                .filter { WishState.collecting.contains($0.state) }
            if let wishes { request = request.filter(ids: wishes) }
            return try Row.fetchAll(db, request.filter(literal: SQL(sql: Self.isEditable))).map { row in
                let shown: ShownCardRow? = row[ShownCardRow.scope]
                return CountedCard(wish: Wish(row: row), shown: shown?.progress)
            }
        }
    }

    /// The card of an imported wish is another bot's.
    private static var isEditable: String {
        """
        state NOT IN ('removed', 'deleted') AND channel_id IS NOT NULL AND card_id NOT LIKE 'import-%'
        AND refused_look IS NOT look
        """
    }

    /// What the card of a wish shows of its votes; nil when that is not known.
    func shownCard(of wish: Int64) async throws -> ShownCardRow? {
        try await read { db in try ShownCardRow.fetchOne(db, key: wish) }
    }

    /// Stores what Discord shows now. A look that was drawn before the newest change does not make the card current.
    func markShown(_ wish: Int64, look: Int64, _ progress: VoteProgress?) async throws {
        try await write { db in
            try WishRow.filter(key: wish).updateAll(db) { $0.lookShown.set(to: look) }
            guard try !WishRow.filter(key: wish).isEmpty(db) else { return }
            try ShownCardRow(wishID: wish, progress).upsert(db)
        }
    }

    /// Stores that Discord refuses to show a look of a wish. The next one is tried again.
    func markRefused(_ wish: Int64, look: Int64) async throws {
        try await write { db in
            guard try !WishRow.filter(key: wish).isEmpty(db) else { return }
            var row = try ShownCardRow.fetchOne(db, key: wish) ?? ShownCardRow(wishID: wish)
            row.refusedLook = look
            try row.upsert(db)
        }
    }
}
