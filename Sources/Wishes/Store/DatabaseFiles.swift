import Foundation

/// The files of a database in the file system: private ones of their owner, and no links.
package enum DatabaseFiles {
    /// The ends of the names of a database's files, the database itself included.
    static let suffixes = ["", "-wal", "-shm", "-journal", ".lock"]

    /// Refuses links and other users' files in the place of the database's; a writer makes its own ones private (0600).
    ///
    /// Call before SQLite opens the file. Throws: `StoreError`.
    package static func secure(_ path: String, forWriting: Bool) throws(StoreError) {
        let user = geteuid()
        for file in suffixes.map({ path + $0 }) {
            var facts = stat()
            guard lstat(file, &facts) == 0 else { continue }
            guard facts.st_mode & S_IFMT != S_IFLNK else { throw .link(file) }
            guard facts.st_mode & S_IFMT == S_IFREG else {
                throw .notAFile(file, isFolder: facts.st_mode & S_IFMT == S_IFDIR)
            }
            // A reader without root's rights needs only be let in by the owner.
            if facts.st_uid != user, forWriting || user == 0 {
                let reason = "\(file) belongs to user \(facts.st_uid), and dreambot runs as user \(user)"
                throw .untrusted(path, "\(reason); chown \(user) \(file)")
            }
            guard forWriting, facts.st_mode & 0o077 != 0 else { continue }
            guard chmod(file, facts.st_mode & 0o700) == 0 else {
                throw .unusable(path, "\(file): \(Errno.text)")
            }
        }
    }

    /// Makes an empty file that only its owner can read and write. Throws: `StoreError`.
    static func createEmpty(_ file: String) throws(StoreError) {
        let opened = open(file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .unusable(file, Errno.text) }
        close(opened)
    }
}
