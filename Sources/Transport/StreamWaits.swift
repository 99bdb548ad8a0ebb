import CCurl

/// The streams that wait for the network, on the loop's thread. A stream has at most one wait at a time.
final class StreamWaits {
    private var waiting: [StreamWait] = []
    private var hasEnded = false
    /// No deadline is earlier than this. It may be too early, which costs one turn of the loop.
    private(set) var earliestDeadline: ContinuousClock.Instant?
    /// Whether some wait ends at the next turn, because its stream may hold bytes that the kernel no longer has.
    private(set) var hasReady = false

    var isEmpty: Bool { waiting.isEmpty }

    /// Adds a wait; after the end of the loop it ends the wait instead.
    func add(_ wait: StreamWait) {
        guard !hasEnded else { return wait.finish(.woken) }
        wait.index = waiting.count
        waiting.append(wait)
        hasReady = hasReady || wait.isReady
        guard let deadline = wait.deadline else { return }
        earliestDeadline = earliestDeadline.map { min($0, deadline) } ?? deadline
    }

    /// Removes a wait and ends it.
    func finish(_ wait: StreamWait, _ outcome: StreamWait.Outcome) {
        guard let index = wait.index, let last = waiting.popLast() else { return }
        if last !== wait {
            waiting[index] = last
            last.index = index
        }
        wait.index = nil
        if waiting.isEmpty { earliestDeadline = nil }
        wait.finish(outcome)
    }

    /// Writes what to poll, in the order that `resumeReady` expects.
    func describe(in descriptors: inout [curl_waitfd]) {
        descriptors.removeAll(keepingCapacity: true)
        for wait in waiting {
            var events: Int32 = 0
            if wait.interest.contains(.readable) { events |= CURL_WAIT_POLLIN }
            if wait.interest.contains(.writable) { events |= CURL_WAIT_POLLOUT }
            // A wait for a deadline only must not be polled: the kernel reports errors and hang-ups in any case, and the
            // loop would spin until they are read. A negative descriptor is ignored.
            let descriptor = events == 0 ? -1 : wait.descriptor
            descriptors.append(curl_waitfd(fd: descriptor, events: Int16(events), revents: 0))
        }
    }

    /// Ends the waits whose descriptors are ready. libcurl reports errors and hang-ups as readable.
    func resumeReady(_ descriptors: [curl_waitfd]) {
        hasReady = false
        // Backwards, because `finish` moves the last wait into the gap.
        for (index, descriptor) in descriptors.enumerated().reversed() {
            let wait = waiting[index]
            var ready: StreamInterest = wait.isReady ? .readable : []
            if Int32(descriptor.revents) & CURL_WAIT_POLLIN != 0 { ready.insert(.readable) }
            if Int32(descriptor.revents) & CURL_WAIT_POLLOUT != 0 { ready.insert(.writable) }
            if !ready.isEmpty { finish(wait, .ready(ready)) }
        }
    }

    /// Ends the waits whose deadline has passed.
    func expire(at now: ContinuousClock.Instant) {
        guard let earliest = earliestDeadline, earliest <= now else { return }
        for wait in waiting.reversed() {
            if let deadline = wait.deadline, deadline <= now { finish(wait, .deadline) }
        }
        earliestDeadline = waiting.compactMap(\.deadline).min()
    }

    /// Ends all waits, and those that begin later.
    func end() {
        hasEnded = true
        for wait in waiting.reversed() { finish(wait, .woken) }
    }
}
