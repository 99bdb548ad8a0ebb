import Synchronization

/// A count that several threads may raise.
package final class Counter: Sendable {
    private let count = Mutex(0)

    /// Begins at 0.
    package init() {}

    /// How often it was raised.
    package var value: Int { count.withLock { $0 } }

    /// Raises it, and returns the new count: 1 the first time.
    package func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
}
