import Discord
import Foundation
import GRDB

extension WishStore {
    /// Takes a file's wishes over, all in one transaction. Doing it twice changes nothing the second time; what has
    /// happened to a wish meanwhile is never overwritten. `progress` hears the number done, every thousand.
    package func take(
        _ file: ImportFile, at now: Date, progress: @Sendable @escaping (Int) -> Void = { _ in }
    ) async throws -> ImportReport {
        for entry in file.wishes { wished.insert(entry.message) }
        return try await database.write { db in
            var run = ImportRun(db, now: now, isExport: file.isExport, skipped: file.unreadable)
            for (index, entry) in file.wishes.enumerated() {
                try run.take(entry.wish, message: entry.message)
                if (index + 1).isMultiple(of: 1000) { progress(index + 1) }
            }
            for begun in file.begun { try begun.insert(in: db) }
            for guild in file.guilds { try guild.insert(in: db) }
            return run.report
        }
    }
}

/// One import inside its transaction.
private struct ImportRun {
    private let db: Database
    private let now: Date
    private let isExport: Bool
    private(set) var report: ImportReport

    init(_ db: Database, now: Date, isExport: Bool, skipped: [ImportReport.Remark]) {
        (self.db, self.now, self.isExport) = (db, now, isExport)
        report = ImportReport(skipped: skipped)
    }

    /// The card id of a wish of which no card of ours is known.
    private static let foreignCard = "import-"

    mutating func take(_ wish: ForeignWish, message: Snowflake) throws {
        // Clocks and time zones differ, but not by more than a day.
        guard wish.createdAt.milliseconds <= Milliseconds.from(now.addingTimeInterval(86_400)) else {
            return skip(message, "created_at: \(CivilTime.text(wish.createdAt.milliseconds)) lies in the future")
        }
        guard let known = try known(message) else {
            if try insert(wish, message) { report.taken += 1 }
            return
        }
        let isDifferent = try differs(wish, known.id)
        if isExport, known.isUntouched, isDifferent || knowsMore(wish) {
            try replace(known, wish, message)
        } else if !isDifferent {
            report.unchanged += 1
        } else if known.isUntouched {
            try update(wish, known)
            report.updated += 1
        } else {
            report.kept += 1
        }
    }

    private mutating func skip(_ message: Snowflake, _ why: String) {
        report.skipped.append(.init(wish: "\(message)", why: why))
    }

    // MARK: Wishes that are known

    private struct Known {
        var id: Int64
        var state: WishState
        /// Whether it is just what an earlier import of the predecessor's file has brought: no event, no answer of
        /// Discord, no moderator has touched it since.
        var isUntouched: Bool
    }

    private func known(_ message: Snowflake) throws -> Known? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, state, confirmed_at IS NULL AND revision = 0 AND card_id = ? AND NOT EXISTS (
                    SELECT 1 FROM wish_events WHERE wish_id = wishes.id AND why <> 'imported') AS untouched
                FROM wishes WHERE message_id = ?
                """)
        let row = try Row.fetchOne(statement, arguments: ["\(Self.foreignCard)\(message)", message])
        return row.map { Known(id: $0["id"], state: $0["state"], isUntouched: $0["untouched"]) }
    }

    private static let columns = [
        "guild_id", "channel_id", "kind", "text", "channel_name", "author_id", "state", "votes", "created_at",
        "granted_at", "granted_by", "granted_notes",
    ]

    private func values(_ wish: ForeignWish) -> StatementArguments {
        [
            wish.guildID, wish.channelID, wish.kind, wish.text, wish.channelName, wish.authorID, state(wish),
            max(0, wish.votes), wish.createdAt.milliseconds, wish.grantedAt?.milliseconds, wish.grantedBy,
            wish.grantedNotes,
        ]
    }

    /// In an export of ours a wish whose channel was being made stays so: the start looks for the channel first, while
    /// an active wish would be given a second one. Of other bots' channels nothing is known.
    private func state(_ wish: ForeignWish) -> WishState {
        wish.state == .manifesting && !isExport ? .active : wish.state
    }

    /// A channel that the file does not know may have been found meanwhile: that is no difference.
    private func differs(_ wish: ForeignWish, _ id: Int64) throws -> Bool {
        let differences = Self.columns.map {
            $0 == "channel_id" ? "channel_id IS NOT COALESCE(?, channel_id)" : "\($0) IS NOT ?"
        }
        let statement = try db.cachedStatement(
            sql: "SELECT \(differences.joined(separator: " OR ")) FROM wishes WHERE id = ?")
        return try Bool.fetchOne(statement, arguments: values(wish) + [id]) ?? false
    }

    private func update(_ wish: ForeignWish, _ known: Known) throws {
        let assignments = Self.columns.map { $0 == "channel_id" ? "channel_id = COALESCE(?, channel_id)" : "\($0) = ?" }
        try db.cachedStatement(sql: "UPDATE wishes SET \(assignments.joined(separator: ", ")) WHERE id = ?")
            .execute(arguments: values(wish) + [known.id])
        guard known.state != state(wish) else { return }
        try WishStore.note(
            db, wish: known.id, from: known.state, to: state(wish), actor: wish.grantedBy, why: "imported", at: now)
    }

    /// Whether an export tells more of a wish than an earlier import of the predecessor's file can have brought.
    private func knowsMore(_ wish: ForeignWish) -> Bool {
        wish.cardID.map { !$0.hasPrefix(Self.foreignCard) } ?? false || wish.confirmedAt != nil
            || wish.manifestation != nil || wish.madeChannelID != nil || wish.refusal != nil
            || wish.history.contains { $0.why != "imported" }
    }

    /// An export takes the place of what an earlier import has brought, with all its parts: a wish that is being made
    /// must not come without what is known of its channel.
    private mutating func replace(_ known: Known, _ wish: ForeignWish, _ message: Snowflake) throws {
        var isReplaced = false
        try db.inSavepoint {
            for table in ["wish_events", "manifestations", "refusals"] {
                try db.execute(sql: "DELETE FROM \(table) WHERE wish_id = ?", arguments: [known.id])
            }
            try db.execute(sql: "DELETE FROM wishes WHERE id = ?", arguments: [known.id])
            isReplaced = try insert(wish, message)
            return isReplaced ? .commit : .rollback
        }
        if isReplaced { report.updated += 1 }
    }

    // MARK: Wishes that are new

    /// Whether it is in; if not, it is reported as skipped.
    private mutating func insert(_ wish: ForeignWish, _ message: Snowflake) throws -> Bool {
        let columns = Self.columns + ["card_id", "message_id", "command_id", "confirmed_at"]
        let marks = databaseQuestionMarks(count: columns.count)
        try db.cachedStatement(
            sql: """
                INSERT INTO wishes (\(columns.joined(separator: ", "))) VALUES (\(marks)) ON CONFLICT DO NOTHING
                """
        ).execute(
            arguments: values(wish) + [
                wish.cardID ?? "\(Self.foreignCard)\(message)", message, wish.commandID,
                wish.confirmedAt?.milliseconds,
            ])
        guard db.changesCount == 1 else {
            skip(message, "its card_id or command_id belongs to another wish")
            return false
        }
        let id = db.lastInsertedRowID
        try insertHistory(of: wish, id)
        try insertManifestation(of: wish, id)
        try insertRefusal(of: wish, id)
        if wish.votes < 0 {
            report.notes.append(
                .init(wish: "\(message)", why: "votes: \(wish.votes) were counted as 0; the next sync asks Discord"))
        }
        return true
    }

    private func insertHistory(of wish: ForeignWish, _ id: Int64) throws {
        guard !wish.history.isEmpty else {
            return try WishStore.note(
                db, wish: id, from: nil, to: state(wish), actor: wish.authorID, why: "imported", at: now)
        }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO wish_events (wish_id, at, from_state, to_state, actor_id, why) VALUES (?, ?, ?, ?, ?, ?)
                """)
        for event in wish.history {
            try statement.execute(
                arguments: [id, event.at.milliseconds, event.from, event.to, event.actor?.snowflake, event.why])
        }
    }

    private func insertManifestation(of wish: ForeignWish, _ id: Int64) throws {
        guard let part = wish.manifestation ?? assumedManifestation(of: wish) else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO manifestations (wish_id, tally, electorate, needed, claimed_at, requested_at,
                    made_channel_id, answering_at, answered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: [
                id, part.tally, part.electorate, part.needed, part.claimedAt.milliseconds,
                part.requestedAt?.milliseconds, wish.madeChannelID, part.answeringAt?.milliseconds,
                part.answeredAt?.milliseconds,
            ])
    }

    /// The first version of the export told of a made channel and of nothing else: whether one was asked for is open, so
    /// it is looked for as if that were now.
    private func assumedManifestation(of wish: ForeignWish) -> WishPart.Manifestation? {
        let moment = FileTime(Milliseconds.from(now))
        guard isExport else { return nil }
        if wish.state == .manifesting {
            return .init(
                tally: max(0, wish.votes), electorate: 0, needed: 0, claimedAt: moment, requestedAt: moment)
        }
        guard wish.madeChannelID != nil else { return nil }
        return .init(
            tally: max(0, wish.votes), electorate: 0, needed: 0, claimedAt: wish.grantedAt ?? moment,
            answeredAt: moment)
    }

    private func insertRefusal(of wish: ForeignWish, _ id: Int64) throws {
        guard let part = wish.refusal else { return }
        try db.cachedStatement(
            sql: "INSERT INTO refusals (wish_id, reason, times, pause_until, said_reason) VALUES (?, ?, ?, ?, ?)"
        ).execute(
            arguments: [id, part.reason, part.times, part.pauseUntil?.milliseconds ?? 0, part.saidReason])
    }
}
