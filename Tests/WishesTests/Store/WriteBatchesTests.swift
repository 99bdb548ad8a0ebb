import Dispatch
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Wishes

@Suite("Writes that come together")
final class WriteBatchesTests: Sendable {
    /// Counts the transactions that were stored.
    private final class Commits: TransactionObserver, Sendable {
        let count = Mutex(0)

        func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { false }
        func databaseDidChange(with event: DatabaseEvent) {}
        func databaseDidCommit(_ db: Database) { count.withLock { $0 += 1 } }
        func databaseDidRollback(_ db: Database) {}
    }

    private struct Refusal: Error {}

    private let folder: URL
    private let database: DatabasePool
    private let batches: WriteBatches
    private let commits = Commits()
    private let stored = Mutex<[Int]>([])

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "batches-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try DatabasePool(path: folder.appending(path: "numbers.sqlite3").path)
        try database.write { try $0.execute(sql: "CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT") }
        database.add(transactionObserver: commits, extent: .databaseLifetime)
        batches = WriteBatches(database)
    }

    deinit {
        try? database.close()
        try? FileManager.default.removeItem(at: folder)
    }

    private func write(_ number: Int, isRefused: Bool = false) async throws -> Int {
        try await batches.write { db in
            try db.execute(sql: "INSERT INTO numbers VALUES (?)", arguments: [number])
            if isRefused { throw Refusal() }
            return number * 10
        } committed: { result in
            self.stored.withLock { $0.append(result) }
        }
    }

    /// Writes these numbers while another write is under way. Returns what each was answered; an error is −1.
    private func writeTogether(_ numbers: Range<Int>, refused: Set<Int> = []) async throws -> [Int: Int] {
        let (hasBegun, mayEnd) = (Counter(), DispatchSemaphore(value: 0))
        let held = Task {
            try await batches.write(
                { _ in
                    _ = hasBegun.next()
                    mayEnd.wait()
                }, committed: { _ in })
        }
        #expect(await eventually { hasBegun.value == 1 })
        let answers: [Int: Int] = await withTaskGroup(of: (Int, Int).self) { group in
            for number in numbers {
                group.addTask {
                    (number, (try? await self.write(number, isRefused: refused.contains(number))) ?? -1)
                }
            }
            #expect(await eventually { self.batches.waitingCount == numbers.count })
            mayEnd.signal()
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        try await held.value
        return answers
    }

    private func numbers() throws -> Set<Int> {
        try database.read { try Int.fetchSet($0, sql: "SELECT number FROM numbers") }
    }

    @Test("Writes that come during another are one transaction, each with its own result")
    func together() async throws {
        let answers = try await writeTogether(1..<51)
        #expect(answers == Dictionary(uniqueKeysWithValues: (1..<51).map { ($0, $0 * 10) }))
        #expect(try numbers() == Set(1..<51))
        #expect(Set(stored.withLock(\.self)) == Set((1..<51).map { $0 * 10 }))
        #expect(commits.count.withLock(\.self) <= 2)
    }

    @Test("When one of them fails the others are stored, and only what is stored is reported as stored")
    func failing() async throws {
        let answers = try await writeTogether(1..<11, refused: [3, 10])
        #expect(answers.filter { $0.value == -1 }.keys.sorted() == [3, 10])
        #expect(try numbers() == Set(1..<11).subtracting([3, 10]))
        #expect(stored.withLock { $0.sorted() } == [10, 20, 40, 50, 60, 70, 80, 90])
    }

    @Test("A write of a cancelled task is not begun; the next one is")
    func cancelled() async throws {
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await write(1)
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await write(2) == 20)
        #expect(try numbers() == [2])
    }
}
