import Discord
import Foundation
import GRDB

/// A gateway session that a stopped bot left behind for the next start.
package struct StoppedSession: Sendable, Equatable {
    /// What a resume needs.
    package var resumable: ResumableSession
    /// Whose session it is.
    package var botID: Snowflake
    /// The guilds that were available.
    package var guilds: Set<Snowflake>
    /// When Discord last sent anything in it.
    package var heardAt: Date

    /// Makes a session to be kept.
    package init(resumable: ResumableSession, botID: Snowflake, guilds: Set<Snowflake>, heardAt: Date) {
        self.resumable = resumable
        self.botID = botID
        self.guilds = guilds
        self.heardAt = heardAt
    }
}

/// What the gateway connection needs to outlive the process: the identifies that were spent, and the stopped session.
///
/// It shares the file with `WishStore`, which opens and closes it. Every method is one transaction.
/// Throws: `DatabaseError` when SQLite fails, for instance because the disk is full.
package struct GatewayStore: Sendable {
    private let database: DatabasePool

    /// A store over an open and migrated database.
    init(_ database: DatabasePool) { self.database = database }

    // MARK: The stopped session

    /// Seconds for which a stopped session is offered: Discord keeps a dropped session for "a few minutes", and a resume
    /// that it refuses costs a pause.
    static let sessionLifetime: TimeInterval = 180

    /// Keeps a session for the next start, instead of the one before. Every event up to its sequence number must have
    /// been handled.
    package func keep(_ session: StoppedSession) async throws {
        try await database.write { db in
            try Self.forgetSession(db)
            try GatewaySessionRow(session, intents: .dreambot).insert(db)
            for guild in session.guilds { try GatewaySessionGuildRow(guildID: guild).insert(db) }
        }
    }

    /// Whether a session is kept, however old.
    package func keepsSession() async throws -> Bool {
        try await database.read { db in try GatewaySessionRow.fetchCount(db) > 0 }
    }

    /// For how long Discord may still know the kept session; nil when none is kept. One that is dated later counts as
    /// dated now.
    package func sessionLifeLeft(at now: Date) async throws -> Duration? {
        try await database.read { db in
            guard let row = try GatewaySessionRow.fetchOne(db) else { return nil }
            let age = max(0, now.timeIntervalSince(row.heardAt))
            return .seconds(max(0, Self.sessionLifetime - age))
        }
    }

    /// Takes the kept session out; nil when there is none that Discord may still know. It is given once: a process that
    /// crashes with it begins a new session at its next start.
    package func takeSession(at now: Date) async throws -> StoppedSession? {
        try await database.write { db in
            guard let row = try GatewaySessionRow.fetchOne(db) else { return nil }
            let guilds = try GatewaySessionGuildRow.fetchAll(db).map(\.guildID)
            try Self.forgetSession(db)
            // A time in the future counts as now: the clock was set back. A session with other intents would leave out
            // events that this version needs.
            guard now.timeIntervalSince(row.heardAt) <= Self.sessionLifetime,
                row.intents == GatewayIntents.dreambot.rawValue
            else { return nil }
            return row.session(guilds: Set(guilds))
        }
    }

    static func forgetSession(_ db: Database) throws {
        try GatewaySessionRow.deleteAll(db)
        try GatewaySessionGuildRow.deleteAll(db)
    }
}

extension GatewayStore: IdentifyLedger {
    /// How long an identify is kept; only the last 24 hours count.
    private static let identifyLifetime: TimeInterval = 2 * 86_400

    /// Stores an identify and deletes those that are older than two days.
    package func recordIdentify(at date: Date) async throws {
        try await database.write { db in
            let oldest = StoredTime(date.addingTimeInterval(-Self.identifyLifetime))
            try IdentifyRow.filter { $0.at < oldest }.deleteAll(db)
            try IdentifyRow(at: date).insert(db)
        }
    }

    /// The identifies of the 24 hours before now; those that are dated later are dated now first.
    package func identifies(until now: Date) async throws -> [Date] {
        try await database.write { db in
            let today = StoredTime(now)
            try IdentifyRow.filter { $0.at > today }.updateAll(db) { $0.at.set(to: today) }
            let yesterday = StoredTime(now.addingTimeInterval(-86_400))
            return try IdentifyRow.filter { $0.at > yesterday }.fetchAll(db).map(\.at)
        }
    }
}
