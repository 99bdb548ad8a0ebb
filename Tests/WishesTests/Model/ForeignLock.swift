import GRDB
import Synchronization

@testable import Wishes

/// Another program that locks a run's database now and then: until it lets go, every write of the bot fails at once.
final class ForeignLock: Sendable {
    private struct State {
        var connection: DatabaseQueue?
        var isHeld = false
        /// How many calls to Discord may still be made before it lets go; nil for no end.
        var callsLeft: Int?
    }

    private let path: String
    private let state = Mutex(State())

    init(_ path: String) { self.path = path }

    var isHeld: Bool { state.withLock(\.isHeld) }

    /// Takes the lock, for so many calls to Discord.
    func take(calls: Int? = nil) {
        state.withLock { state in
            guard !state.isHeld else { return }
            do {
                let connection = try state.connection ?? DatabaseQueue(lockingAt: path)
                state.connection = connection
                try connection.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
                (state.isHeld, state.callsLeft) = (true, calls)
            } catch {
                // The bot is writing: this time it is quicker.
            }
        }
    }

    /// A call to Discord begins.
    func callBegan() {
        let isOver = state.withLock { state in
            guard state.isHeld, let left = state.callsLeft else { return false }
            state.callsLeft = left - 1
            return left <= 0
        }
        if isOver { release() }
    }

    /// Lets go.
    func release() {
        state.withLock { state in
            guard state.isHeld, let connection = state.connection else { return }
            try? connection.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
            state.isHeld = false
        }
    }

    /// Lets go and closes the file. No lock is taken afterwards.
    func close() {
        release()
        state.withLock { state in
            try? state.connection?.close()
            (state.connection, state.isHeld) = (nil, true)
        }
    }
}
