import GRDB
import Synchronization

/// Puts writes that come while another one is under way into one transaction, so that one flush of the disk serves them all.
/// A write ends when it is on the disk, as it does alone. When one of several fails, all are undone and done again one by
/// one: none fails because of another.
final class WriteBatches: Sendable {
    private let database: DatabasePool
    private let waiting = Mutex<[any WaitingWrite]>([])

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
            let write = Write(body: body, committed: committed, continuation: continuation)
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
        if writes.count > 1, Self.error(of: writes, in: db) == nil {
            for write in writes { write.ended(nil) }
        } else {
            for write in writes { write.ended(Self.error(of: [write], in: db)) }
        }
    }

    /// One transaction. Returns why it was rolled back.
    private static func error(of writes: [any WaitingWrite], in db: Database) -> (any Error)? {
        do {
            try db.inTransaction {
                for write in writes { try write.perform(in: db) }
                return .commit
            }
            return nil
        } catch {
            return error
        }
    }
}

private protocol WaitingWrite: Sendable {
    func perform(in db: Database) throws
    /// It is stored, or failed.
    func ended(_ error: (any Error)?)
}

private final class Write<Value: Sendable>: WaitingWrite {
    private let body: @Sendable (Database) throws -> Value
    private let committed: @Sendable (Value) -> Void
    private let continuation: CheckedContinuation<Value, any Error>
    private let result = Mutex<Value?>(nil)

    init(
        body: @escaping @Sendable (Database) throws -> Value, committed: @escaping @Sendable (Value) -> Void,
        continuation: CheckedContinuation<Value, any Error>
    ) {
        (self.body, self.committed, self.continuation) = (body, committed, continuation)
    }

    func perform(in db: Database) throws {
        let value = try body(db)
        result.withLock { $0 = value }
    }

    func ended(_ error: (any Error)?) {
        guard error == nil, let value = result.withLock(\.self) else {
            continuation.resume(throwing: error ?? CancellationError())
            return
        }
        committed(value)
        continuation.resume(returning: value)
    }
}
