import Synchronization

/// Hands events from the connection to their consumer: in order, in batches, bounded.
///
/// The connection appends without waiting; when the buffer is full it stops reading the socket until the consumer has
/// caught up, so that a slow disk slows Discord down instead of filling memory.
package final class EventBuffer: Sendable {
    private struct State {
        var events: [GatewayEvent] = []
        var consumer: CheckedContinuation<[GatewayEvent]?, Never>?
        var isFinished = false
        var whenDrained: (@Sendable () -> Void)?
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// Makes a buffer that is full at `capacity` events.
    package init(capacity: Int = 10_000) { self.capacity = capacity }

    /// Adds a batch.
    func append(_ batch: [GatewayEvent]) {
        guard !batch.isEmpty else { return }
        let waiting = state.withLock { state in
            guard let waiting = state.consumer.take() else {
                state.events.append(contentsOf: batch)
                return nil as CheckedContinuation<[GatewayEvent]?, Never>?
            }
            return waiting
        }
        waiting?.resume(returning: batch)
    }

    /// Whether the buffer is full. If so, `drained` is called once when the consumer has taken the events.
    func isFull(notify drained: @escaping @Sendable () -> Void) -> Bool {
        state.withLock {
            guard $0.events.count >= capacity else { return false }
            $0.whenDrained = drained
            return true
        }
    }

    /// Ends the stream after what is buffered.
    package func finish() {
        let waiting = state.withLock {
            $0.isFinished = true
            return $0.consumer.take()
        }
        waiting?.resume(returning: nil)
    }

    /// Waits for events and returns all that were appended since the last call; nil after `finish`. For one consumer only.
    package func next() async -> [GatewayEvent]? {
        await withCheckedContinuation { continuation in
            let (batch, drained) = state.withLock { state -> ([GatewayEvent]?, (@Sendable () -> Void)?) in
                guard state.events.isEmpty, !state.isFinished else {
                    defer { state.events = [] }
                    return (state.events, state.whenDrained.take())
                }
                state.consumer = continuation
                return (nil, nil)
            }
            guard let batch else { return }
            continuation.resume(returning: batch.isEmpty ? nil : batch)
            drained?()
        }
    }
}
