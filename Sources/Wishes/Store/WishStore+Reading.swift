import Discord
import Foundation
import GRDB

extension WishStore {
    /// The wishes of a guild in these states, oldest card first.
    package func wishes(guild: Snowflake, states: [WishState] = [.active]) async throws -> [Wish] {
        try await database.read { db in
            let marks = databaseQuestionMarks(count: states.count)
            return try Wish.fetchAll(
                db,
                sql:
                    "SELECT \(Wish.columns) FROM wishes WHERE guild_id = ? AND state IN (\(marks)) ORDER BY message_id",
                arguments: [guild] + StatementArguments(states))
        }
    }

    /// Wishes by row, as they are now, in no particular order.
    func wishes(ids: [Int64]) async throws -> [Wish] {
        try await database.read { db in
            try Wish.fetchAll(
                db, sql: "SELECT \(Wish.columns) FROM wishes WHERE id IN (\(databaseQuestionMarks(count: ids.count)))",
                arguments: StatementArguments(ids))
        }
    }

    /// The active wishes of a guild that events have touched since Discord last confirmed them.
    func touchedWishes(guild: Snowflake) async throws -> [Wish] {
        try await database.read { db in
            try Wish.fetchAll(
                db,
                sql: """
                    SELECT \(Wish.columns) FROM wishes
                    WHERE guild_id = ? AND touched = 1 AND state = 'active' ORDER BY message_id
                    """,
                arguments: [guild])
        }
    }

    /// Whether a channel is where a message must have stood that came without its channel: an older imported wish has
    /// been found there. Without that the channel is a guess, and a 404 from it says nothing.
    func isHome(_ channel: Snowflake, guild: Snowflake, of message: Snowflake) async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM wishes w JOIN wish_events e ON e.wish_id = w.id AND e.why = 'imported'
                        WHERE w.guild_id = ? AND w.channel_id = ? AND w.message_id < ?
                            AND w.confirmed_at IS NOT NULL)
                    """,
                arguments: [guild, channel, message]) ?? false
        }
    }

    /// The best active wishes of a kind: most votes first, older first among equals. The first `offset` are left out.
    func topWishes(guild: Snowflake, kind: WishKind, limit: Int, offset: Int = 0) async throws -> [Wish] {
        try await database.read { db in
            try Wish.fetchAll(
                db,
                sql: """
                    SELECT \(Wish.columns) FROM wishes WHERE guild_id = ? AND kind = ? AND state = 'active'
                    ORDER BY votes DESC, message_id LIMIT ? OFFSET ?
                    """,
                arguments: [guild, kind, limit, offset])
        }
    }

    /// When the oldest of a guild's active wishes was last confirmed; nil when one never was, or there is none.
    func oldestConfirmation(guild: Snowflake) async throws -> Date? {
        try await database.read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT MIN(confirmed_at) AS oldest, COUNT(*) - COUNT(confirmed_at) AS never
                    FROM wishes WHERE guild_id = ? AND state = 'active'
                    """,
                arguments: [guild])
            guard let row, row["never"] == 0, let oldest = row["oldest"] as Int64? else { return nil }
            return Milliseconds.date(oldest)
        }
    }

    /// Whether a message is the card of a wish, in whatever state.
    func wish(message: Snowflake) async throws -> Wish? {
        try await database.read { db in
            try Wish.fetchOne(
                db, sql: "SELECT \(Wish.columns) FROM wishes WHERE message_id = ?", arguments: [message])
        }
    }

    /// The wish of a card's footer, in whatever state.
    func wish(card: String) async throws -> Wish? {
        try await database.read { db in
            try Wish.fetchOne(db, sql: "SELECT \(Wish.columns) FROM wishes WHERE card_id = ?", arguments: [card])
        }
    }

    /// The history of a wish, oldest first: from, to, why.
    package func history(of wish: Int64) async throws -> [WishEvent] {
        try await database.read { db in
            try WishEvent.fetchAll(
                db,
                sql: "SELECT at, from_state, to_state, actor_id, why FROM wish_events WHERE wish_id = ? ORDER BY id",
                arguments: [wish])
        }
    }
}

/// A row of a wish's history.
package struct WishEvent: Sendable, Equatable, FetchableRecord {
    /// When.
    package var at: Date
    /// From which state; nil for its beginning.
    package var from: WishState?
    /// To which state.
    package var to: WishState
    /// Who; nil for the bot itself.
    package var actorID: Snowflake?
    /// Why, in a word or two.
    package var why: String

    /// From a row of `wish_events`.
    package init(row: Row) {
        at = Milliseconds.date(row["at"])
        from = row["from_state"]
        to = row["to_state"]
        actorID = row["actor_id"]
        why = row["why"]
    }
}
