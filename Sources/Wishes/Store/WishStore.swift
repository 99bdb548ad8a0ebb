import Discord
import Foundation
import GRDB

/// Wishes, guilds and syncs: what must outlive the process, in a SQLite file in WAL mode with one writing process.
///
/// Every method is one transaction. Throws: `DatabaseError` when SQLite fails, for instance because the disk is full;
/// where a method throws anything else, its comment says so.
package struct WishStore: Sendable {
    private let database: DatabasePool
    /// The gateway's part of the same file.
    package let gateway: GatewayStore
    /// Which messages votes can concern.
    let wished: WishedMessages
    /// Held for the life of the store, so that a second writer fails with `StoreError.busy`.
    private let lock: DatabaseLock?

    /// Who may open the file at the same time.
    package enum Access: Sendable {
        /// The only writer; fails while another one runs.
        case exclusive
        /// A reader beside a running bot.
        case reading
    }

    /// Opens the database; creates or migrates it when `access` is exclusive.
    ///
    /// Throws: `StoreError`, with the cure in its description.
    package init(path: String, access: Access = .exclusive) throws(StoreError) {
        try Self.checkFolder(of: path)
        lock = access == .exclusive ? try DatabaseLock(path: path) : nil
        do {
            if access == .reading, !FileManager.default.fileExists(atPath: path) { throw StoreError.missing(path) }
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.label = "wishes"
            configuration.readonly = access == .reading
            database = try DatabasePool(path: path, configuration: configuration)
            try Self.prepare(database, access)
            if access == .exclusive { DatabaseOwner.follow(folderOf: path) }
            wished = try database.read { db in
                WishedMessages(try Snowflake.fetchSet(db, Wish.select { $0.messageID }))
            }
            gateway = GatewayStore(database)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .unusable(path, "\(error)")
        }
    }

    /// Reads in one transaction, which sees the database as it is at one moment. For this type's extensions.
    func read<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.read(body)
    }

    /// Writes in one transaction, which is rolled back when `body` throws. For this type's extensions.
    @discardableResult
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await database.write(body)
    }

    private static func checkFolder(of path: String) throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw .noFolder(folder)
        }
    }

    private static func prepare(_ database: DatabasePool, _ access: Access) throws {
        let isNewer = try database.read { try Schema.migrator.hasBeenSuperseded($0) }
        guard !isNewer else { throw StoreError.newerSchema(database.path) }
        guard access == .exclusive else { return }
        // GRDB relaxes durability when it enters WAL mode; a claim must be on the disk before its channel is requested.
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        try Schema.migrator.migrate(database)
        let problems = try database.read { try String.fetchAll($0, sql: "PRAGMA quick_check(1)") }
        guard problems == ["ok"] else { throw StoreError.unusable(database.path, problems.joined(separator: "; ")) }
    }

    /// Reads and writes a little: for the watchdog. Does not return while the database or its disk is stuck.
    package func probe() async throws {
        let version = try await read { try Int.fetchOne($0, sql: "PRAGMA user_version") ?? 0 }
        // Changes nothing, but is written and flushed.
        try await write { try $0.execute(sql: "PRAGMA user_version = \(version)") }
    }

    /// Closes the file and releases the lock. The store and its gateway part cannot be used any more.
    package func close() {
        // Nothing is pending: every method awaits its own transaction.
        try? database.close()
        lock?.release()
    }
}

/// Why the database cannot be used, and what to do about it.
package enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The database's folder does not exist.
    case noFolder(String)
    /// There is no database to read.
    case missing(String)
    /// Another process uses it.
    case busy(String)
    /// A newer dreambot has migrated it.
    case newerSchema(String)
    /// SQLite or the file system refuses; the second value is the reason.
    case unusable(String, String)

    /// The cause and the cure.
    package var description: String {
        switch self {
        case .noFolder(let folder): "The database's folder \(folder) does not exist. Create it, or set \"database\"."
        case .missing(let path): "There is no database at \(path) yet; it is made by the first `dreambot run`."
        case .busy(let path): "Another dreambot uses the database \(path). Stop that one first."
        case .newerSchema(let path):
            "The database \(path) was written by a newer dreambot. Install that version again, or restore a backup."
        case .unusable(let path, let reason):
            "The database \(path) cannot be used: \(reason). If it is damaged, restore a backup."
        }
    }
}
