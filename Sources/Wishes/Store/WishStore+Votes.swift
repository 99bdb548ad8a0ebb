import Discord
import Foundation
import GRDB

/// A change of a message's votes that an event reports: a hint, until Discord confirms the count.
package struct VoteHint: Sendable, Equatable {
    /// The message.
    package var messageID: Snowflake
    /// By how much the count changed; nil when all reactions were removed.
    package var delta: Int?
    /// The guild, if it is known.
    package var guildID: Snowflake?

    /// Makes a hint.
    package init(messageID: Snowflake, delta: Int?, guildID: Snowflake? = nil) {
        self.messageID = messageID
        self.delta = delta
        self.guildID = guildID
    }
}

/// A count that Discord has confirmed.
struct Confirmation: Sendable, Equatable {
    /// The wish as it was when Discord was asked.
    var wish: Wish
    /// The votes under the message, without the bot's own star.
    var votes: Int
}

/// What storing confirmations found.
struct ConfirmationResult: Sendable, Equatable {
    /// Wishes whose stored count was another.
    var changed: [Int64] = []
    /// By how many votes the stored counts were wrong, all together.
    var drift = 0
    /// Wishes that an event touched while Discord was being asked: to be read again.
    var outdated: [Int64] = []
}

extension WishStore {
    /// Changes the counts of wishes and marks them as touched; other messages are passed over. Returns the wishes' guilds.
    package func record(_ hints: [VoteHint]) async throws -> Set<Snowflake> {
        let coalesced = Self.coalesce(wished.filter(hints))
        guard !coalesced.isEmpty else { return [] }
        return try await write { db in
            // Nearly every write of a running bot is this one: a cached statement costs a tenth of a request.
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE wishes SET votes = MAX(0, votes * ? + ?), revision = revision + 1, touched = 1
                    WHERE message_id = ? AND state IN \(WishState.openInSQL) RETURNING guild_id
                    """)
            var guilds: Set<Snowflake> = []
            for (message, move) in coalesced {
                let row = try Snowflake.fetchOne(
                    statement, arguments: [move.keeps ? 1 : 0, move.delta, message])
                if let row { guilds.insert(row) }
            }
            return guilds
        }
    }

    private struct Move {
        var keeps = true
        var delta = 0
    }

    private static func coalesce(_ hints: [VoteHint]) -> [Snowflake: Move] {
        var moves: [Snowflake: Move] = [:]
        for hint in hints {
            if let delta = hint.delta {
                moves[hint.messageID, default: Move()].delta += delta
            } else {
                moves[hint.messageID] = Move(keeps: false)
            }
        }
        return moves
    }

    /// Stores counts that Discord has confirmed. A wish that an event has touched since it was read keeps its newer count and
    /// stays marked as touched. With `force` it keeps it only if the answer is one that events have led through; it takes any
    /// other answer, which no event explains.
    func confirm(_ confirmations: [Confirmation], at now: Date, force: Bool = false) async throws -> ConfirmationResult
    {
        guard !confirmations.isEmpty else { return ConfirmationResult() }
        return try await write { db in
            var result = ConfirmationResult()
            for confirmation in confirmations { try Self.store(confirmation, now, force, in: db, &result) }
            return result
        }
    }

    private static func store(
        _ confirmation: Confirmation, _ now: Date, _ force: Bool, in db: Database, _ result: inout ConfirmationResult
    ) throws {
        let wish = confirmation.wish
        let known = try db.cachedStatement(
            sql: "SELECT votes, revision FROM wishes WHERE id = ? AND state IN \(WishState.openInSQL)")
        guard let row = try Row.fetchOne(known, arguments: [wish.id]) else { return }
        let (votes, revision): (Int, Int64) = (row[Wish.Columns.votes], row[Wish.Columns.revision])
        let isOutdated = revision != wish.revision
        if isOutdated {
            result.outdated.append(wish.id)
            let passed = min(wish.votes, votes)...max(wish.votes, votes)
            guard force, !passed.contains(confirmation.votes) else { return }
        }
        try db.cachedStatement(
            sql: """
                UPDATE wishes SET votes = ?, confirmed_at = ?, touched = ?, channel_id = ?,
                    vote_emoji = COALESCE(?, vote_emoji) WHERE id = ?
                """
        ).execute(
            arguments: [confirmation.votes, StoredTime(now), isOutdated, wish.channelID, wish.voteEmoji, wish.id])
        guard votes != confirmation.votes else { return }
        result.changed.append(wish.id)
        result.drift += abs(votes - confirmation.votes)
    }
}
