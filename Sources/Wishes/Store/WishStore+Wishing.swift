import Discord
import GRDB

/// What came of the attempt to begin a wish.
enum WishBeginning: Sendable, Equatable {
    /// It is stored and about to be posted.
    case begun
    /// This command was stored before: Discord may send an event twice, and replays events after a resume.
    case known
    /// It is not taken.
    case refused(WishObjection)
}

/// New wishes, and why one is refused.
extension WishStore {
    /// Stores that a wish is about to be posted, unless it is refused. Both are one transaction: of two
    /// commands at the same time, one finds the other. `isInsistent`: also when it is wished for already.
    func begin(
        _ intent: WishIntent, within quotas: WishQuotas, isInsistent: Bool = false
    ) async throws -> WishBeginning {
        stored.add(intent.guildID, .wishes, .intents)
        return try await write { db in
            guard try !Self.isKnown(intent, in: db) else { return .known }
            if let objection = try Self.objection(to: intent, within: quotas, isInsistent, in: db) {
                return .refused(objection)
            }
            try intent.insert(db)
            return .begun
        }
    }

    /// Why a wish is refused; nil when it is not, or when its command was stored before.
    package func objection(
        to intent: WishIntent, within quotas: WishQuotas, isInsistent: Bool = false
    ) async throws -> WishObjection? {
        try await read { db in
            try Self.isKnown(intent, in: db) ? nil : Self.objection(to: intent, within: quotas, isInsistent, in: db)
        }
    }

    private static func isKnown(_ intent: WishIntent, in db: Database) throws -> Bool {
        try !WishRow.filter { $0.commandID == intent.commandID }.isEmpty(db)
            || !WishIntent.filter { $0.commandID == intent.commandID }.isEmpty(db)
    }

    private static func objection(
        to intent: WishIntent, within quotas: WishQuotas, _ isInsistent: Bool, in db: Database
    ) throws -> WishObjection? {
        // Cards that are on their way count as wishes; there are few of them.
        let begun = try WishIntent.filter { $0.guildID == intent.guildID }.fetchAll(db)
        if !isInsistent, let double = try double(of: intent, begun, in: db) { return double }
        if let seconds = try pauseLeft(of: intent, begun, quotas, in: db) { return .tooSoon(seconds: seconds) }
        let open = "SELECT COUNT(*) FROM wishes WHERE guild_id = ? AND state IN \(WishState.openInSQL)"
        let own = try Int.fetchOne(
            db, sql: open + " AND author_id = ?", arguments: [intent.guildID, intent.authorID])
        let ownBegun = begun.count { $0.authorID == intent.authorID }
        guard (own ?? 0) + ownBegun < quotas.openPerMember else { return .tooManyOfMember(quotas.openPerMember) }
        let all = try Int.fetchOne(db, sql: open, arguments: [intent.guildID])
        guard (all ?? 0) + begun.count < quotas.openPerGuild else { return .tooManyOfGuild(quotas.openPerGuild) }
        return nil
    }

    /// The open wish that is the same, or else the one that is most like this one.
    private static func double(
        of intent: WishIntent, _ begun: [WishIntent], in db: Database
    ) throws -> WishObjection? {
        if let link = try sameWish(as: intent, in: db) { return .wished(link: link) }
        let (likeness, begun) = (intent.likeness, begun.filter { $0.kind == intent.kind })
        if begun.contains(where: { $0.likeness == likeness }) { return .wished(link: nil) }
        var trigrams = TrigramLikeness(to: intent.words.compared, intent.kind)
        if let wish = try likeWish(as: intent, &trigrams, in: db) {
            return .alike(words: wish.channelName ?? wish.text, link: wish.link)
        }
        return begun.first { trigrams.likeness(of: $0.words.compared) != nil }
            .map { .alike(words: $0.channelName ?? $0.text, link: nil) }
    }

    /// The open wish of the guild and kind that is most like this one, the oldest of several; nil when none is.
    private static func likeWish(
        as intent: WishIntent, _ trigrams: inout TrigramLikeness, in db: Database
    ) throws -> Wish? {
        var best: (id: Int64, likeness: Double)?
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT id, words FROM wishes WHERE guild_id = ? AND state IN \(WishState.openInSQL) AND kind = ?
                    ORDER BY id LIMIT \(mostCompared)
                """, arguments: [intent.guildID, intent.kind])
        while let row = try rows.next() {
            let words: String = row[1]
            guard let likeness = trigrams.likeness(of: WishWords.compared(words[...])),
                likeness > best?.likeness ?? 0
            else { continue }
            best = (row[0], likeness)
        }
        return try best.flatMap { try Wish.fetchOne(db, id: $0.id) }
    }

    /// With how many open wishes a new one is compared: as many as a guild may have unless configured otherwise.
    private static let mostCompared = 1_000

    /// The link to an open wish of the guild that is the same; an empty link when its channel is not known.
    private static func sameWish(as intent: WishIntent, in db: Database) throws -> String?? {
        let likeness = intent.likeness
        let found = try Wish.fetchAll(
            db,
            sql: """
                SELECT * FROM wishes WHERE guild_id = ? AND likeness = ? AND state IN \(WishState.openInSQL)
                    AND kind = ? ORDER BY message_id LIMIT 20
                """, arguments: [intent.guildID, likeness.hash, intent.kind])
        return found.first { $0.likeness == likeness }.map(\.link)
    }

    /// The seconds until the member may wish again, by Discord's clock: commands are timed by their ids.
    private static func pauseLeft(
        of intent: WishIntent, _ begun: [WishIntent], _ quotas: WishQuotas, in db: Database
    ) throws -> Int? {
        let pause = UInt64(max(0, quotas.pause / .milliseconds(1)))
        let (command, width) = (intent.commandID.rawValue, pause << 22)
        guard width > 0 else { return nil }
        let (first, last) = (command - min(command, width) + 1, command.addingReportingOverflow(width))
        let end = min(last.overflow ? UInt64.max : last.partialValue, UInt64(Int64.max))
        guard first < end else { return nil }
        let newest = try Snowflake.fetchOne(
            db,
            sql: """
                SELECT MAX(command_id) FROM wishes WHERE command_id >= ? AND command_id < ? AND guild_id = ?
                    AND author_id = ?
                """, arguments: [Snowflake(first), Snowflake(end), intent.guildID, intent.authorID])
        let own = begun.filter { $0.authorID == intent.authorID && (first..<end).contains($0.commandID.rawValue) }
        guard let newest = (own.map(\.commandID) + [newest].compactMap(\.self)).max() else { return nil }
        let free = newest.unixMilliseconds + pause
        return Int(max(1, (free - min(free, intent.commandID.unixMilliseconds) + 999) / 1_000))
    }
}
