/// The queue through which other threads give work to the loop; knows whether the loop has to be woken.
final class LoopInbox: @unchecked Sendable {
    /// A piece of work for the loop's thread.
    enum Entry {
        /// A job of an actor.
        case job(UnownedJob)
        /// An action on the loop's own state.
        case action(@Sendable (LoopReactor) -> Void)
    }

    /// Who reads the queue next.
    private enum Reader {
        case awake
        case asleep
        /// The loop has ended. Late jobs, of actors that outlive it, run on a thread that ends when they are done.
        case ended(lateThread: Bool)
    }

    private let lock = PthreadLock()
    private var entries: [Entry] = []
    private var reader = Reader.awake
    private var stopping = false
    private let wake: () -> Void

    /// Makes an inbox; `wake` ends the loop's sleep. It is called only while the loop sleeps, so never after its end.
    init(wake: @escaping () -> Void) {
        self.wake = wake
    }

    /// Puts an entry at the end of the queue. If true, the caller starts a thread that calls `takeLate`.
    func put(_ entry: Entry) -> Bool {
        lock.withLock {
            entries.append(entry)
            return rouseReader()
        }
    }

    /// Asks the loop to end after the entries it already has.
    func stop() {
        lock.withLock {
            stopping = true
            if case .asleep = reader { _ = rouseReader() }
        }
    }

    /// Moves the queue into `batch`, which must be empty. Returns whether the loop has to end.
    func take(into batch: inout [Entry]) -> Bool {
        lock.withLock {
            swap(&entries, &batch)
            return stopping
        }
    }

    /// Announces that the loop goes to sleep. False if it must not, because there is something to do.
    func fallAsleep() -> Bool {
        lock.withLock {
            guard entries.isEmpty, !stopping else { return false }
            reader = .asleep
            return true
        }
    }

    /// Ends the sleep: what the loop's thread itself puts from now on needs no wake-up.
    func awake() {
        lock.withLock { reader = .awake }
    }

    /// Marks the loop's end. If true, entries are left and the caller starts a thread that calls `takeLate`.
    func end() -> Bool {
        lock.withLock {
            reader = .ended(lateThread: !entries.isEmpty)
            return !entries.isEmpty
        }
    }

    /// Like `take`, on the thread for late jobs: false when there are none and the thread has to end.
    func takeLate(into batch: inout [Entry]) -> Bool {
        lock.withLock {
            swap(&entries, &batch)
            if batch.isEmpty { reader = .ended(lateThread: false) }
            return !batch.isEmpty
        }
    }

    /// The thread for late jobs could not be started: the next `put` asks for one again.
    func lateThreadFailed() {
        lock.withLock { reader = .ended(lateThread: false) }
    }

    private func rouseReader() -> Bool {
        switch reader {
        case .awake, .ended(lateThread: true): return false
        case .asleep:
            reader = .awake
            wake()
            return false
        case .ended(lateThread: false):
            reader = .ended(lateThread: true)
            return true
        }
    }
}
