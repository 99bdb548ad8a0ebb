import Discord
import Foundation
import GRDB

extension WishStore {
    /// The wishes of a guild in these states, oldest card first.
    package func wishes(guild: Snowflake, states: [WishState] = WishState.collecting) async throws -> [Wish] {
        try await read(.wishes, of: guild, nothing: []) { db in
            let places = states.map { _ in "?" }.joined(separator: ", ")
            // Every sync reads this: a cached statement costs a tenth of a request.
            let statement = try db.cachedStatement(
                sql: """
                    SELECT \(Wish.columnsInSQL) FROM wishes WHERE guild_id = ? AND state IN (\(places)) ORDER BY message_id
                    """)
            var arguments: StatementArguments = [guild]
            arguments += StatementArguments(states)
            return try Wish.fetchAll(statement, arguments: arguments)
        }
    }

    /// Wishes by row, as they are now, in no particular order.
    func wishes(ids: [Int64]) async throws -> [Wish] {
        guard let last = ids.last else { return [] }
        // A statement is kept for each number of places, so these are few: 1, 2, 4 …
        var count = 1
        while count < ids.count { count *= 2 }
        let filled = ids + Array(repeating: last, count: count - ids.count)
        return try await read { db in
            let places = filled.map { _ in "?" }.joined(separator: ", ")
            let statement = try db.cachedStatement(
                sql: "SELECT \(Wish.columnsInSQL) FROM wishes WHERE id IN (\(places))")
            return try Wish.fetchAll(statement, arguments: StatementArguments(filled))
        }
    }

    /// The open channel wishes of a guild, oldest card first.
    func channelWishes(guild: Snowflake) async throws -> [Wish] {
        try await wishes(guild: guild, states: WishState.open).filter { $0.kind == .channel }
    }

    /// The wishes of a guild that collect votes and that events have touched since Discord last confirmed them.
    func touchedWishes(guild: Snowflake) async throws -> [Wish] {
        try await read(.wishes, of: guild, nothing: []) { db in
            try Wish.collecting(in: guild)
                // A literal instead of an argument, so that SQLite can use the index of the touched wishes.
                .filter(literal: "\(Wish.Columns.isTouched) = 1")
                .order { $0.messageID }.fetchAll(db)
        }
    }

    /// Whether a message whose channel an import does not know is in this channel if it exists at all: an older imported
    /// wish was found there. Otherwise the channel is a guess, and a 404 does not prove that the message is gone.
    func isHome(_ channel: Snowflake, guild: Snowflake, of message: Snowflake) async throws -> Bool {
        try await read { db in
            try !Wish.joining(required: Wish.events.filter { $0.why == WishEvent.importReason })
                .filter { $0.guildID == guild }.filter { $0.channelID == channel }
                .filter { $0.messageID < message }.filter { $0.confirmedAt != nil }
                .isEmpty(db)
        }
    }

    /// The best wishes of a kind that collect votes: most votes first, older first among equals. The first `offset` are left out.
    func topWishes(guild: Snowflake, kind: WishKind, limit: Int, offset: Int = 0) async throws -> [Wish] {
        try await read { db in
            try Wish.collecting(in: guild).filter { $0.kind == kind }
                .order { [$0.votes.desc, $0.messageID.asc] }
                .limit(limit, offset: offset).fetchAll(db)
        }
    }

    /// When the least recently confirmed wish of a guild that collects votes was confirmed; nil when one never was, or there is none.
    func oldestConfirmation(guild: Snowflake) async throws -> Date? {
        try await read(.wishes, of: guild, nothing: nil) { db in
            let collecting = Wish.collecting(in: guild)
            guard try collecting.filter({ $0.confirmedAt == nil }).isEmpty(db) else { return nil }
            return try collecting.select({ min($0.confirmedAt) }, as: StoredTime.self).fetchOne(db)?.date
        }
    }

    /// The wish whose card this message is, in whatever state; nil when it is none.
    func wish(message: Snowflake) async throws -> Wish? {
        try await read { db in try Wish.filter { $0.messageID == message }.fetchOne(db) }
    }

    /// The wish with this token in its card's footer, in whatever state.
    func wish(card: String) async throws -> Wish? {
        try await read { db in try Wish.filter { $0.cardID == card }.fetchOne(db) }
    }

    /// Whether a card belongs to a wish, in whatever state, or to one that is being made.
    func knows(card: String) async throws -> Bool {
        try await read { db in
            try !Wish.filter { $0.cardID == card }.isEmpty(db) || WishIntent.fetchOne(db, key: card) != nil
        }
    }

    /// The history of a wish, oldest event first.
    package func history(of wish: Int64) async throws -> [WishEvent] {
        try await read { db in
            try WishEventRow.filter { $0.wishID == wish }.order { $0.id }.fetchAll(db).map(\.event)
        }
    }
}
