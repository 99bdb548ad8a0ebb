import Synchronization

/// Counts the requests that one piece of work costs, however many tasks it runs in. Handed on in `WorkContext`.
package final class RequestTally: Sendable {
    private let total = Atomic<Int>(0)

    /// Starts at zero.
    package init() {}

    /// Requests sent so far, repeats included.
    package var requests: Int { total.load(ordering: .relaxed) }

    /// Adds one request, just before it is sent.
    func count() {
        total.add(1, ordering: .relaxed)
    }
}
