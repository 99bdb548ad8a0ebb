import Logging
import Synchronization

/// The level below which nothing is logged: one for all loggers of the process, so that it can change while they are used.
final class LogLevelSwitch: Sendable {
    private struct State {
        var configured: Logger.Level
        /// Set over the configured one, until the next.
        var override: Logger.Level?
    }

    private let state: Mutex<State>

    init(_ level: Logger.Level) { state = Mutex(State(configured: level)) }

    /// The level that counts.
    var current: Logger.Level { state.withLock { $0.override ?? $0.configured } }

    /// The configuration says so. An override stays.
    func configure(_ level: Logger.Level) { state.withLock { $0.configured = level } }

    /// Sets a level over the configured one; nil goes back to that.
    func override(_ level: Logger.Level?) { state.withLock { $0.override = level } }

    /// Switches `debug` on, or goes back to the configured level. Returns the level that counts now.
    func toggleDebug() -> Logger.Level {
        state.withLock { state in
            state.override = state.override == nil ? .debug : nil
            return state.override ?? state.configured
        }
    }
}
