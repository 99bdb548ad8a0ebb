import Foundation
import GRDB
import Testing

@testable import Wishes

extension DatabaseQueue {
    /// A database that tables can be dropped from; in memory without a path.
    static func withoutForeignKeys(_ path: String? = nil) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        guard let path else { return try DatabaseQueue(configuration: configuration) }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// Another program's connection, which may leave a transaction open.
    convenience init(lockingAt path: String) throws {
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        try self.init(path: path, configuration: configuration)
    }
}

/// A store on a real file, which can be closed and opened again.
final class TemporaryStore {
    private(set) var store: WishStore
    private let folder: URL
    private var path: String { folder.appending(path: "wishes.sqlite3").path }

    /// The file is first filled by these SQL statements, if any.
    init(filledBy sql: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "store-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "wishes.sqlite3").path
        if let sql {
            let old = try DatabaseQueue.withoutForeignKeys(path)
            try old.write { try $0.execute(sql: sql) }
            try old.close()
        }
        store = try WishStore(path: path)
    }

    func reopen() {
        store.close()
        do {
            store = try WishStore(path: path)
        } catch {
            Issue.record(error)
        }
    }

    /// Closes the store and reads its file with a connection of the test's own.
    func closeAndRead<Value>(_ body: (Database) throws -> Value) throws -> Value {
        store.close()
        return try DatabaseQueue(path: path).read(body)
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(at: folder)
    }
}
