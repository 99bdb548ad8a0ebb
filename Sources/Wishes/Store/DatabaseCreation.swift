import Foundation
import GRDB

/// Makes a new database under another name and gives it its own when it is complete: a process that dies meanwhile leaves
/// no file that could be taken for a database that has lost its rows.
enum DatabaseCreation {
    /// Throws: `DatabaseError`; `StoreError` when the file cannot be renamed.
    static func create(_ path: String) throws {
        let draft = path + ".new"
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) }
        try DatabaseFiles.createEmpty(draft)
        let queue = try DatabaseQueue(path: draft)
        try Schema.migrator.migrate(queue)
        try queue.close()
        // What an earlier database of that name has left is empty; SQLite would take it for this one's.
        for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
        guard rename(draft, path) == 0 else { throw StoreError.unusable(path, Errno.text) }
        FolderOnDisk.flushFolder(of: path)
    }
}
