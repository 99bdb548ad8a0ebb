import Foundation

/// A count that several threads may raise.
package final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    /// Begins at 0.
    package init() {}

    /// How often it was raised.
    package var value: Int { lock.withLock { count } }

    /// Raises it, and returns the new count: 1 the first time.
    package func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
