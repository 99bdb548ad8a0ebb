import Synchronization

/// A clock that moves only when advanced, or that jumps to the deadline of every sleep.
package final class ManualClock: Clock, Sendable {
    /// A moment, as the time since the clock was made.
    package struct Instant: InstantProtocol {
        /// The time since the clock was made.
        package var offset: Duration
        /// A later moment.
        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        /// The time to another moment.
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        /// Earlier moments are smaller.
        package static func < (lhs: Instant, rhs: Instant) -> Bool { lhs.offset < rhs.offset }
    }

    private struct Sleeper {
        var id: Int
        var deadline: Instant
        var continuation: CheckedContinuation<Bool, Never>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var sleepers: [Sleeper] = []
        var watchers: [(deadline: Instant, continuation: CheckedContinuation<Void, Never>)] = []
        var cancelled: Set<Int> = []
        var lastID = 0
        /// How long each sleep asked for, in order.
        package var slept: [Duration] = []
    }

    private let state = Mutex(State())
    private let jumps: Bool

    /// - Parameter jumps: whether every sleep ends at once and takes the time along.
    package init(jumps: Bool = false) {
        self.jumps = jumps
    }

    /// The moment that the clock shows.
    package var now: Instant { state.withLock(\.now) }
    /// None.
    package var minimumResolution: Duration { .zero }
    /// How long each sleep asked for, in order.
    package var slept: [Duration] { state.withLock(\.slept) }

    /// Sleeps until the clock reaches the deadline.
    package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        if jumps {
            try Task.checkCancellation()
            state.withLock {
                $0.slept.append($0.now.duration(to: deadline))
                $0.now = max($0.now, deadline)
            }
            return
        }
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        let woke = await withTaskCancellationHandler {
            await withCheckedContinuation { register(Sleeper(id: id, deadline: deadline, continuation: $0)) }
        } onCancel: {
            cancel(id)
        }
        if !woke { throw CancellationError() }
    }

    /// Moves the clock forward; sleepers whose deadline is reached wake.
    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: duration)
            let due = state.sleepers.filter { $0.deadline <= state.now }
            state.sleepers.removeAll { $0.deadline <= state.now }
            return due
        }
        for sleeper in due { sleeper.continuation.resume(returning: true) }
    }

    /// Returns as soon as a task sleeps until exactly that offset.
    package func sleeping(until offset: Duration) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                let deadline = Instant(offset: offset)
                if state.sleepers.contains(where: { $0.deadline == deadline }) { return true }
                state.watchers.append((deadline, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Waits for a sleeper; returns the offset of the earliest deadline, or nil when there is none in time.
    package func nextWake(timeout: Duration = .patience) async -> Duration? {
        let limit = ContinuousClock.now + timeout
        while ContinuousClock.now < limit {
            if let first = state.withLock({ $0.sleepers.map(\.deadline).min() }) { return first.offset }
            await Task.yield()
        }
        return nil
    }

    private func register(_ sleeper: Sleeper) {
        let (answer, watchers) = state.withLock { state -> (Bool?, [CheckedContinuation<Void, Never>]) in
            if state.cancelled.remove(sleeper.id) != nil { return (false, []) }
            state.slept.append(state.now.duration(to: sleeper.deadline))
            if sleeper.deadline <= state.now { return (true, []) }
            state.sleepers.append(sleeper)
            let watchers = state.watchers.filter { $0.deadline == sleeper.deadline }.map(\.continuation)
            state.watchers.removeAll { $0.deadline == sleeper.deadline }
            return (nil, watchers)
        }
        if let answer { sleeper.continuation.resume(returning: answer) }
        for watcher in watchers { watcher.resume() }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state -> Sleeper? in
            guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                state.cancelled.insert(id)
                return nil
            }
            return state.sleepers.remove(at: index)
        }
        sleeper?.continuation.resume(returning: false)
    }
}
