import Discord
import Foundation
import GRDB
import Testing

@testable import Wishes

@Suite("Backup and restore")
struct BackupTests {
    private static let now = Date(timeIntervalSince1970: 1_790_000_000)

    /// A folder with a database that a bot is using.
    private struct Scene: ~Copyable {
        let folder: URL
        let store: WishStore
        var path: String { folder.appending(path: "wishes.sqlite3").path }

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
        }

        func file(_ name: String) -> String { folder.appending(path: name).path }

        func wish(_ id: UInt64) async throws {
            let intent = WishIntent(
                cardID: "card\(id)", guildID: 1, channelID: 2, kind: .video, text: "wish \(id)", channelName: nil,
                authorID: 3, commandID: Snowflake(id + 1_000), createdAt: BackupTests.now, voteEmoji: nil)
            _ = try await store.begin(intent)
            try await store.activate(intent, message: Snowflake(id), why: "planted", at: BackupTests.now)
        }

        deinit {
            store.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    private func names(_ scene: borrowing Scene, _ folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: scene.file(folder)).sorted()
    }

    @Test("A backup beside a running bot is one complete file that only its owner can read, without the session")
    func backup() async throws {
        let scene = try Scene()
        for id in 1...3 as ClosedRange<UInt64> { try await scene.wish(id) }
        try await scene.store.gateway.keep(
            StoppedSession(
                resumable: ResumableSession(sessionID: "s", url: "wss://r", sequence: 1), botID: 9, guilds: [1],
                heardAt: Self.now))
        let facts = try DatabaseBackup.write(of: scene.path, to: scene.file("copy.sqlite3"))
        #expect(facts.wishes == 3 && facts.bytes > 0)
        #expect(try mode(facts.path) == 0o600)
        try await scene.wish(4)
        let copy = try WishStore(path: facts.path)
        defer { copy.close() }
        #expect(try await copy.wishes(guild: 1).map(\.messageID) == [1, 2, 3])
        #expect(try await copy.gateway.keptSessions(at: Date()).isEmpty)
        #expect(try await !scene.store.gateway.keptSessions(at: Date()).isEmpty)
    }

    @Test("A backup replaces no file and follows no link, and one that fails leaves nothing")
    func existing() async throws {
        let scene = try Scene()
        try Data("mine".utf8).write(to: URL(fileURLWithPath: scene.file("a")))
        try FileManager.default.createSymbolicLink(atPath: scene.file("b"), withDestinationPath: scene.file("target"))
        try FileManager.default.createSymbolicLink(
            atPath: scene.file("c.part"), withDestinationPath: scene.file("target"))
        let before = try names(scene)
        #expect(throws: StoreError.exists(scene.file("a"))) {
            try DatabaseBackup.write(of: scene.path, to: scene.file("a"))
        }
        #expect(throws: StoreError.self) { try DatabaseBackup.write(of: scene.path, to: scene.file("b")) }
        #expect(throws: StoreError.self) { try DatabaseBackup.write(of: scene.path, to: scene.file("none/a")) }
        #expect(throws: StoreError.missing(scene.file("none"))) {
            try DatabaseBackup.write(of: scene.file("none"), to: scene.file("d"))
        }
        #expect(try names(scene) == before)
        try DatabaseBackup.write(of: scene.path, to: scene.file("c"))
        #expect(!FileManager.default.fileExists(atPath: scene.file("target")))
        #expect(String(data: try Data(contentsOf: URL(fileURLWithPath: scene.file("a"))), encoding: .utf8) == "mine")
    }

    @Test(
        "A database that cannot be written and a full disk are named as such, other errors as possible damage",
        arguments: [
            (ResultCode.SQLITE_READONLY, "Give the bot's user the right"), (.SQLITE_CANTOPEN, "Give the bot's user"),
            (.SQLITE_FULL, "no room on the disk"), (.SQLITE_CORRUPT, "restore a backup"),
        ])
    func causes(code: ResultCode, words: String) {
        let error = StoreError(DatabaseError(resultCode: code), at: "/d")
        #expect(error.description.contains(words), "\(error)")
        #expect(error.meansDamage == (code == .SQLITE_CORRUPT))
    }

    @Test("A folder keeps the newest backups, and removes nothing else")
    func rotation() async throws {
        let scene = try Scene()
        let folder = BackupFolder(scene.file("backups"))
        for day in 0..<4 {
            _ = try folder.add(scene.path, keep: 2, at: Self.now + Double(day) * 86_400)
            try Data().write(to: URL(fileURLWithPath: scene.file("backups/dreambot-notes.sqlite3")))
        }
        #expect(folder.backups.map(\.date) == [Self.now + 3 * 86_400, Self.now + 2 * 86_400])
        #expect(try names(scene, "backups").count == 3)
        // The newest one is damaged.
        let newest = try #require(folder.backups.first?.path)
        try Data("SQLite format 3\0 and no more".utf8).write(to: URL(fileURLWithPath: newest))
        #expect(folder.newestGood == folder.backups.last?.path)
    }

    @Test("A restore needs a stopped bot, keeps the database that was there with its log, and says where")
    func restore() async throws {
        let scene = try Scene()
        try await scene.wish(1)
        let backup = scene.file("backup.sqlite3")
        try DatabaseBackup.write(of: scene.path, to: backup)
        try await scene.wish(2)
        #expect(throws: StoreError.busy(scene.path)) {
            try DatabaseRestore.restore(backup, to: scene.path, at: Self.now)
        }
        scene.store.close()
        let facts = try DatabaseRestore.restore(backup, to: scene.path, at: Self.now)
        #expect(facts.wishes == 1)
        let kept = try #require(facts.kept)
        for (path, expected) in [(scene.path, 1), (kept, 2)] {
            let store = try WishStore(path: path)
            #expect(try await store.wishes(guild: 1).count == expected)
            store.close()
        }
        #expect(try mode(scene.path) == 0o600)
    }

    @Test(
        "A file that is no whole database of this version or an older one is not restored, and nothing changes",
        arguments: ["", "no database", "SQLite format 3\0 and no more"])
    func badBackup(content: String) async throws {
        let scene = try Scene()
        try await scene.wish(1)
        scene.store.close()
        let bad = scene.file("bad.sqlite3")
        try Data(content.utf8).write(to: URL(fileURLWithPath: bad))
        let before = (try names(scene), try Data(contentsOf: URL(fileURLWithPath: scene.path)))
        #expect(throws: StoreError.self) { try DatabaseRestore.restore(bad, to: scene.path, at: Self.now) }
        #expect(try names(scene) == before.0)
        #expect(try Data(contentsOf: URL(fileURLWithPath: scene.path)) == before.1)
    }

    @Test("Before a database is brought up to date a backup with the old tables is made, once")
    func migration() throws {
        let scene = try Scene()
        let path = scene.file("old.sqlite3")
        let old = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(old, upTo: "3 thresholds")
        try old.close()
        let store = try WishStore(path: path)
        store.close()
        let newest = try #require(Schema.migrator.migrations.last).prefix { $0 != " " }
        let backup = "\(path).before-\(newest)"
        let applied = try DatabaseQueue(path: backup).read { db in
            try String.fetchAll(db, sql: "SELECT identifier FROM grdb_migrations")
        }
        #expect(applied.contains("3 thresholds") && !applied.contains("5 weekly summaries"))
        #expect(try mode(backup) == 0o600)
        #expect(try names(scene).filter { $0.contains(".before-") }.count == 1)
    }
}
