import Foundation

/// The tasks that wait for the sandbox to change.
struct Waiters {
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var last = 0

    mutating func ticket() -> Int {
        last += 1
        return last
    }

    mutating func enter(_ ticket: Int, _ continuation: CheckedContinuation<Void, Never>) {
        waiting[ticket] = continuation
    }

    mutating func wake(_ ticket: Int) {
        waiting.removeValue(forKey: ticket)?.resume()
    }

    mutating func wakeAll() {
        guard !waiting.isEmpty else { return }
        let all = waiting.values
        waiting = [:]
        for continuation in all { continuation.resume() }
    }
}

extension Sandbox {
    /// The default time limit of a wait in Swift. Only a failing test reaches it; it is long so that a loaded machine
    /// fails no test. Waits of the control API end after 10 s unless the call says otherwise.
    public static var patience: Duration { .seconds(120) }

    /// Waits until `look` finds something in the sandbox; nil when the timeout (wall clock) passes first. `look` is
    /// called again after each change.
    public func wait<Result: Sendable>(
        timeout: Duration = patience, for look: @Sendable (isolated Sandbox) -> Result?
    ) async -> Result? {
        let deadline = ContinuousClock.now.advanced(by: timeout)
        while true {
            if let result = look(self) { return result }
            guard ContinuousClock.now < deadline, !Task.isCancelled else { return nil }
            await nextChange(until: deadline)
        }
    }

    private func nextChange(until deadline: ContinuousClock.Instant) async {
        let ticket = waiters.ticket()
        let alarm = Task {
            try? await Task.sleep(until: deadline)
            self.wake(ticket)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { waiters.enter(ticket, continuation) }
            }
        } onCancel: {
            Task { await self.wake(ticket) }
        }
        alarm.cancel()
    }

    private func wake(_ ticket: Int) {
        waiters.wake(ticket)
    }
}
