import Foundation
import Wishes

/// Backups between two users: the database's owner reads and writes the database, root reads and writes the backup.
enum ForeignBackup {
    /// Copies the database as its owner, and writes the file as the caller. Throws `StoreError`.
    static func write(of database: String, to destination: String) throws(StoreError) -> DatabaseBackup.Facts {
        let owner = try DatabaseUser.owner(of: database)
        // Only root can do more in a folder than those who can change it.
        let other = geteuid() == 0 ? try DatabaseUser.owner(of: destination) : nil
        if let other, other.user != owner?.user {
            let allowed = owner.map { "of root or of user \($0.user)" } ?? "of root"
            throw .untrusted(destination, "its folder belongs to user \(other.user); use a folder \(allowed)")
        }
        guard let owner, other == nil else {
            try owner?.become()
            try DatabaseFiles.secure(database, forWriting: false)
            return try DatabaseBackup.write(of: database, to: destination)
        }
        var wishes = 0
        let copy = try owner.acting { () throws(StoreError) -> Int32 in
            try DatabaseFiles.secure(database, forWriting: false)
            return try inPrivateFolder { file throws(StoreError) in
                wishes = try DatabaseBackup.write(of: database, to: file).wishes
                return open(file, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
            }
        }
        defer { close(copy) }
        return try DatabaseBackup.place(copy, at: destination, wishes: wishes)
    }

    /// Reads the backup as the caller, and puts it in the database's place as that one's owner. Throws `StoreError`.
    static func restore(_ backup: String, to database: String) throws(StoreError) -> DatabaseRestore.Facts {
        guard let owner = try DatabaseUser.owner(of: database) else {
            try DatabaseFiles.secure(database, forWriting: true)
            return try DatabaseRestore.restore(backup, to: database, at: Date())
        }
        let opened = open(backup, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .unusable(backup, String(cString: strerror(errno))) }
        defer { close(opened) }
        try owner.become()
        try DatabaseFiles.secure(database, forWriting: true)
        return try inPrivateFolder { file throws(StoreError) in
            _ = try DatabaseBackup.place(opened, at: file, wishes: 0)
            return try DatabaseRestore.restore(file, to: database, at: Date())
        }
    }

    /// Runs with the path of a file in a new folder of the acting user's, which is removed afterwards.
    private static func inPrivateFolder<Value>(_ body: (String) throws(StoreError) -> Value) throws(StoreError) -> Value
    {
        var template = Array("/tmp/dreambot-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .unwritable("/tmp", String(cString: strerror(errno))) }
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        return try body(folder + "/copy.sqlite3")
    }
}
