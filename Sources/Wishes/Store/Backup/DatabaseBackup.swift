import Foundation
import GRDB

/// Copies a database into one complete file, also while a bot works with it.
///
/// The copy is consistent: it is what one transaction sees. It is checked before it gets its name, never replaces a file,
/// and only its owner can read it. It holds no gateway session: that belongs to the running bot.
package enum DatabaseBackup {
    /// What was copied.
    package struct Facts: Sendable, Equatable {
        /// The file.
        package var path: String
        /// Its size.
        package var bytes: Int
        /// Wishes in any state.
        package var wishes: Int
    }

    /// Copies the database at `path` to `destination`, a path that does not exist yet in a folder that does.
    ///
    /// Throws: `StoreError` when there is no database of ours at `path`, when the copy cannot be written, or when it is
    /// damaged; then nothing is left of it.
    @discardableResult
    package static func write(of path: String, to destination: String) throws(StoreError) -> Facts {
        guard try DatabaseInspection.checkFile(path) else { throw .missing(path) }
        guard access(destination, F_OK) != 0 else { throw .exists(destination) }
        let draft = destination + ".part"
        try makeEmptyFile(draft, for: destination)
        defer { for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) } }
        do {
            let wishes = try copy(path, to: draft)
            try FolderOnDisk.flush(draft)
            // Unlike a renamed file, a linked one never replaces another.
            guard link(draft, destination) == 0 else { throw StoreError.unwritable(destination, Errno.text) }
            FolderOnDisk.flushFolder(of: destination)
            return Facts(path: destination, bytes: try DatabaseInspection.size(of: destination) ?? 0, wishes: wishes)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .unwritable(destination, "\(error)")
        }
    }

    /// Checks a database without changing it, as far as a reader can beside a running bot. Returns the number of wishes.
    ///
    /// Throws: `StoreError`.
    package static func inspect(_ path: String) throws(StoreError) -> Int {
        guard try DatabaseInspection.checkFile(path) else { throw .missing(path) }
        do {
            let queue = try DatabaseInspection.reader(of: path)
            defer { try? queue.close() }
            return try queue.read { db in
                try DatabaseInspection.judge(db, path)
                try DatabaseInspection.check(db, path)
                return try db.tableExists("wishes") ? Int.fetchOne(db, sql: "SELECT COUNT(*) FROM wishes") ?? 0 : 0
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error, at: path)
        }
    }

    /// Writes what an open file holds, a backup of so many wishes, to a path that does not exist yet.
    ///
    /// Throws: `StoreError`; then nothing is left of it.
    package static func place(_ file: Int32, at destination: String, wishes: Int) throws(StoreError) -> Facts {
        let draft = destination + ".part"
        try makeEmptyFile(draft, for: destination)
        defer { unlink(draft) }
        let target = open(draft, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
        guard target >= 0 else { throw .unwritable(destination, Errno.text) }
        defer { Foundation.close(target) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        var total = 0
        while case let count = read(file, &buffer, buffer.count), count != 0 {
            guard count > 0, Foundation.write(target, buffer, count) == count else {
                throw .unwritable(destination, Errno.text)
            }
            total += count
        }
        guard fsync(target) == 0, link(draft, destination) == 0 else { throw .unwritable(destination, Errno.text) }
        FolderOnDisk.flushFolder(of: destination)
        return Facts(path: destination, bytes: total, wishes: wishes)
    }

    /// Copies and checks. Returns the number of wishes.
    private static func copy(_ path: String, to draft: String) throws -> Int {
        let source = try DatabaseInspection.reader(of: path)
        defer { try? source.close() }
        try source.read { db in try DatabaseInspection.judge(db, path) }
        let target = try DatabaseQueue(path: draft)
        defer { try? target.close() }
        try source.backup(to: target)
        return try target.writeWithoutTransaction { db in
            // The copy has the source's mode, which would need files of its own.
            try db.execute(sql: "PRAGMA journal_mode = DELETE")
            if try db.tableExists(GatewaySessionRow.databaseTableName) { try GatewayStore.forgetSessions(db) }
            try DatabaseInspection.check(db, path, with: "integrity_check(3)")
            return try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM wishes") ?? 0
        }
    }

    /// What a copy that was interrupted has left is replaced.
    private static func makeEmptyFile(_ draft: String, for destination: String) throws(StoreError) {
        unlink(draft)
        let file = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw .unwritable(destination, Errno.text) }
        Foundation.close(file)
    }
}
