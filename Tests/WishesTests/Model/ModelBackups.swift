import Discord
import Foundation
import Synchronization
import TestSupport

/// Copies of a run's database. Made and restored only while no process has the file open.
final class ModelBackups: Sendable {
    /// Which copy.
    enum Choice: Sendable { case newest, any }

    private let folder: URL
    private let state = Mutex((copies: 0, others: 0, wasRestored: false))

    init(_ folder: URL) { self.folder = folder }

    /// The database of the first process.
    var database: String { folder.appending(path: "wishes.sqlite3").path }
    /// Whether there is a copy to restore.
    var exist: Bool { state.withLock { $0.copies > 0 } }
    /// Whether one was ever restored.
    var wasRestored: Bool { state.withLock(\.wasRestored) }

    /// Makes a copy of a database as it is.
    func make(of database: String) throws {
        let number = state.withLock { state in
            state.copies += 1
            return state.copies
        }
        try copy(from: database, to: path(of: number))
    }

    /// Puts one of the copies in the place of a database.
    func restore(to database: String, using random: inout SplitMix64) throws {
        state.withLock { $0.wasRestored = true }
        try copy(from: path(of: number(.any, &random)), to: database)
    }

    /// Makes another database of a copy. Returns its path.
    func copy(_ choice: Choice, using random: inout SplitMix64) throws -> String {
        let other = state.withLock { state in
            state.others += 1
            return state.others
        }
        let target = folder.appending(path: "other-\(other).sqlite3").path
        try copy(from: path(of: number(choice, &random)), to: target)
        return target
    }

    private func number(_ choice: Choice, _ random: inout SplitMix64) -> Int {
        let copies = state.withLock(\.copies)
        return choice == .newest ? copies : Int.random(in: 1...copies, using: &random)
    }

    private func path(of copy: Int) -> String { folder.appending(path: "copy-\(copy).sqlite3").path }

    private func copy(from source: String, to target: String) throws {
        for suffix in ["", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: target + suffix)
            guard FileManager.default.fileExists(atPath: source + suffix) else { continue }
            try FileManager.default.copyItem(atPath: source + suffix, toPath: target + suffix)
        }
    }
}
