import Foundation
import GRDB

/// Judges what is at the database's path before anything opens it for writing: what is refused keeps every byte.
enum DatabaseInspection {
    /// The first bytes of every SQLite file.
    ///
    /// Source: https://www.sqlite.org/fileformat2.html
    private static let header = Array("SQLite format 3\0".utf8)

    /// Whether there is a database that this version can open; false when there is none yet.
    ///
    /// Throws: `StoreError` for anything else.
    static func inspect(_ path: String) throws(StoreError) -> Bool {
        guard try checkFile(path) else { return false }
        do {
            // A log with changes belongs to the database, but SQLite cannot read it without writing beside it.
            if try size(of: path + "-wal") ?? 0 > 0 {
                try withCopy(of: path) { copy in try judge(DatabaseQueue(path: copy), path) }
            } else {
                var configuration = Configuration()
                configuration.readonly = true
                try judge(DatabaseQueue(path: immutable(path), configuration: configuration), path)
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error, at: path)
        }
        return true
    }

    /// Whether there is a file that begins like a database. Throws: `StoreError`.
    static func checkFile(_ path: String) throws(StoreError) -> Bool {
        guard let bytes = try size(of: path) else {
            guard try size(of: path + "-wal") ?? 0 == 0 else { throw .strayLog(path) }
            return false
        }
        guard bytes > 0 else { throw .emptyFile(path) }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw .unusable(path, Errno.text)
        }
        defer { try? file.close() }
        guard let first = try? file.read(upToCount: header.count), first.elementsEqual(header) else {
            throw .notADatabase(path)
        }
        return true
    }

    /// The size of a file; nil when there is none. Throws: `StoreError` when it is no file.
    static func size(of path: String) throws(StoreError) -> Int? {
        var facts = stat()
        guard stat(path, &facts) == 0 else {
            guard errno == ENOENT else { throw .unusable(path, Errno.text) }
            return nil
        }
        guard facts.st_mode & S_IFMT == S_IFREG else {
            throw .notAFile(path, isFolder: facts.st_mode & S_IFMT == S_IFDIR)
        }
        return Int(facts.st_size)
    }

    /// The address under which SQLite reads a file without locks and without files beside it.
    ///
    /// Source: https://www.sqlite.org/uri.html
    private static func immutable(_ path: String) -> String {
        let absolute = URL(fileURLWithPath: path).path
        let escaped = absolute.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? absolute
        return "file:\(escaped)?mode=ro&immutable=1"
    }

    private static func withCopy(of path: String, _ body: (String) throws -> Void) throws {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "dreambot-\(UUID())")
        try files.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? files.removeItem(at: folder) }
        let copy = folder.appending(path: "copy").path
        for suffix in ["", "-wal"] { try files.copyItem(atPath: path + suffix, toPath: copy + suffix) }
        try body(copy)
    }

    // MARK: The verdict

    private static func judge(_ queue: DatabaseQueue, _ path: String) throws {
        defer { try? queue.close() }
        try queue.read { db in
            try judge(db, path)
            try check(db, path)
        }
    }

    /// Opens a database for reading, also beside a running bot. Throws: `DatabaseError`.
    static func reader(of path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Has SQLite look for damage; `pragma` says how thoroughly. Throws: `StoreError`, `DatabaseError`.
    ///
    /// Source: https://www.sqlite.org/pragma.html#pragma_quick_check
    static func check(_ db: Database, _ path: String, with pragma: String = "quick_check(1)") throws {
        let problems = try String.fetchAll(db, sql: "PRAGMA \(pragma)")
        guard problems == ["ok"] else { throw StoreError.unusable(path, problems.joined(separator: "; ")) }
    }

    /// Whether an open database is one of ours, and not newer than this version. Throws: `StoreError`, `DatabaseError`.
    static func judge(_ db: Database, _ path: String) throws {
        let mark = try Int.fetchOne(db, sql: "PRAGMA application_id")
        guard mark == 0 || mark == Schema.applicationID else { throw StoreError.foreign(path) }
        let tables = try Schema.tables(in: db)
        // A database without tables: one that was begun and never filled.
        guard !tables.isEmpty else { return }
        guard let applied = try? Set(String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations")),
            applied.contains(Schema.first)
        else { throw StoreError.foreign(path) }
        guard applied.isSubset(of: Schema.migrator.migrations) else { throw StoreError.newerSchema(path) }
        let expected = try Schema.tables(after: applied)
        guard expected.isSubset(of: tables) else {
            let missing = expected.subtracting(tables).sorted().joined(separator: ", ")
            throw StoreError.unusable(path, "tables are missing: \(missing)")
        }
        // Before a database carried our mark, only its tables tell whose it is.
        guard mark != 0 || tables == expected else { throw StoreError.foreign(path) }
    }
}
