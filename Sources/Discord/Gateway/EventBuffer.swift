import Foundation

/// Hands events from the connection to the one who handles them: in order, in batches, bounded.
///
/// The connection appends without waiting; when the buffer is full it stops reading the socket until the consumer has
/// caught up, so that a slow disk slows Discord down instead of filling memory.
package final class EventBuffer: @unchecked Sendable {
    private let lock = NSLock()
    private let capacity: Int
    private var events: [GatewayEvent] = []
    private var consumer: CheckedContinuation<[GatewayEvent]?, Never>?
    private var isFinished = false
    private var whenDrained: (@Sendable () -> Void)?

    /// Makes a buffer that counts as full at `capacity` events.
    package init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Adds a batch.
    func append(_ batch: [GatewayEvent]) {
        guard !batch.isEmpty else { return }
        lock.lock()
        if let waiting = consumer {
            consumer = nil
            lock.unlock()
            waiting.resume(returning: batch)
        } else {
            events.append(contentsOf: batch)
            lock.unlock()
        }
    }

    /// Whether the connection should stop reading; if so, `drained` is called once when there is room again.
    func isFull(notify drained: @escaping @Sendable () -> Void) -> Bool {
        lock.withLock {
            guard events.count >= capacity else { return false }
            whenDrained = drained
            return true
        }
    }

    /// Ends the stream after what is buffered.
    package func finish() {
        lock.lock()
        isFinished = true
        let waiting = consumer
        consumer = nil
        lock.unlock()
        waiting?.resume(returning: nil)
    }

    /// The next events, all that have come since the last call; nil after `finish`. One consumer only.
    package func next() async -> [GatewayEvent]? {
        await withCheckedContinuation { continuation in
            lock.lock()
            guard events.isEmpty, !isFinished else {
                let batch = events
                events = []
                let drained = whenDrained
                whenDrained = nil
                lock.unlock()
                continuation.resume(returning: batch.isEmpty ? nil : batch)
                drained?()
                return
            }
            consumer = continuation
            lock.unlock()
        }
    }
}
