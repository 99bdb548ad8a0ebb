import Foundation
import GRDB

/// The backup before a database is brought up to date: `PATH.before-N`, where N is the number of the newest migration.
///
/// With it the older version can be installed again.
enum MigrationBackup {
    /// Makes it if a migration is due. One that was made before an attempt that failed is kept.
    ///
    /// Throws: `StoreError`, `DatabaseError`; then the database has not changed.
    static func make(of path: String) throws {
        guard let newest = Schema.migrator.migrations.last, try isDue(path) else { return }
        let backup = "\(path).before-\(newest.prefix { $0 != " " })"
        guard access(backup, F_OK) != 0 else { return }
        try DatabaseBackup.write(of: path, to: backup)
    }

    private static func isDue(_ path: String) throws -> Bool {
        let queue = try DatabaseInspection.reader(of: path)
        defer { try? queue.close() }
        return try queue.read { db in
            // A database without tables has nothing to lose.
            guard try !Schema.tables(in: db).isEmpty else { return false }
            return try !Schema.migrator.hasCompletedMigrations(db)
        }
    }
}
