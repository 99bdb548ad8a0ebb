import Discord
import Foundation
import GRDB

extension WishStore {
    /// Takes a file's wishes over, in one transaction. A second import of the same file changes nothing; what has happened
    /// to a wish meanwhile is never overwritten. `progress` receives the number of wishes done, every thousand.
    ///
    /// The rules are those of `!wish`: `reserved` are the names that no channel may have.
    package func take(
        _ file: ImportFile, at now: Date,
        reserved: @Sendable @escaping (Snowflake) -> ReservedNames = { _ in GuildSettings().reservedNames },
        progress: @Sendable @escaping (Int) -> Void = { _ in }
    ) async throws -> ImportReport {
        for entry in file.wishes { wished.insert(entry.message, emoji: entry.wish.voteEmoji) }
        for entry in file.wishes { stored.addAll(entry.wish.guildID) }
        for begun in file.begun { stored.addAll(begun.guildID.snowflake) }
        for guild in file.guilds { stored.add(guild.guildID.snowflake, .threshold) }
        let done = try await write { db -> (report: ImportReport, guilds: [Snowflake: StoredGuilds.Record]) in
            var run = try ImportRun(
                db, now: now, isExport: file.isExport, reserved: reserved, skipped: file.unreadable)
            for (index, entry) in file.wishes.enumerated() {
                try run.take(entry.wish, message: entry.message)
                if (index + 1).isMultiple(of: 1000) { progress(index + 1) }
            }
            for begun in file.begun { try run.take(begun) }
            for guild in file.guilds { try run.take(guild) }
            return (report: run.report, guilds: try StoredGuilds.records(db))
        } committed: { [stored] done in
            stored.stored(done.guilds)
        }
        return done.report
    }
}

/// One import inside its transaction.
private struct ImportRun {
    private let db: Database
    private let now: Date
    private let isExport: Bool
    private let reserved: (Snowflake) -> ReservedNames
    private var owners: ChannelOwners
    private(set) var report: ImportReport

    init(
        _ db: Database, now: Date, isExport: Bool, reserved: @escaping (Snowflake) -> ReservedNames,
        skipped: [ImportReport.Remark]
    ) throws {
        (self.db, self.now, self.isExport, self.reserved) = (db, now, isExport, reserved)
        owners = try ChannelOwners(db)
        report = ImportReport(skipped: skipped)
    }

    /// A wish whose card was being posted.
    mutating func take(_ begun: BegunWish) throws {
        let guild = begun.guildID.snowflake
        if let flaw = begun.flaw(reserved: reserved(guild)) ?? owners.flaw(begun.channelID.snowflake, of: guild) {
            report.skipped.append(.init(wish: "begun wish of command \(begun.commandID.snowflake)", why: flaw))
        } else {
            try begun.insert(in: db)
        }
    }

    /// What was stored about a guild. Without its channel when that belongs to another guild.
    mutating func take(_ guild: KnownGuild) throws {
        var guild = guild
        if let channel = guild.suggestionsChannelID?.snowflake,
            let flaw = owners.flaw(channel, of: guild.guildID.snowflake)
        {
            guild.suggestionsChannelID = nil
            report.notes.append(.init(wish: "guild \(guild.guildID.snowflake)", why: flaw))
        }
        try guild.insert(in: db)
    }

    mutating func take(_ wish: ForeignWish, message: Snowflake) throws {
        // Clocks and time zones differ, but not by more than a day.
        guard wish.createdAt.date <= now.addingTimeInterval(86_400) else {
            return skip(message, "created_at: \(CivilTime.text(wish.createdAt.milliseconds)) lies in the future")
        }
        if let flaw = flaw(wish, message) { return skip(message, flaw) }
        guard let known = try known(message) else {
            if try insert(wish, message) { report.taken += 1 }
            return
        }
        guard known.wish.guildID == wish.guildID else {
            return skip(message, "it is known as a wish of guild \(known.wish.guildID)")
        }
        let updated = wish.row(message: message, state: state(wish), over: known)
        let isDifferent = !updated.isIdentical(to: known)
        let isUntouched = try isUntouched(known)
        if isExport, isUntouched, isDifferent || knowsMore(wish) {
            try replace(known, wish, message)
        } else if !isDifferent {
            report.unchanged += 1
        } else if isUntouched {
            try update(known, to: updated)
            report.updated += 1
        } else {
            report.kept += 1
        }
    }

    /// Why a wish is not believed; nil when it is.
    private mutating func flaw(_ wish: ForeignWish, _ message: Snowflake) -> String? {
        if let channel = wish.channelID {
            if let flaw = owners.flaw(channel, of: wish.guildID) { return flaw }
            if message < channel { return "its message is older than channel \(channel)" }
        }
        let isOpen = wish.state.isOpen
        return WishRules.flaw(
            wish.kind, text: wish.text, channelName: wish.channelName, isOpen: isOpen, reserved: reserved(wish.guildID))
    }

    private mutating func skip(_ message: Snowflake, _ why: String) {
        report.skipped.append(.init(wish: "\(message)", why: why))
    }

    // MARK: Wishes that are known

    private func known(_ message: Snowflake) throws -> WishRow? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM wishes WHERE message_id = ?")
        return try WishRow.fetchOne(statement, arguments: [message])
    }

    /// Whether a row is just what an earlier import of the predecessor's file has brought: no event, confirmation or
    /// moderator has changed it since.
    private func isUntouched(_ row: WishRow) throws -> Bool {
        let wish = row.wish
        guard wish.confirmedAt == nil, wish.revision == 0,
            wish.cardID == ForeignWish.placeholderCard(of: wish.messageID)
        else { return false }
        let others = try db.cachedStatement(sql: "SELECT 1 FROM wish_events WHERE wish_id = ? AND why <> ? LIMIT 1")
        return try Int.fetchOne(others, arguments: [wish.id, WishEvent.importReason]) == nil
    }

    /// In an export of ours a wish whose channel was being made stays so: the start looks for the channel first, while
    /// an active wish could get a second one. Of other bots' channels nothing is known.
    private func state(_ wish: ForeignWish) -> WishState {
        wish.state == .manifesting && !isExport ? .active : wish.state
    }

    private func update(_ known: WishRow, to updated: WishRow) throws {
        try updated.update(db)
        guard known.wish.state != updated.wish.state else { return }
        try WishStore.note(
            db, wish: known.wish.id, from: known.wish.state, to: updated.wish.state, actor: updated.grantedBy,
            why: WishEvent.importReason, at: now)
    }

    /// Whether an export holds more about a wish than an earlier import of the predecessor's file can have brought.
    private func knowsMore(_ wish: ForeignWish) -> Bool {
        wish.cardID.map { !ForeignWish.isPlaceholder($0) } ?? false || wish.confirmedAt != nil
            || wish.manifestation != nil || wish.madeChannelID != nil || wish.refusal != nil
            || wish.history.contains { $0.why != WishEvent.importReason }
    }

    /// Replaces what an earlier import has brought, with all its parts: a wish that is manifesting must not come without
    /// what is known of its channel.
    private mutating func replace(_ known: WishRow, _ wish: ForeignWish, _ message: Snowflake) throws {
        let id = known.wish.id
        var isReplaced = false
        try db.inSavepoint {
            try WishEventRow.filter { $0.wishID == id }.deleteAll(db)
            try ManifestationRow.deleteOne(db, key: id)
            try RefusalRow.deleteOne(db, key: id)
            try known.delete(db)
            isReplaced = try insert(wish, message)
            return isReplaced ? .commit : .rollback
        }
        if isReplaced { report.updated += 1 }
    }

    // MARK: Wishes that are new

    /// Returns whether it was inserted; if not, it is reported as skipped.
    private mutating func insert(_ wish: ForeignWish, _ message: Snowflake) throws -> Bool {
        try wish.row(message: message, state: state(wish)).insert(db, onConflict: .ignore)
        guard db.changesCount == 1 else {
            skip(message, "its card_id or command_id belongs to another wish")
            return false
        }
        let id = db.lastInsertedRowID
        try insertHistory(of: wish, id)
        let manifestation = wish.manifestation?.row(of: id, madeChannelID: wish.madeChannelID)
        try (manifestation ?? assumedManifestation(of: wish, id))?.insert(db)
        try wish.refusal?.row(of: id).insert(db)
        if wish.votes < 0 {
            report.notes.append(
                .init(wish: "\(message)", why: "votes: \(wish.votes) were counted as 0; the next sync asks Discord"))
        }
        return true
    }

    private func insertHistory(of wish: ForeignWish, _ id: Int64) throws {
        guard !wish.history.isEmpty else {
            return try WishStore.note(
                db, wish: id, from: nil, to: state(wish), actor: wish.authorID, why: WishEvent.importReason, at: now)
        }
        for part in wish.history { try WishEventRow(wishID: id, event: part.event).insert(db) }
    }

    /// The first version of the export holds the made channel and nothing else of a manifestation. Whether a channel was
    /// requested is then not known, so it is looked for as if it had been requested now.
    private func assumedManifestation(of wish: ForeignWish, _ id: Int64) -> ManifestationRow? {
        guard isExport, wish.state == .manifesting || wish.madeChannelID != nil else { return nil }
        let isMade = wish.state != .manifesting
        let tally = Tally(supporters: max(0, wish.votes), electorate: 0, needed: 0)
        var row = ManifestationRow(wishID: id, tally: tally, claimedAt: (isMade ? wish.grantedAt?.date : nil) ?? now)
        row.madeChannelID = wish.madeChannelID
        row.requestedAt = isMade ? nil : now
        row.answeredAt = isMade ? now : nil
        return row
    }
}

extension ForeignWish {
    private static let placeholderPrefix = "import-"

    /// The card id of a wish of which no card of ours is known.
    fileprivate static func placeholderCard(of message: Snowflake) -> String { "\(placeholderPrefix)\(message)" }

    /// Whether a card id is one of those.
    fileprivate static func isPlaceholder(_ cardID: String) -> Bool { cardID.hasPrefix(placeholderPrefix) }

    /// A new row, or the known one with the file's values. The known one keeps what the predecessor's file never holds, and
    /// its channel when the file has none: it may have been found meanwhile.
    fileprivate func row(message: Snowflake, state: WishState, over known: WishRow? = nil) -> WishRow {
        let old = known?.wish
        let wish = Wish(
            id: old?.id ?? Wish.unstoredID, cardID: old?.cardID ?? cardID ?? Self.placeholderCard(of: message),
            guildID: guildID, channelID: channelID ?? old?.channelID, messageID: message, kind: kind, text: text,
            channelName: channelName, authorID: authorID, state: state, votes: max(0, votes),
            confirmedAt: old == nil ? confirmedAt?.date : old?.confirmedAt, revision: old?.revision ?? 0,
            isTouched: old?.isTouched ?? false, createdAt: createdAt.date, voteEmoji: voteEmoji ?? old?.voteEmoji)
        return WishRow(
            wish: wish, commandID: known == nil ? commandID : known?.commandID,
            authorName: authorName ?? known?.authorName, grantedAt: grantedAt?.date,
            grantedBy: grantedBy, grantedNotes: grantedNotes)
    }
}

extension Wish {
    /// Whether its card is the bot's own; the predecessor's messages cannot be edited.
    var hasOwnCard: Bool { !ForeignWish.isPlaceholder(cardID) }
}
