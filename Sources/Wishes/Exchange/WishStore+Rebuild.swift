import Discord
import Foundation
import GRDB

extension WishStore {
    /// Stores what was found on Discord and is not known, all in one transaction. What is known stays as it is.
    func rebuild(_ found: [FoundWish], guild: Snowflake, channel: Snowflake, at now: Date) async throws -> ImportReport
    {
        for wish in found { wished.insert(wish.message) }
        return try await database.write { db in
            var report = ImportReport()
            for wish in found {
                try Self.rebuild(wish, guild, channel, now, in: db, &report)
            }
            return report
        }
    }

    private static func rebuild(
        _ wish: FoundWish, _ guild: Snowflake, _ channel: Snowflake, _ now: Date, in db: Database,
        _ report: inout ImportReport
    ) throws {
        let name = "\(wish.message)"
        let known = try db.cachedStatement(sql: "SELECT 1 FROM wishes WHERE message_id = ?")
        guard try Int.fetchOne(known, arguments: [wish.message]) == nil else { return report.unchanged += 1 }
        let begun = try db.cachedStatement(sql: "SELECT 1 FROM wish_intents WHERE card_id = ?")
        guard try Int.fetchOne(begun, arguments: [wish.card.cardID]) == nil else {
            return report.skipped.append(.init(wish: name, why: "it was just being made; the next start finishes it"))
        }
        guard try insert(wish, guild, channel, now, in: db) else {
            return report.skipped.append(.init(wish: name, why: "its card id belongs to another wish"))
        }
        try noteLife(of: wish, db.lastInsertedRowID, now, in: db)
        report.taken += 1
        report.notes += wish.gaps.map { .init(wish: name, why: $0) }
    }

    private static func insert(
        _ wish: FoundWish, _ guild: Snowflake, _ channel: Snowflake, _ now: Date, in db: Database
    ) throws -> Bool {
        let grantedAt: Date? = if case .manifested(_, let date) = wish.fulfilment { date } else { nil }
        try db.cachedStatement(
            sql: """
                INSERT INTO wishes (card_id, guild_id, channel_id, message_id, kind, text, channel_name, author_id,
                    state, votes, confirmed_at, created_at, granted_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(
            arguments: [
                wish.card.cardID, guild, channel, wish.message, wish.card.kind, wish.card.text, wish.card.channelName,
                wish.card.authorID ?? Wish.unknownAuthor, wish.fulfilment == nil ? WishState.active : .granted,
                wish.votes, Milliseconds.from(now), Int64(wish.message.unixMilliseconds),
                grantedAt.map(Milliseconds.from),
            ])
        return db.changesCount == 1
    }

    /// Its history as far as it can be told, and its channel, so that it never gets another. The answer under the wish
    /// counts as given: a channel that stands has been seen.
    private static func noteLife(of wish: FoundWish, _ id: Int64, _ now: Date, in db: Database) throws {
        let birth = Milliseconds.date(Int64(wish.message.unixMilliseconds))
        try note(
            db, wish: id, from: nil, to: .active, actor: wish.card.authorID, why: "rebuilt from Discord", at: birth)
        switch wish.fulfilment {
        case nil: return
        case .marked:
            try note(
                db, wish: id, from: .active, to: .granted, actor: nil, why: "rebuilt from Discord: marked with ✅",
                at: now)
        case .manifested(let made, let date):
            try note(
                db, wish: id, from: .active, to: .granted, actor: nil, why: "rebuilt from Discord: channel \(made)",
                at: date)
            try db.execute(
                sql: """
                    INSERT INTO manifestations (wish_id, tally, electorate, needed, claimed_at, made_channel_id,
                        answered_at) VALUES (?, ?, 0, 0, ?, ?, ?)
                    """,
                arguments: [id, wish.votes, Milliseconds.from(date), made, Milliseconds.from(now)])
        }
    }
}
