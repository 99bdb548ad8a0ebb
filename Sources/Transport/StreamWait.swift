import Synchronization

/// The wait of one stream's owner. Used on the loop's thread, except for `wake`.
final class StreamWait: @unchecked Sendable {
    /// How a wait ended.
    enum Outcome {
        case ready(StreamInterest)
        case deadline
        case woken
    }

    let descriptor: Int32
    private(set) var interest: StreamInterest = []
    private(set) var deadline: ContinuousClock.Instant?
    /// The stream may hold bytes already: the wait ends at the loop's next turn even if the descriptor is not ready.
    private(set) var isReady = false
    /// Its place among the waits of the loop.
    var index: Int?
    private let loop: NetworkLoop
    private var continuation: UnsafeContinuation<Outcome, Never>?
    /// The descriptor is closed and may already be in use again: it must not be polled any more.
    private var isClosed = false
    /// The waker was used and no wait has returned for it yet.
    private var isWoken = false
    /// A use of the waker is on its way to the loop's thread; further ones have no effect.
    private let wakeUnderWay = Atomic<Bool>(false)

    init(descriptor: Int32, loop: NetworkLoop) {
        self.descriptor = descriptor
        self.loop = loop
    }

    /// Suspends the caller, which is on the loop's thread, until something in the loop calls `finish`.
    ///
    /// The isolation is a parameter because the closure below has to name it: a closure in a `nonisolated(nonsending)`
    /// function would leave the loop's thread.
    func wait(
        for interest: StreamInterest, until deadline: ContinuousClock.Instant?, isReady: Bool,
        isolation: isolated (any Actor)? = #isolation
    ) async -> Outcome {
        if isWoken || Task.isCancelled {
            isWoken = false
            return .woken
        }
        if isClosed { return interest.isEmpty ? .woken : .ready(interest) }
        // Only one wait at a time is allowed. If there is a second one, the first ends, so that it is not lost.
        loop.reactor.waits.finish(self, .woken)
        (self.interest, self.deadline, self.isReady) = (interest, deadline, isReady)
        return await withTaskCancellationHandler {
            _ = isolation
            return await withUnsafeContinuation { continuation in
                assert(loop.isCurrentThread, "a stream waits on its loop")
                self.continuation = continuation
                loop.reactor.waits.add(self)
            }
        } onCancel: {
            wake()
        }
    }

    /// Ends the wait, or the next one. From any thread.
    func wake() {
        guard !wakeUnderWay.exchange(true, ordering: .acquiringAndReleasing) else { return }
        loop.perform { reactor in
            self.wakeUnderWay.store(false, ordering: .releasing)
            self.isWoken = self.index == nil
            reactor.waits.finish(self, .woken)
        }
    }

    /// Ends the wait, and every later one, because the descriptor is about to be closed. On the loop's thread.
    func close() {
        isClosed = true
        loop.reactor.waits.finish(self, .woken)
    }

    /// Resumes the owner. Called by the loop's tables after they have removed the wait.
    func finish(_ outcome: Outcome) {
        let waiting = continuation
        continuation = nil
        waiting?.resume(returning: outcome)
    }
}
