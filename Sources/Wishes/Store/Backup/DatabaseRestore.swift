import Foundation
import GRDB

/// Puts a backup in the place of the database. The bot must be stopped; the database that was there is kept.
package enum DatabaseRestore {
    /// What was done.
    package struct Facts: Sendable, Equatable {
        /// Where the database that was there is now; nil when there was none.
        package var kept: String?
        /// Wishes in the restored database.
        package var wishes: Int
    }

    /// Checks the backup, moves the database aside as `PATH.before-restore-TIME`, and puts a copy of the backup there.
    ///
    /// Throws: `StoreError` when a bot is running, or when the backup is no whole database of this version or an older one;
    /// then nothing has changed.
    package static func restore(_ backup: String, to path: String, at now: Date) throws(StoreError) -> Facts {
        let lock = try DatabaseLock(path: path)
        defer { lock.release() }
        let draft = path + ".restored"
        unlink(draft)
        let wishes = try DatabaseBackup.write(of: backup, to: draft).wishes
        defer { unlink(draft) }
        let kept = path + ".before-restore-" + BackupFolder.stamp(now)
        let hadDatabase = try move(path, to: kept)
        guard rename(draft, path) == 0 else { throw .unwritable(path, Errno.text) }
        FolderOnDisk.flushFolder(of: path)
        return Facts(kept: hadDatabase ? kept : nil, wishes: wishes)
    }

    /// Moves a database with its log of changes. Returns whether there was anything.
    private static func move(_ path: String, to kept: String) throws(StoreError) -> Bool {
        var hasMoved = false
        // The log first: a database without its log would look complete, a log without its database is refused.
        for suffix in ["-wal", "-journal", "", "-shm"] where access(path + suffix, F_OK) == 0 {
            guard access(kept + suffix, F_OK) != 0 else { throw .exists(kept + suffix) }
            guard rename(path + suffix, kept + suffix) == 0 else { throw .unwritable(kept + suffix, Errno.text) }
            hasMoved = true
        }
        return hasMoved
    }
}
