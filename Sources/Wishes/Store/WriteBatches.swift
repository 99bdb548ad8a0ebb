import GRDB
import Synchronization

/// Puts writes that come while another one is under way into one transaction, so that one flush of the disk serves them all.
/// A write ends when it is on the disk, as it does alone. When one of several fails, all are undone and done again one by
/// one: none fails because of another.
final class WriteBatches: Sendable {
    /// A write that waits for the next transaction.
    private struct Waiting: Sendable {
        /// Writes. Returns what is to be done once that is stored. May be called twice.
        let perform: @Sendable (Database) throws -> @Sendable () -> Void
        /// It was not stored.
        let failed: @Sendable (any Error) -> Void
    }

    private let database: DatabasePool
    private let waiting = Mutex<[Waiting]>([])

    init(_ database: DatabasePool) { self.database = database }

    /// How many writes wait for the next transaction.
    var waitingCount: Int { waiting.withLock(\.count) }

    /// Writes in one transaction, which is rolled back when `body` throws; `body` may be called twice. `committed` is called
    /// with its result once that is stored, before any later write begins.
    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value, committed: @escaping @Sendable (Value) -> Void
    ) async throws -> Value {
        try Task.checkCancellation()
        return try await withCheckedThrowingContinuation { continuation in
            let write = Waiting(
                perform: { db in
                    let value = try body(db)
                    return {
                        committed(value)
                        continuation.resume(returning: value)
                    }
                }, failed: { continuation.resume(throwing: $0) })
            let isFirst = waiting.withLock { waiting in
                waiting.append(write)
                return waiting.count == 1
            }
            // Whatever comes before it begins goes with it.
            if isFirst { database.asyncWriteWithoutTransaction { db in self.carryOut(in: db) } }
        }
    }

    private func carryOut(in db: Database) {
        let writes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        if writes.count > 1, let stored = try? Self.store(writes, in: db) {
            for tell in stored { tell() }
            return
        }
        for write in writes {
            do {
                for tell in try Self.store([write], in: db) { tell() }
            } catch {
                write.failed(error)
            }
        }
    }

    /// One transaction. Returns what is to be done now that it is stored. Throws why it was rolled back.
    private static func store(_ writes: [Waiting], in db: Database) throws -> [@Sendable () -> Void] {
        var stored: [@Sendable () -> Void] = []
        try db.inTransaction {
            stored = try writes.map { try $0.perform(db) }
            return .commit
        }
        return stored
    }
}
