import GRDB

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
    /// An older dreambot has written it, and a reader cannot change that.
    case olderSchema(String)
    /// There is a file, but nothing in it.
    case emptyFile(String)
    /// There is a folder, a device, a pipe in its place.
    case notAFile(String, isFolder: Bool)
    /// A symbolic link in the place of one of the database's files.
    case link(String)
    /// Another user of the machine can change it; the second value names the file and the cure.
    case untrusted(String, String)
    /// The file is no SQLite database, or its header is damaged.
    case notADatabase(String)
    /// A SQLite database of another program.
    case foreign(String)
    /// The file is gone, but not its log of changes.
    case strayLog(String)
    /// It was closed, but its log could not be emptied; the second value is the reason.
    case unfinishedLog(String, String)
    /// A file that would be written exists already.
    case exists(String)
    /// A backup cannot be written; the second value is the reason.
    case unwritable(String, String)
    /// SQLite may not write the file or beside it; the second value is the reason.
    case readOnly(String, String)
    /// The disk has no room for it.
    case diskFull(String)
    /// SQLite or the file system refuses; the second value is the reason.
    case unusable(String, String)

    /// Whether the database is damaged, so that a backup would help.
    package var meansDamage: Bool {
        switch self {
        case .emptyFile, .notADatabase, .strayLog, .unusable: true
        default: false
        }
    }

    /// The cause and the cure.
    package var description: String {
        switch self {
        case .noFolder(let folder): "The database's folder \(folder) does not exist. Create it, or set \"database\"."
        case .missing(let path): "There is no database at \(path) yet; it is made by the first `dreambot run`."
        case .busy(let path): "Another dreambot uses the database \(path). Stop that one first."
        case .newerSchema(let path):
            "The database \(path) was written by a newer dreambot. Install that version again, or restore a backup."
        case .olderSchema(let path):
            "The database \(path) was written by an older dreambot. Start `dreambot run` once: it is brought up to date then."
        case .emptyFile(let path):
            "The file \(path) is empty. If it was a database, restore a backup; else remove it."
        case .notAFile(let path, let isFolder):
            "\(path) is \(isFolder ? "a folder" : "no regular file"). Set \"database\" to the path of a file."
        case .link(let file):
            "\(file) is a symbolic link, which dreambot does not follow. Set \"database\" to the file itself, or remove the link."
        case .untrusted(let path, let reason): "The database \(path) is not opened: \(reason)."
        case .notADatabase(let path):
            "The file \(path) is not a SQLite database, or its header is damaged. It was not changed. Check \"database\", "
                + "or restore a backup."
        case .foreign(let path):
            "The database \(path) belongs to another program. It was not changed. Set \"database\" to another path."
        case .strayLog(let path):
            "The database \(path) is gone, but its latest changes are still in \(path)-wal. Put the database back; or, to "
                + "begin with an empty one, remove \(path)-wal."
        case .unfinishedLog(let path, let reason):
            "The latest changes are in \(path)-wal and not in \(path) yet (\(reason)). Copy or move both files together; "
                + "the next start and clean stop of dreambot joins them."
        case .exists(let path): "\(path) exists already and is not replaced. Give another name."
        case .unwritable(let path, let reason):
            "\(path) cannot be written: \(reason). Check the disk's space and who owns the folder."
        case .readOnly(let path, let reason):
            "The database \(path) cannot be written (\(reason)). Give the bot's user the right to write the file and its folder, "
                + "or mount the file system for writing."
        case .diskFull(let path):
            "There is no room on the disk of the database \(path). Free some; nothing was changed."
        case .unusable(let path, let reason):
            "The database \(path) cannot be used: \(reason). If it is damaged, restore a backup."
        }
    }
}

extension StoreError {
    /// What an error of SQLite's means for the database at a path.
    ///
    /// Source: https://www.sqlite.org/rescode.html
    init(_ error: any Error, at path: String) {
        guard let error = error as? DatabaseError else {
            self = .unusable(path, "\(error)")
            return
        }
        switch error.resultCode {
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .readOnly(path, error.message ?? "SQLite error \(error.resultCode.rawValue)")
        case .SQLITE_FULL: self = .diskFull(path)
        default: self = .unusable(path, "\(error)")
        }
    }
}
