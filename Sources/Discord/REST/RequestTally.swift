import Synchronization

/// Counts the requests that one piece of work costs, however many tasks it runs in.
///
/// Work done inside `RequestTally.$current.withValue(tally) { … }` adds to it, child tasks included.
package final class RequestTally: Sendable {
    /// The tally of the work under way in this task.
    @TaskLocal package static var current: RequestTally?

    private let total = Atomic<Int>(0)

    /// Starts at zero.
    package init() {}

    /// Requests sent so far, repeats included.
    package var requests: Int { total.load(ordering: .relaxed) }

    /// One more request goes out.
    func count() {
        total.add(1, ordering: .relaxed)
    }
}
