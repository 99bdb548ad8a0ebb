import Discord
import Foundation
import GRDB

/// Wishes, guilds and syncs: what must outlive the process, in a SQLite file in WAL mode with one writing process.
///
/// Every method is one transaction. Throws: `DatabaseError` when SQLite fails, for instance because the disk is full;
/// where a method throws anything else, its comment says so.
package struct WishStore: Sendable {
    private let database: DatabasePool
    private let batches: WriteBatches
    /// The file itself, which SQLite's other files are beside, also when a link led to its folder.
    private let file: String
    /// The gateway's part of the same file.
    package let gateway: GatewayStore
    /// What is stored of each guild.
    let stored: StoredGuilds
    /// What guilds have set over the configuration.
    package let ownSettings: OwnSettings
    /// Which messages votes can concern.
    let wished: WishedMessages
    /// Held for the life of the store, so that a second writer fails with `StoreError.busy`.
    private let lock: DatabaseLock?
    /// Names the processes that write this file, one after the other; those of a copy have another name. Empty for a
    /// reader.
    var writer: String { lock?.holder ?? "" }

    /// Who may open the file at the same time.
    package enum Access: Sendable {
        /// The only writer; fails while another one runs.
        case exclusive
        /// A reader beside a running bot.
        case reading
    }

    /// Opens the database; creates or migrates it when `access` is exclusive.
    ///
    /// - Parameter busyTimeout: seconds to wait for a lock that another program holds on the file.
    /// - Throws: `StoreError`, with the cure in its description.
    package init(path: String, access: Access = .exclusive, busyTimeout: TimeInterval = 5) throws(StoreError) {
        try Self.checkFolder(of: path)
        try DatabaseFiles.secure(path, forWriting: access == .exclusive)
        lock = access == .exclusive ? try DatabaseLock(path: path) : nil
        file = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        do {
            switch access {
            case .exclusive:
                if try DatabaseInspection.inspect(file) {
                    try MigrationBackup.make(of: file)
                } else {
                    try DatabaseCreation.create(file)
                }
            case .reading: guard try DatabaseInspection.checkFile(file) else { throw StoreError.missing(path) }
            }
            database = try DatabasePool(path: path, configuration: Self.configuration(access, busyTimeout))
            batches = WriteBatches(database)
            try Self.prepare(database, access)
            wished = try database.read { db in
                try WishedMessages(Row.fetchCursor(db, Wish.select { [$0.messageID, $0.voteEmoji] }))
            }
            stored = try database.read { db in try StoredGuilds(db, isOnlyWriter: access == .exclusive) }
            ownSettings = try database.read { db in OwnSettings(try GuildSettingRow.fetchAll(db)) }
            gateway = GatewayStore(database)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error, at: path)
        }
    }

    private static func configuration(_ access: Access, _ busyTimeout: TimeInterval) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busyTimeout)
        configuration.label = "wishes"
        configuration.readonly = access == .reading
        // Every connection has a page cache of its own, up to this size in KiB, and keeps it. The kernel caches the file too.
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -512") }
        return configuration
    }

    /// Reads in one transaction, which sees the database as it is at one moment. For this type's extensions.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Reads what is stored of a guild; where it cannot have such rows, that is `nothing`. For this type's extensions.
    func read<Value: Sendable>(
        _ kind: StoredGuilds.Kind, of guild: Snowflake, nothing: @autoclosure () -> Value,
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws -> Value {
        guard stored.mayHave(kind, guild) else { return nothing() }
        return try await read(body)
    }

    /// Writes in one transaction, which is rolled back when `body` throws; `committed` is called when it is stored. For this
    /// type's extensions.
    @discardableResult
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value,
        committed: @escaping @Sendable (Value) -> Void = { _ in }
    ) async throws -> Value {
        try await batches.write(body, committed: committed)
    }

    /// Writes the whole file anew, so that no free page of it holds what was deleted.
    func rewriteFile() async throws {
        try await database.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
    }

    private static func checkFolder(of path: String) throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .noFolder(folder)
        }
    }

    private static func prepare(_ database: DatabasePool, _ access: Access) throws {
        guard access == .exclusive else {
            return try database.read { db in
                try DatabaseInspection.judge(db, database.path)
                guard try Schema.migrator.hasCompletedMigrations(db) else {
                    throw StoreError.olderSchema(database.path)
                }
            }
        }
        // GRDB relaxes durability when it enters WAL mode; a claim must be on the disk before its channel is requested.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try Schema.migrator.migrate(database)
    }

    /// Reads and writes a little: for the watchdog. Does not return while the database or its disk is stuck.
    package func probe() async throws {
        let version = try await read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        // Changes nothing, but is written and flushed.
        try await write { try $0.execute(sql: "PRAGMA user_version = \(version)") }
    }

    /// Closes the file and releases the lock. The store and its gateway part cannot be used any more.
    ///
    /// Afterwards the file alone holds everything; else what is returned says so.
    @discardableResult
    package func close() -> StoreError? {
        // Nothing is pending: every method awaits its own transaction.
        guard let lock, lock.isHeld else {
            try? database.close()
            return nil
        }
        defer { lock.release() }
        do {
            // SQLite empties the log only when nothing reads it, and GRDB would close its readers last.
            database.invalidateReadOnlyConnections()
            try database.writeWithoutTransaction { db in
                // Below systemd's TimeoutStopSec, together with the daemon's own patience.
                try db.execute(sql: "PRAGMA busy_timeout = 2000")
                _ = try db.checkpoint(.truncate)
            }
            try database.close()
            let left = try DatabaseInspection.size(of: file + "-wal") ?? 0
            return left == 0 ? nil : .unfinishedLog(file, "\(left) bytes are left")
        } catch {
            try? database.close()
            return .unfinishedLog(file, "\(error)")
        }
    }

    /// How many pages the file may have; for tests of a full disk. Nil sets no limit.
    func limitPages(to pages: Int?) async throws {
        try await database.writeWithoutTransaction { db in
            let current = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages.map { current + $0 } ?? 4_294_967_294)")
        }
    }
}
