import Discord
import GRDB

/// What `forget` has changed, in numbers.
package struct ForgetReport: Sendable, Equatable {
    /// Wishes of the member: their author is unknown now, or they are removed.
    package var wishes = 0
    /// Wishes of which the card was not posted yet, in the same way.
    package var begunWishes = 0
    /// Entries of histories and grants that named the member.
    package var decisions = 0
    /// Thresholds that the member had set: they hold.
    package var thresholds = 0
    /// Other settings that the member had set: they hold.
    package var settings = 0
    /// Commands and interactions without an answer, which are removed.
    package var commands = 0
    /// Removed wishes whose channel was requested and is not known: it may exist, or come into being yet.
    package var unfinished: [UnfinishedWish] = []

    /// A removed wish that was becoming a channel.
    package struct UnfinishedWish: Sendable, Equatable {
        /// The link to its card; nil when the channel of the card is not known.
        package var link: String?
        /// The channel's name.
        package var channelName: String
    }

    /// Whether nothing was stored of the member.
    package var isEmpty: Bool { self == ForgetReport() }
}

extension WishStore {
    /// Removes what names a member: as author, granting moderator, actor in a history, setter of a threshold, sender of a
    /// command. The wishes stay without their author unless `withWishes`. Rewrites the file, so that no free page holds it
    /// either; that needs as much room again.
    package func forget(user: Snowflake, withWishes: Bool) async throws -> ForgetReport {
        let report = try await write { db in
            var report = ForgetReport()
            // An interaction is stored without its sender, and a wish's interaction has the id of the wish's command.
            report.commands += try Self.delete(
                """
                interaction_inbox WHERE interaction_id IN (
                    SELECT command_id FROM wishes WHERE author_id = :user
                    UNION SELECT command_id FROM wish_intents WHERE author_id = :user)
                """, user, in: db)
            report.commands += try Self.delete("command_inbox WHERE author_id = :user", user, in: db)
            if withWishes {
                report.unfinished = try Self.unfinished(user, in: db)
                let own = "(SELECT id FROM wishes WHERE author_id = :user)"
                for table in ["manifestations", "refusals", "shown_cards", "wish_events", "wish_threads"] {
                    _ = try Self.delete("\(table) WHERE wish_id IN \(own)", user, in: db)
                }
                report.wishes = try Self.delete("wishes WHERE author_id = :user", user, in: db)
                report.begunWishes = try Self.delete("wish_intents WHERE author_id = :user", user, in: db)
            } else {
                report.wishes = try Self.update(
                    "wishes SET author_id = 0, author_name = NULL WHERE author_id = :user", user, in: db)
                report.begunWishes = try Self.update(
                    "wish_intents SET author_id = 0, author_name = NULL WHERE author_id = :user", user, in: db)
            }
            report.decisions += try Self.update(
                "wishes SET granted_by = NULL WHERE granted_by = :user", user, in: db)
            report.decisions += try Self.update(
                "wish_events SET actor_id = NULL WHERE actor_id = :user", user, in: db)
            report.thresholds = try Self.update("thresholds SET set_by = 0 WHERE set_by = :user", user, in: db)
            // Who may vote. The guilds are fetched instead.
            try GatewayStore.forgetPictures(db)
            report.settings = try Self.update("guild_settings SET set_by = 0 WHERE set_by = :user", user, in: db)
            return report
        }
        try await rewriteFile()
        return report
    }

    /// A member's wishes whose channel may exist although the database does not know it.
    private static func unfinished(_ user: Snowflake, in db: Database) throws -> [ForgetReport.UnfinishedWish] {
        let requested = ManifestationRow.filter { $0.requestedAt != nil && $0.madeChannelID == nil }
            .filter { $0.answeredAt == nil }.select { $0.wishID }
        // A refused wish has a request as well, which is settled.
        return try Wish.filter { $0.authorID == user && requested.contains($0.id) }
            .filter { [WishState.manifesting, .deleted].contains($0.state) }.order { $0.messageID }
            .fetchAll(db).map { .init(link: $0.link, channelName: $0.channelName ?? "") }
    }

    private static func delete(_ what: String, _ user: Snowflake, in db: Database) throws -> Int {
        try db.execute(sql: "DELETE FROM \(what)", arguments: ["user": user])
        return db.changesCount
    }

    private static func update(_ what: String, _ user: Snowflake, in db: Database) throws -> Int {
        try db.execute(sql: "UPDATE \(what)", arguments: ["user": user])
        return db.changesCount
    }
}
