import Foundation

/// Those who wait for the world to change.
struct Lobby {
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
    /// How long a wait in Swift lasts at most, unless it is told: only a test that fails waits so long, and a crowded
    /// machine must not make one fail. A script's waits end after 10 s.
    public static var patience: Duration { .seconds(120) }

    /// Waits until a look at the sandbox finds something; nil when the time (wall clock) is over first.
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
        let ticket = lobby.ticket()
        let alarm = Task {
            try? await Task.sleep(until: deadline)
            self.wake(ticket)
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled { continuation.resume() } else { lobby.enter(ticket, continuation) }
            }
        } onCancel: {
            Task { await self.wake(ticket) }
        }
        alarm.cancel()
    }

    private func wake(_ ticket: Int) {
        lobby.wake(ticket)
    }
}
