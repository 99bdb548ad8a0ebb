import Foundation
import Synchronization

/// A clock that runs in real time and can be moved forward: for programs whose sockets are real but whose pauses need
/// not be.
///
/// Everything that takes part (the daemon, the Sandbox) gets the same clock, so that they agree on the time.
package final class SkippingClock: Clock, Sendable {
    /// A moment of `ContinuousClock`, moved forward by what was skipped.
    package typealias Instant = ContinuousClock.Instant

    private struct State {
        var skipped = Duration.zero
        var lastID = 0
        /// Sleepers by number: when each wakes, and what ends its wait in real time.
        var sleepers: [Int: (deadline: Instant, nap: Task<Void, Never>)] = [:]
    }

    private let state = Mutex(State())

    /// Makes a clock that agrees with the system's.
    package init() {}

    /// The moment that the clock shows.
    package var now: Instant { .now + state.withLock(\.skipped) }
    /// The wall clock's time that belongs to it.
    package var date: Date { Date(timeIntervalSinceNow: state.withLock(\.skipped) / .seconds(1)) }
    /// That of the system's clock.
    package var minimumResolution: Duration { ContinuousClock().minimumResolution }

    /// Sleeps in real time until the deadline, or until it is skipped.
    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        while now < deadline {
            let (id, nap) = startNap(until: deadline)
            await withTaskCancellationHandler {
                await nap.value
            } onCancel: {
                nap.cancel()
            }
            state.withLock { $0.sleepers[id] = nil }
            try Task.checkCancellation()
        }
    }

    /// Moves the clock forward; sleepers whose deadline is reached wake.
    package func skip(_ duration: Duration) {
        let naps = state.withLock { state in
            state.skipped += duration
            return state.sleepers.values.map(\.nap)
        }
        // Sleepers that are not due start a new nap.
        for nap in naps { nap.cancel() }
    }

    /// Waits until a sleeper's remaining time is in the range; false when patience ends first.
    package func isSlept(for range: ClosedRange<Duration>) async -> Bool {
        await eventually {
            let now = now
            return state.withLock { $0.sleepers.values.contains { range.contains($0.deadline - now) } }
        }
    }

    private func startNap(until deadline: Instant) -> (id: Int, nap: Task<Void, Never>) {
        state.withLock { state in
            let end = deadline - state.skipped
            let nap = Task { _ = try? await ContinuousClock().sleep(until: end) }
            state.lastID += 1
            state.sleepers[state.lastID] = (deadline, nap)
            return (state.lastID, nap)
        }
    }
}
