import Discord
import Foundation
import GRDB
import Testing

@testable import Wishes

@Suite("Closing the database")
struct CleanStopTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let folder: URL
    private var path: String { folder.appending(path: "wishes.sqlite3").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "close-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func plant(_ store: WishStore, _ ids: ClosedRange<UInt64>) async throws {
        for id in ids {
            let intent = WishIntent(
                cardID: "card\(id)", guildID: Snowflake(1), channelID: Snowflake(2), kind: .video, text: "moss \(id)",
                authorID: Snowflake(7), commandID: Snowflake(id + 1_000), createdAt: now)
            _ = try await store.begin(intent)
            try await store.activate(intent, message: Snowflake(id), why: "wished", at: now)
        }
    }

    /// Reads with several connections at once, as a running bot does.
    private func readInParallel(_ store: WishStore) async throws {
        try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { _ = try await store.wishes(guild: Snowflake(1)) } }
            try await group.waitForAll()
        }
    }

    @Test("After a clean stop the file alone holds every row")
    func oneFile() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try WishStore(path: path)
        try await plant(store, 1...90)
        try await readInParallel(store)
        #expect(store.close() == nil)
        #expect(try DatabaseInspection.size(of: path + "-wal") ?? 0 == 0)
        let copy = folder.appending(path: "copy.sqlite3").path
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        let opened = try WishStore(path: copy)
        #expect(try await opened.wishes(guild: Snowflake(1)).count == 90)
        #expect(opened.close() == nil)
    }

    @Test("A log that a reader keeps from being emptied is reported, with its name")
    func reader() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try WishStore(path: path)
        try await plant(store, 1...3)
        let reader = try DatabaseQueue(lockingAt: path)
        try await reader.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN")
            _ = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM wishes")
        }
        try await plant(store, 4...6)
        let problem = try #require(store.close())
        #expect("\(problem)".contains("wishes.sqlite3-wal") && "\(problem)".contains("both files"))
        try reader.close()
        // Nothing is lost: the next start reads both.
        let again = try WishStore(path: path)
        #expect(try await again.wishes(guild: Snowflake(1)).count == 6)
        #expect(again.close() == nil)
    }

    @Test("A database that is opened through a link to its folder is complete as well")
    func link() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let link = FileManager.default.temporaryDirectory.appending(path: "link-\(UUID())").path
        defer { try? FileManager.default.removeItem(atPath: link) }
        try WishStore(path: path).close()
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.path)
        let store = try WishStore(path: link + "/" + URL(fileURLWithPath: path).lastPathComponent)
        try await plant(store, 1...5)
        #expect(store.close() == nil)
        #expect(try DatabaseInspection.size(of: path + "-wal") ?? 0 == 0)
    }
}
