import Foundation
import Synchronization

extension Sandbox {
    /// The source of the sandbox's time: for ids, rate limits, session lifetimes and nonces.
    public struct Clock: Sendable {
        let now: @Sendable () -> Date

        /// A clock that calls a closure.
        public init(now: @escaping @Sendable () -> Date) {
            self.now = now
        }

        /// The wall clock.
        public static let wall = Clock { Date() }
    }

    /// A clock that only `advance` moves, for tests.
    public final class ManualClock: Sendable {
        private let current: Mutex<Date>

        /// Starts at a time, by default the current one.
        public init(_ start: Date = Date()) {
            current = Mutex(start)
        }

        /// Its current time.
        public var now: Date { current.withLock { $0 } }

        /// Moves it forward by seconds.
        public func advance(by seconds: Double) {
            current.withLock { $0.addTimeInterval(seconds) }
        }

        /// The clock to pass to a sandbox.
        public var clock: Clock { Clock { self.now } }
    }
}
