import Discord
import Foundation
import GRDB
import Testing

@testable import Wishes

@Suite("What is opened as a database")
struct DatabaseInspectionTests {
    private let folder: URL
    private var path: String { folder.appending(path: "wishes.sqlite3").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "inspect-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Every file beside the lock, with its bytes.
    private var files: [String: Data] {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            return try Dictionary(
                uniqueKeysWithValues: names.filter { !$0.hasSuffix(".lock") }.map { name in
                    (name, try Data(contentsOf: folder.appending(path: name)))
                })
        }
    }

    /// Opens what is there for writing; it must be refused, with these words, and not changed.
    private func expectRefusal(_ words: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let before = try files
        let error = #expect(throws: StoreError.self, sourceLocation: sourceLocation) { try WishStore(path: path) }
        #expect(
            error?.description.contains(words) == true, "\(error?.description ?? "")", sourceLocation: sourceLocation)
        #expect(try files == before, sourceLocation: sourceLocation)
    }

    private func write(_ sql: String) throws {
        let database = try DatabaseQueue.withoutForeignKeys(path)
        try database.writeWithoutTransaction { try $0.execute(sql: sql) }
        try database.close()
    }

    @Test("A newer schema is refused and its bytes stay")
    func newer() throws {
        try WishStore(path: path).close()
        try write("INSERT INTO grdb_migrations VALUES ('99 future'); CREATE TABLE future (id INTEGER PRIMARY KEY)")
        try expectRefusal("newer dreambot")
    }

    @Test("A newer schema that is still in the log is refused and its bytes stay")
    func newerInLog() throws {
        try WishStore(path: path).close()
        let database = try DatabaseQueue(path: path)
        try database.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; INSERT INTO grdb_migrations VALUES ('99 future')")
        }
        // As a killed process leaves it.
        let saved = try files
        try database.close()
        for name in try files.keys { try FileManager.default.removeItem(at: folder.appending(path: name)) }
        for (name, bytes) in saved where !name.hasSuffix("-shm") { try bytes.write(to: folder.appending(path: name)) }
        try expectRefusal("newer dreambot")
    }

    @Test(
        "A database of another program is refused and its bytes stay",
        arguments: [
            "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY); PRAGMA journal_mode = WAL",
            "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY)",
            "PRAGMA application_id = 252006675; CREATE TABLE tiles (id INTEGER)",
            "CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY); CREATE TABLE players (id INTEGER)",
        ])
    func foreign(sql: String) throws {
        try write(sql)
        try expectRefusal("another program")
    }

    @Test("An old database with a table that is not ours is refused and its bytes stay")
    func oldWithForeignTable() throws {
        try write(FrozenSchema.all[0].sql + "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY);")
        try expectRefusal("another program")
    }

    @Test("A damaged header is refused and its bytes stay")
    func damagedHeader() throws {
        try WishStore(path: path).close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        bytes.replaceSubrange(0..<4, with: Data("XXXX".utf8))
        try bytes.write(to: URL(fileURLWithPath: path))
        try expectRefusal("not a SQLite database")
    }

    @Test("A damaged page is refused and its bytes stay", arguments: [1, 2, 5])
    func damagedPage(page: Int) throws {
        try write(FrozenSchema.all[3].sql)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for index in (page * 4_096)..<(page * 4_096 + 64) { bytes[index] = 0xFF }
        try bytes.write(to: URL(fileURLWithPath: path))
        try expectRefusal("restore a backup")
    }

    @Test("A missing table is refused and its bytes stay")
    func missingTable() throws {
        try WishStore(path: path).close()
        try write("DROP TABLE refusals")
        try expectRefusal("refusals")
    }

    @Test("An empty file is refused and stays empty")
    func empty() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        try expectRefusal("is empty")
    }

    @Test("A text file is refused and its bytes stay")
    func text() throws {
        try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
        try expectRefusal("not a SQLite database")
    }

    @Test("A folder in the database's place is refused")
    func directory() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let error = #expect(throws: StoreError.self) { try WishStore(path: path) }
        #expect(error == .notAFile(path, isFolder: true))
        #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
    }

    @Test("A log whose database is gone is refused and its bytes stay")
    func strayLog() throws {
        try Data("changes".utf8).write(to: URL(fileURLWithPath: path + "-wal"))
        try expectRefusal("wishes.sqlite3-wal")
    }

    @Test("A database of every earlier version carries our mark after it was opened", arguments: FrozenSchema.all)
    func mark(version: FrozenSchema) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(version.sql)
        #expect(try WishStore(path: path).close() == nil)
        let mark = try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
        #expect(mark == Schema.applicationID)
    }

    @Test("What a start that died while it made a database has left is replaced")
    func leftover() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("half".utf8).write(to: URL(fileURLWithPath: path + ".new"))
        #expect(try WishStore(path: path).close() == nil)
        #expect(try files.keys.sorted() == ["wishes.sqlite3"])
    }
}
