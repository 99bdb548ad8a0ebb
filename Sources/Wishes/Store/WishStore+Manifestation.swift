import Discord
import Foundation
import GRDB

/// A manifestation that has begun, and what is known about its one channel.
struct ManifestationRecord: Sendable, Equatable {
    /// The wish.
    var wish: Wish
    /// When the channel was asked for; nil if it never was.
    var requestedAt: Date?
    /// The channel, once it is known.
    var madeChannelID: Snowflake?
    /// When the answer under the wish was last attempted; nil if it never was.
    var answeringAt: Date?
}

extension ManifestationRecord: FetchableRecord {
    /// From a row of `wishes` joined with its manifestation.
    init(row: Row) {
        wish = Wish(row: row)
        let manifestation: ManifestationRow = row[ManifestationRow.scope]
        requestedAt = manifestation.requestedAt
        madeChannelID = manifestation.madeChannelID
        answeringAt = manifestation.answeringAt
    }
}

/// What a claim rests on.
struct Claim: Sendable, Equatable {
    /// Voters whose votes count.
    var supporters: Int
    /// Members who may vote for the wish.
    var electorate: Int
    /// What the votes must reach in a guild that has set nothing of its own.
    var configured: QuorumRule

    /// The votes, if they reach the quorum by the guild's own rule or the configured one.
    func tally(own: QuorumRule?) -> Tally? {
        let needed = Quorum(rule: own ?? configured, electorate: electorate).needed
        return supporters >= needed ? Tally(supporters: supporters, electorate: electorate, needed: needed) : nil
    }
}

extension WishStore {
    /// Claims a wish for manifestation: of all that try, one succeeds.
    ///
    /// The guild's own rule is read in the same transaction: a moderator may have changed it while the votes were read.
    func claim(_ wish: Wish, _ claim: Claim, at now: Date) async throws -> Bool {
        stored.add(wish.guildID, .manifestations)
        return try await write { db in
            let own = try ThresholdRow.fetchOne(db, key: wish.guildID)
            guard let tally = claim.tally(own: own?.rule) else { return false }
            let why = "\(tally.supporters) of \(tally.electorate) members, \(tally.needed) needed"
            guard try Self.apply(.claim, to: wish.id, why: why, at: now, in: db) else { return false }
            try ManifestationRow(wishID: wish.id, tally: tally, claimedAt: now).insert(db, onConflict: .replace)
            return true
        }
    }

    /// Stores that the channel is about to be requested. False when it must not be: the channel is known by now, the wish
    /// is not manifesting any more, or another request has been stored since the one that the caller knows (`last`).
    func markRequested(_ wish: Wish, after last: Date?, at now: Date) async throws -> Bool {
        try await write { db in
            guard try Wish.fetchOne(db, id: wish.id)?.state == .manifesting else { return false }
            let expected = last.map { StoredTime($0) }
            let updated = try ManifestationRow.filter(key: wish.id)
                .filter { $0.madeChannelID == nil }.filter { $0.requestedAt == expected }
                .updateAll(db) { $0.requestedAt.set(to: StoredTime(now)) }
            return updated == 1
        }
    }

    /// Stores that the request for the channel may have been sent as late as this: it may have waited in a queue.
    func markUncertain(_ wish: Wish, at now: Date) async throws {
        try await write { db in
            try ManifestationRow.filter(key: wish.id).filter { $0.madeChannelID == nil }
                .updateAll(db) { $0.requestedAt.set(to: StoredTime(now)) }
        }
    }

    /// Stores the channel and grants the wish. False when it is not manifesting any more; the channel is stored all the
    /// same, and no answer is due.
    func markManifested(_ wish: Wish, channel: Snowflake, at now: Date) async throws -> Bool {
        try await write { db in
            let row = ManifestationRow.filter(key: wish.id)
            guard try Self.apply(.manifest, to: wish.id, why: "channel \(channel)", at: now, in: db) else {
                try row.filter { $0.madeChannelID == nil }.updateAll(db) {
                    [$0.madeChannelID.set(to: channel), $0.answeredAt.set(to: StoredTime(now))]
                }
                return false
            }
            try row.updateAll(db) { $0.madeChannelID.set(to: channel) }
            try RefusalRow.deleteOne(db, key: wish.id)
            return true
        }
    }

    /// Grants a claimed wish that a moderator has granted before, as Discord shows. False when it is not manifesting any
    /// more.
    func grantFound(_ wish: Wish, at now: Date) async throws -> Bool {
        try await write { db in
            let why = "found on Discord: granted by a moderator"
            guard try Self.apply(.manifest, to: wish.id, why: why, at: now, in: db) else { return false }
            try ManifestationRow.deleteOne(db, key: wish.id)
            try RefusalRow.deleteOne(db, key: wish.id)
            return true
        }
    }

    /// Ends a claimed wish that has ended before, as its card shows: the database is older than that. False when it is not
    /// manifesting any more.
    func endFound(_ wish: Wish, as state: WishState, at now: Date) async throws -> Bool {
        try await write { db in
            let why = "found on Discord: as its card says"
            if state == .granted { return try Self.apply(.manifest, to: wish.id, why: why, at: now, in: db) }
            let ends: [WishTransition] = [.decline, .withdraw, .expire, .finish]
            guard let end = ends.first(where: { $0.target == state }),
                try Self.apply(.release, to: wish.id, why: why, at: now, in: db)
            else { return false }
            return try Self.apply(end, to: wish.id, why: why, at: now, in: db)
        }
    }

    /// Stores that the answer under the wish is about to be posted.
    func markAnswering(_ wish: Wish, at now: Date) async throws {
        try await write { db in
            try ManifestationRow.filter(key: wish.id).updateAll(db) { $0.answeringAt.set(to: StoredTime(now)) }
        }
    }

    /// Stores that the answer has been posted, or can never be.
    func markAnswered(_ wish: Wish, at now: Date) async throws {
        try await write { db in
            try ManifestationRow.filter(key: wish.id).updateAll(db) { $0.answeredAt.set(to: StoredTime(now)) }
        }
    }

    /// What has begun and is not finished: channels not known to exist, also of wishes that were deleted meanwhile, and
    /// answers not known to be posted.
    func unfinishedManifestations(guild: Snowflake) async throws -> [ManifestationRecord] {
        try await read(.manifestations, of: guild, nothing: []) { db in
            let manifestation = TableAlias()
            let isMade = manifestation[ManifestationRow.Columns.madeChannelID] != nil
            let isUnanswered = manifestation[ManifestationRow.Columns.answeredAt] == nil
            let isManifesting = Wish.Columns.state == WishState.manifesting
            let isGranted = Wish.Columns.state == WishState.granted
            let isDeleted = Wish.Columns.state == WishState.deleted
            let isRequested = manifestation[ManifestationRow.Columns.requestedAt] != nil
            let isLost = isDeleted && isRequested && !isMade && isUnanswered
            return try Wish.including(required: Wish.manifestation.aliased(manifestation))
                .filter { $0.guildID == guild }
                .filter(isManifesting || (isGranted && isMade && isUnanswered) || isLost)
                .order { $0.messageID }
                .asRequest(of: ManifestationRecord.self).fetchAll(db)
        }
    }

    /// How far the making of a wish's channel has come; nil when it was not begun.
    func manifestation(of wish: Wish) async throws -> ManifestationRow? {
        try await read { db in try ManifestationRow.fetchOne(db, key: wish.id) }
    }

    /// The channel that was made for a wish, if it is known.
    func madeChannel(of wish: Wish) async throws -> Snowflake? { try await manifestation(of: wish)?.madeChannelID }

    // MARK: Refusals

    /// Puts a claimed wish back with the reason and a pause that grows with every refusal (`RefusalPause`).
    /// Returns whether this reason was not reported yet; those that were are kept.
    func release(_ wish: Wish, reason: String, at now: Date) async throws -> Bool {
        stored.add(wish.guildID, .refusals)
        return try await write { db in
            guard try Self.apply(.release, to: wish.id, why: reason, at: now, in: db) else { return false }
            let last = try RefusalRow.fetchOne(db, key: wish.id)
            let (row, isNew) = RefusalRow.next(wishID: wish.id, reason: reason, after: last, at: now)
            try row.upsert(db)
            return isNew
        }
    }

    /// Why the channel of a wish could not be made, when that was last tried; nil if it was not refused.
    func refusal(of wish: Wish) async throws -> String? {
        try await read { db in try RefusalRow.fetchOne(db, key: wish.id)?.reason }
    }

    /// Whether a refusal keeps this wish waiting. No pause is longer than its kind's: one that seems to be was stored before
    /// the clock was set back, and begins now.
    func isPaused(_ wish: Wish, at now: Date) async throws -> Bool {
        let refusal = try await read { db in try RefusalRow.fetchOne(db, key: wish.id) }
        guard let refusal, refusal.pauseUntil > now else { return false }
        let longest = now.addingTimeInterval(RefusalPause.after(refusal.times))
        if refusal.pauseUntil > longest.addingTimeInterval(1) {
            try await write { db in
                try RefusalRow.filter(key: wish.id).filter { $0.pauseUntil > StoredTime(longest) }
                    .updateAll(db) { $0.pauseUntil.set(to: StoredTime(longest)) }
            }
        }
        return true
    }

    /// Ends the pauses of a guild's refused wishes and marks these wishes, because something has changed that may have
    /// been the cause. Returns whether there are any.
    func endPauses(guild: Snowflake) async throws -> Bool {
        guard stored.mayHave(.refusals, guild) else { return false }
        return try await write { db in
            let collecting = Wish.collecting(in: guild)
            let refused = RefusalRow.select { $0.wishID }
            let marked = try collecting.filter { refused.contains($0.id) }
                .updateAll(db) { $0.isTouched.set(to: true) }
            let ids = collecting.select { $0.id }
            try RefusalRow.filter { ids.contains($0.wishID) }
                .updateAll(db) { $0.pauseUntil.set(to: StoredTime(RefusalRow.noPause)) }
            return marked > 0
        }
    }

    /// The pauses of a guild's refused wishes: whether some are over, and in how long the next one ends; nil when no wish
    /// waits. Wishes whose pauses are over are marked, once.
    func pauses(guild: Snowflake, at now: Date) async throws -> (isAnyOver: Bool, next: Duration?) {
        let waiting: [RefusalRow] = try await read(.refusals, of: guild, nothing: []) { db in
            let ids = Wish.collecting(in: guild).select { $0.id }
            return try RefusalRow.filter { ids.contains($0.wishID) && $0.pauseUntil > StoredTime(RefusalRow.noPause) }
                .fetchAll(db)
        }
        // No pause is longer than its kind's, wherever the clock was set.
        let left = waiting.map { ($0.wishID, min($0.pauseUntil.timeIntervalSince(now), RefusalPause.after($0.times))) }
        let over = left.filter { $0.1 <= 0 }.map(\.0)
        if !over.isEmpty {
            try await write { db in
                try Wish.filter(ids: over).filter { WishState.collecting.contains($0.state) }
                    .updateAll(db) { $0.isTouched.set(to: true) }
                try RefusalRow.filter(keys: over)
                    .updateAll(db) { $0.pauseUntil.set(to: StoredTime(RefusalRow.noPause)) }
            }
        }
        return (!over.isEmpty, left.map(\.1).filter { $0 > 0 }.min().map { .seconds($0) })
    }

    /// Puts a claimed wish back because Discord could not be reached and no channel can have been made: no refusal.
    func unclaim(_ wish: Wish, why: String, at now: Date) async throws {
        try await write { db in
            guard try Self.apply(.release, to: wish.id, why: why, at: now, in: db) else { return }
            try Wish.filter(id: wish.id).updateAll(db) { $0.isTouched.set(to: true) }
        }
    }
}
