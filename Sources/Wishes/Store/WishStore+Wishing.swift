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
    /// commands at the same time, one finds the other.
    func begin(_ intent: WishIntent, within quotas: WishQuotas) async throws -> WishBeginning {
        try await write { db in
            guard try !Self.isKnown(intent, in: db) else { return .known }
            if let objection = try Self.objection(to: intent, within: quotas, in: db) { return .refused(objection) }
            try intent.insert(db)
            return .begun
        }
    }

    /// Why a wish is refused; nil when it is not, or when its command was stored before.
    func objection(to intent: WishIntent, within quotas: WishQuotas) async throws -> WishObjection? {
        try await read { db in
            try Self.isKnown(intent, in: db) ? nil : Self.objection(to: intent, within: quotas, in: db)
        }
    }

    private static func isKnown(_ intent: WishIntent, in db: Database) throws -> Bool {
        try !WishRow.filter { $0.commandID == intent.commandID }.isEmpty(db)
            || !WishIntent.filter { $0.commandID == intent.commandID }.isEmpty(db)
    }

    private static func objection(
        to intent: WishIntent, within quotas: WishQuotas, in db: Database
    ) throws -> WishObjection? {
        // Cards that are on their way count as wishes; there are few of them.
        let begun = try WishIntent.filter { $0.guildID == intent.guildID }.fetchAll(db)
        if let link = try sameWish(as: intent, in: db) { return .wished(link: link) }
        let likeness = intent.likeness
        if begun.contains(where: { $0.kind == intent.kind && $0.likeness == likeness }) { return .wished(link: nil) }
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
