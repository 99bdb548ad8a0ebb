import Discord
import Foundation

@testable import Wishes

/// Empty databases in a folder of their own.
final class ExchangeFixture: Sendable {
    static let now = Date(timeIntervalSince1970: 1_790_000_000)
    let folder: URL
    let store: WishStore

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "exchange-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try WishStore(path: folder.appending(path: "wishes.sqlite3").path)
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Takes a file's text.
    @discardableResult
    func take(_ text: String, at now: Date = ExchangeFixture.now) async throws -> ImportReport {
        try await store.take(try ImportFile(Data(text.utf8)), at: now)
    }

    func json() async throws -> String { String(decoding: try await WishExport(store).json(), as: UTF8.self) }

    func wish(_ message: UInt64) async throws -> Wish? { try await store.wish(message: Snowflake(message)) }

    /// A record of the predecessor, as JSON; `changes` are put over it, NSNull takes a key away.
    static func record(_ changes: [String: any Sendable] = [:]) -> String {
        var record: [String: any Sendable] = [
            "type": "video", "author_id": "7", "description": "moss", "guild_id": 1000, "votes": 3,
            "created_at": "2025-11-21T10:00:00.123456",
        ]
        for (key, value) in changes { record[key] = value is NSNull ? nil : value }
        let data = try? JSONSerialization.data(withJSONObject: record, options: [.sortedKeys])
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}
