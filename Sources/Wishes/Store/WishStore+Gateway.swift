import Discord
import Foundation
import GRDB

/// A gateway session that a bot left behind in good order.
package struct StoppedSession: Sendable, Equatable {
    /// What a resume needs.
    package var resumable: ResumableSession
    /// Whose session it is.
    package var botID: Snowflake
    /// The guilds that were there.
    package var guilds: Set<Snowflake>
    /// When Discord was last heard in it.
    package var heardAt: Date

    /// Makes a session to be kept.
    package init(resumable: ResumableSession, botID: Snowflake, guilds: Set<Snowflake>, heardAt: Date) {
        self.resumable = resumable
        self.botID = botID
        self.guilds = guilds
        self.heardAt = heardAt
    }
}

extension WishStore {
    /// Discord keeps a dropped session for "a few minutes"; after that an attempt would only cost a pause.
    static let sessionLifetime: TimeInterval = 180

    /// Keeps a session for the next start. Every event up to its sequence number must have been handled.
    package func keep(_ session: StoppedSession) async throws {
        try await database.write { db in
            try Self.forgetSession(db)
            try db.execute(
                sql: """
                    INSERT INTO gateway_session (id, bot_id, session_id, resume_url, sequence, intents, heard_at)
                    VALUES (1, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    session.botID, session.resumable.sessionID, session.resumable.url, session.resumable.sequence,
                    GatewayIntents.dreambot.rawValue, Milliseconds.from(session.heardAt),
                ])
            let statement = try db.cachedStatement(sql: "INSERT INTO gateway_session_guilds (guild_id) VALUES (?)")
            for guild in session.guilds { try statement.execute(arguments: [guild]) }
        }
    }

    /// Whether a session is kept at all.
    package func keepsSession() async throws -> Bool {
        try await database.read { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM gateway_session)") ?? false
        }
    }

    /// Takes the kept session out, if Discord may still know it. It can be had once: whoever crashes with it starts
    /// afresh the next time.
    package func takeSession(at now: Date) async throws -> StoppedSession? {
        try await database.write { db in
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM gateway_session") else { return nil }
            let guilds = try Snowflake.fetchSet(db, sql: "SELECT guild_id FROM gateway_session_guilds")
            try Self.forgetSession(db)
            let heardAt = Milliseconds.date(row["heard_at"])
            // An age below zero means that the clock was set back: nothing can be said about it. A session with other
            // intents would leave out what this version wants to hear.
            guard (0...Self.sessionLifetime).contains(now.timeIntervalSince(heardAt)),
                row["intents"] == GatewayIntents.dreambot.rawValue
            else { return nil }
            let resumable = ResumableSession(
                sessionID: row["session_id"], url: row["resume_url"], sequence: row["sequence"])
            return StoppedSession(resumable: resumable, botID: row["bot_id"], guilds: guilds, heardAt: heardAt)
        }
    }

    private static func forgetSession(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM gateway_session; DELETE FROM gateway_session_guilds")
    }
}

extension WishStore: IdentifyLedger {
    /// As `IdentifyLedger` says. What is older than two days is forgotten.
    package func recordIdentify(at date: Date) async throws {
        try await database.write { db in
            try db.execute(
                sql: "DELETE FROM identifies WHERE at < ?",
                arguments: [Milliseconds.from(date.addingTimeInterval(-2 * 86_400))])
            try db.execute(sql: "INSERT INTO identifies (at) VALUES (?)", arguments: [Milliseconds.from(date)])
        }
    }

    /// As `IdentifyLedger` says.
    package func identifies(until now: Date) async throws -> [Date] {
        try await database.write { db in
            let today = Milliseconds.from(now)
            try db.execute(sql: "UPDATE identifies SET at = ? WHERE at > ?", arguments: [today, today])
            return try Int64.fetchAll(
                db, sql: "SELECT at FROM identifies WHERE at > ?", arguments: [today - 86_400_000]
            ).map(Milliseconds.date)
        }
    }
}
