import Discord
import Foundation
import GRDB

/// A gateway session that a stopped bot left behind for the next start.
package struct StoppedSession: Sendable, Equatable {
    /// Which shard's session it is.
    package var shard: ShardID
    /// What a resume needs.
    package var resumable: ResumableSession
    /// Whose session it is.
    package var botID: Snowflake
    /// The guilds that were available.
    package var guilds: Set<Snowflake>
    /// When Discord last sent anything in it.
    package var heardAt: Date
    /// What the guilds looked like, as `GuildPicture` writes it; not of each. A session that is taken out has none: they are
    /// read one by one.
    package var pictures: [Snowflake: Data] = [:]
    /// The guilds of which the database has a picture that was not read and is still right.
    package var unread: Set<Snowflake> = []

    /// Makes a session to be kept.
    package init(
        shard: ShardID = .only, resumable: ResumableSession, botID: Snowflake, guilds: Set<Snowflake>, heardAt: Date
    ) {
        self.shard = shard
        self.resumable = resumable
        self.botID = botID
        self.guilds = guilds
        self.heardAt = heardAt
    }
}

/// What the gateway connection needs to outlive the process: the identifies that were spent, and the stopped sessions.
///
/// It shares the file with `WishStore`, which opens and closes it. Every method is one transaction.
/// Throws: `DatabaseError` when SQLite fails, for instance because the disk is full.
package struct GatewayStore: Sendable {
    private let database: DatabasePool

    /// A store over an open and migrated database.
    init(_ database: DatabasePool) { self.database = database }

    // MARK: Stopped sessions

    /// Seconds for which a stopped session is offered: Discord keeps a dropped session for "a few minutes", and a resume
    /// that it refuses costs a pause.
    static let sessionLifetime: TimeInterval = 180

    /// Pictures that are written in one transaction, so that other writers get their turns.
    private static let picturesAtOnce = 500

    /// Keeps a shard's session for the next start, instead of the one before. Every event up to its sequence number must
    /// have been handled. Sessions of another number of shards end: their guilds are spread otherwise. The session comes
    /// last, in several transactions: a process that is killed meanwhile leaves none.
    package func keep(_ session: StoppedSession) async throws {
        let shard = session.shard
        try await database.write { db in
            if try !GatewaySessionRow.filter({ $0.shardCount != shard.count }).isEmpty(db) {
                try Self.forgetSessions(db)
            }
            try GatewaySessionRow.filter { $0.shard == shard.number }.deleteAll(db)
            try Self.forgetGuilds(of: shard, except: session.unread, db)
        }
        do {
            try await keep(pictures: session.pictures)
        } catch {
            // The disk may be full. The session itself is small, and its guilds can be fetched.
            try await forgetPictures(of: shard)
        }
        try await database.write { db in
            for guild in session.guilds {
                try GatewaySessionGuildRow(guildID: guild).insert(db, onConflict: .ignore)
            }
            try GatewaySessionRow(session, intents: .dreambot).insert(db)
        }
    }

    private func keep(pictures: [Snowflake: Data]) async throws {
        var rest = pictures.map { GatewaySessionGuildRow(guildID: $0.key, picture: $0.value) }[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.picturesAtOnce)
            try await database.write { db in
                for row in batch { try row.insert(db, onConflict: .replace) }
            }
            rest = rest.dropFirst(Self.picturesAtOnce)
        }
    }

    /// A session that waits for its process, without what only its shard needs.
    package struct KeptSession: Sendable, Equatable {
        /// Whose session it is.
        package var shard: ShardID
        /// For how long Discord may still know it. One that is dated later than now counts as dated now.
        package var lifeLeft: Duration
    }

    /// The sessions that are kept, however old, by shard.
    package func keptSessions(at now: Date) async throws -> [KeptSession] {
        try await database.read { db in
            try GatewaySessionRow.order { $0.shard }.fetchAll(db).map { row in
                let age = max(0, now.timeIntervalSince(row.heardAt))
                return KeptSession(shard: row.shardID, lifeLeft: .seconds(max(0, Self.sessionLifetime - age)))
            }
        }
    }

    /// Takes a shard's session out; nil when there is none that Discord may still know. It is given once: a process that
    /// crashes with it begins a new session at its next start. What its guilds looked like stays until `forgetPictures`.
    package func takeSession(of shard: ShardID, at now: Date) async throws -> StoppedSession? {
        try await database.write { db in
            let row = try GatewaySessionRow.filter { $0.shard == shard.number && $0.shardCount == shard.count }
                .fetchOne(db)
            guard let row else { return nil }
            let guilds = try Self.guilds(of: shard, db)
            try row.delete(db)
            // A time in the future counts as now: the clock was set back. A session with other intents would leave out
            // events that this version needs.
            guard now.timeIntervalSince(row.heardAt) <= Self.sessionLifetime,
                row.intents == GatewayIntents.dreambot.rawValue
            else {
                try Self.forgetGuilds(of: shard, db)
                return nil
            }
            try GatewaySessionGuildRow.held(by: shard).filter { $0.picture == nil }.deleteAll(db)
            return row.session(guilds: guilds)
        }
    }

    /// What a guild of a session that was taken out looked like; nil when that was not kept.
    package func picture(of guild: Snowflake) async throws -> Data? {
        try await database.read { db in
            try GatewaySessionGuildRow.filter { $0.guildID == guild }.fetchOne(db)?.picture
        }
    }

    /// Deletes what the guilds of a shard looked like. Not while its session is kept: its guilds would be gone.
    package func forgetPictures(of shard: ShardID) async throws {
        try await database.write { try Self.forgetGuilds(of: shard, $0) }
    }

    /// Deletes what all guilds looked like: it names members. The sessions are kept.
    static func forgetPictures(_ db: Database) throws {
        try GatewaySessionGuildRow.updateAll(db) { $0.picture.set(to: nil) }
    }

    /// Deletes every session that is kept: none of them is resumed.
    /// What the guilds of a session that was taken looked like stays.
    package func forgetSessions() async throws {
        try await database.write { db in
            for row in try GatewaySessionRow.fetchAll(db) {
                try Self.forgetGuilds(of: row.shardID, db)
                try row.delete(db)
            }
        }
    }

    /// Deletes all that is kept of sessions, those that were taken included.
    static func forgetSessions(_ db: Database) throws {
        try GatewaySessionRow.deleteAll(db)
        try GatewaySessionGuildRow.deleteAll(db)
    }

    private static func guilds(of shard: ShardID, _ db: Database) throws -> Set<Snowflake> {
        try GatewaySessionGuildRow.held(by: shard).select({ $0.guildID }, as: Snowflake.self).fetchSet(db)
    }

    private static func forgetGuilds(of shard: ShardID, except kept: Set<Snowflake> = [], _ db: Database) throws {
        guard !kept.isEmpty else {
            try GatewaySessionGuildRow.held(by: shard).deleteAll(db)
            return
        }
        for guild in try guilds(of: shard, db).subtracting(kept) {
            try GatewaySessionGuildRow.filter { $0.guildID == guild }.deleteAll(db)
        }
    }
}

extension GatewayStore: IdentifyLedger {
    /// How long an identify is kept; only the last 24 hours count.
    private static let identifyLifetime: TimeInterval = 2 * 86_400

    /// Stores an identify and deletes those that are older than two days.
    package func record(_ identify: SpentIdentify) async throws {
        try await database.write { db in
            let oldest = StoredTime(identify.at.addingTimeInterval(-Self.identifyLifetime))
            try IdentifyRow.filter { $0.at < oldest }.deleteAll(db)
            try IdentifyRow(at: identify.at, shard: identify.shard).insert(db)
        }
    }

    /// The identifies of the 24 hours before now; those that are dated later are dated now first.
    package func identifies(until now: Date) async throws -> [SpentIdentify] {
        try await database.write { db in
            let today = StoredTime(now)
            try IdentifyRow.filter { $0.at > today }.updateAll(db) { $0.at.set(to: today) }
            let yesterday = StoredTime(now.addingTimeInterval(-86_400))
            return try IdentifyRow.filter { $0.at > yesterday }.fetchAll(db).map {
                SpentIdentify(at: $0.at, shard: $0.shard)
            }
        }
    }
}
