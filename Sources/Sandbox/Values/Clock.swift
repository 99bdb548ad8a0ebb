import Foundation

extension Sandbox {
    /// Where the sandbox takes its time from: ids, rate limits, session lifetimes and nonces follow it.
    public struct Clock: Sendable {
        let now: @Sendable () -> Date

        /// Takes the time from a closure.
        public init(now: @escaping @Sendable () -> Date) {
            self.now = now
        }

        /// The wall clock.
        public static let wall = Clock { Date() }
    }

    /// A clock that moves only when told, for tests.
    public final class ManualClock: @unchecked Sendable {
        private let lock = NSLock()
        private var current: Date

        /// Starts at a time; without one at the wall clock's.
        public init(_ start: Date = Date()) {
            current = start
        }

        /// The time it shows.
        public var now: Date { lock.withLock { current } }

        /// Moves it forward by seconds.
        public func advance(by seconds: Double) {
            lock.withLock { current = current.addingTimeInterval(seconds) }
        }

        /// The clock to hand to a sandbox.
        public var clock: Clock { Clock { self.now } }
    }
}
