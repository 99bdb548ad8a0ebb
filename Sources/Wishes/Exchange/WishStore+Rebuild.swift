import Discord
import Foundation
import GRDB

extension WishStore {
    /// Stores the wishes that were found on Discord and are not known, in one transaction. Known wishes are not changed.
    func rebuild(_ found: [FoundWish], guild: Snowflake, channel: Snowflake, at now: Date) async throws -> ImportReport
    {
        stored.addAll(guild)
        for wish in found { wished.insert(wish.message, emoji: wish.voteEmoji) }
        return try await write { db in
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
        guard try Wish.filter({ $0.messageID == wish.message }).isEmpty(db) else { return report.unchanged += 1 }
        guard try WishIntent.fetchOne(db, key: wish.card.cardID) == nil else {
            return report.skipped.append(.init(wish: name, why: "it was just being made; the next start finishes it"))
        }
        try wish.row(guild: guild, channel: channel, confirmedAt: now).insert(db, onConflict: .ignore)
        guard db.changesCount == 1 else {
            return report.skipped.append(.init(wish: name, why: "its card id belongs to another wish"))
        }
        try noteLife(of: wish, db.lastInsertedRowID, now, in: db)
        report.taken += 1
        report.notes += wish.gaps.map { .init(wish: name, why: $0) }
    }

    /// Stores the history as far as Discord shows it, and the channel, so that the wish never gets another. Its answer
    /// counts as posted: members have seen the channel.
    private static func noteLife(of wish: FoundWish, _ id: Int64, _ now: Date, in db: Database) throws {
        try note(
            db, wish: id, from: nil, to: .active, actor: wish.card.authorID, why: "rebuilt from Discord",
            at: wish.message.creationDate)
        switch wish.fulfilment {
        case nil:
            guard wish.state != .active else { return }
            try noteDecision(wish, id, why: "rebuilt from Discord: as its card says", now, in: db)
        case .marked: try noteDecision(wish, id, why: "rebuilt from Discord: marked with ✅", now, in: db)
        case .manifested(let made, let date):
            try note(
                db, wish: id, from: .active, to: .granted, actor: nil, why: "rebuilt from Discord: channel \(made)",
                at: date)
            let tally = Tally(supporters: wish.votes, electorate: 0, needed: 0)
            var manifestation = ManifestationRow(wishID: id, tally: tally, claimedAt: date)
            manifestation.madeChannelID = made
            manifestation.answeredAt = now
            try manifestation.insert(db)
            guard wish.state == .done else { return }
            try note(
                db, wish: id, from: .granted, to: .done, actor: wish.card.decidedBy,
                why: "rebuilt from Discord: as its card says", note: wish.card.note ?? "",
                at: wish.card.decidedAt ?? now)
        }
    }
}

extension WishStore {
    /// Stores how a wish came to its state, with what its card says of that.
    private static func noteDecision(
        _ wish: FoundWish, _ id: Int64, why: String, _ now: Date, in db: Database
    ) throws {
        try note(
            db, wish: id, from: .active, to: wish.state, actor: wish.card.decidedBy, why: why,
            note: wish.card.note ?? "", at: wish.card.decidedAt ?? now)
    }
}

extension FoundWish {
    /// Its state: as proved on Discord, else as its card says. A channel that was being made is looked for by the start.
    fileprivate var state: WishState {
        switch card.state {
        case .done: .done
        case _ where fulfilment != nil: .granted
        case .manifesting, .deleted: .active
        case let state: state
        }
    }

    /// As a new row.
    fileprivate func row(guild: Snowflake, channel: Snowflake, confirmedAt: Date) -> WishRow {
        let wish = Wish(
            id: Wish.unstoredID, cardID: card.cardID, guildID: guild, channelID: channel, messageID: message,
            kind: card.kind, text: card.text, channelName: card.channelName,
            authorID: card.authorID ?? Wish.unknownAuthor, state: state, votes: votes,
            confirmedAt: confirmedAt, revision: 0, isTouched: false, createdAt: message.creationDate,
            voteEmoji: voteEmoji)
        guard WishState.fulfilled.contains(state) else { return WishRow(wish: wish) }
        if case .manifested(_, let date) = fulfilment { return WishRow(wish: wish, grantedAt: date) }
        return WishRow(
            wish: wish, grantedAt: card.decidedAt, grantedBy: card.decidedBy, grantedNotes: card.note)
    }
}
