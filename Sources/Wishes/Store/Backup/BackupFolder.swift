import Discord
import Foundation
import GRDB

/// A folder of backups that are made at intervals: `dreambot-20261129T053000.000Z.sqlite3`. Other files in it are left alone.
package struct BackupFolder: Sendable {
    /// The folder.
    package let path: String

    private static let (prefix, suffix) = ("dreambot-", ".sqlite3")

    /// A folder, which need not exist.
    package init(_ path: String) { self.path = path }

    /// A moment in a file's name, to the millisecond.
    static func stamp(_ date: Date) -> String { date.utcToTheMillisecond.filter { $0 != "-" && $0 != ":" } }

    /// The reverse of `stamp`; nil for anything else.
    private static func date(_ stamp: Substring) -> Date? {
        var text = String(stamp)
        guard text.utf8.count == 20, text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
        for (offset, separator) in [(4, "-"), (7, "-"), (13, ":"), (16, ":")] {
            text.insert(contentsOf: separator, at: text.index(text.startIndex, offsetBy: offset))
        }
        return Date(civil: text)
    }

    /// The path of a backup that is made now.
    package func path(at now: Date) -> String { path + "/" + Self.prefix + Self.stamp(now) + Self.suffix }

    /// The backups, newest first.
    package var backups: [(path: String, date: Date)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.compactMap { name in
            guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else { return nil }
            let stamp = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
            guard let date = Self.date(stamp) else { return nil }
            return (path + "/" + name, date)
        }.sorted { $0.date > $1.date }
    }

    /// Makes a backup of a database, then removes all but the `keep` newest. The folder is made if need be.
    ///
    /// Throws: `StoreError`; then no backup was removed.
    package func add(_ database: String, keep: Int, at now: Date) throws(StoreError) -> DatabaseBackup.Facts {
        if mkdir(path, 0o700) != 0, errno != EEXIST { throw .unwritable(path, Errno.text) }
        let facts = try DatabaseBackup.write(of: database, to: path(at: now))
        for old in backups.dropFirst(max(1, keep)) where old.path != facts.path { unlink(old.path) }
        return facts
    }

    /// The newest backup that can be restored; nil when there is none. Reads every newer one whole.
    package var newestGood: String? {
        backups.map(\.path).first { path in
            guard let isDatabase = try? DatabaseInspection.inspect(path) else { return false }
            return isDatabase
        }
    }
}
