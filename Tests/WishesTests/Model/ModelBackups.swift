import Discord
import Foundation
import Synchronization
import TestSupport

/// Copies of a run's database. Made and restored only while no process has it open.
final class ModelBackups: Sendable {
    /// The database of the run.
    let database: URL
    private let folder: URL
    private let state = Mutex((copies: 0, wasRestored: false))

    init(_ folder: URL) {
        self.folder = folder
        database = folder.appending(path: "wishes.sqlite3")
    }

    /// Whether there is a copy to restore.
    var exist: Bool { state.withLock { $0.copies > 0 } }
    /// Whether one was ever restored.
    var wasRestored: Bool { state.withLock(\.wasRestored) }

    /// Makes a copy of the database as it is.
    func make() throws {
        let number = state.withLock { state in
            state.copies += 1
            return state.copies
        }
        try copy(from: database.path, to: path(of: number))
    }

    /// Puts one of the copies in the place of the database.
    func restore(using random: inout SplitMix64) throws {
        let number = state.withLock { state in
            state.wasRestored = true
            return Int.random(in: 1...state.copies, using: &random)
        }
        try copy(from: path(of: number), to: database.path)
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
