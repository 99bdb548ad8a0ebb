import Glibc
import Logging
import Synchronization

/// One thread that runs actors and, at the same time, waits for all network connections.
///
/// An actor whose `unownedExecutor` is `loop.asUnownedSerialExecutor()` runs on this thread, so reading a stream costs it
/// no change of thread. With nothing to do the thread sleeps in the kernel. The thread keeps the loop alive until
/// `shutdown` is called.
package final class NetworkLoop: SerialExecutor, @unchecked Sendable {
    private let name: String
    private let logger: Logger
    private let inbox: LoopInbox
    /// Used on the loop's thread only.
    let reactor: LoopReactor
    private let owner = Atomic<pthread_t>(0)
    private let turns = Atomic<Int>(0)
    private let joinLock = PthreadLock()
    private var thread: pthread_t?

    /// Starts the thread.
    /// - Throws: `TransportError` if libcurl or the thread cannot be started.
    package init(name: String, logger: Logger = Logger(label: "transport")) throws(TransportError) {
        let multi = try MultiHandle()
        self.name = name
        self.logger = logger
        self.inbox = LoopInbox(wake: { multi.wakeUp() })
        self.reactor = LoopReactor(multi: multi, logger: logger)
        self.thread = try NetworkThread.start(named: name) { self.run() }
    }

    /// Ends the loop and waits for its thread: waits return `woken`, exchanges and connects fail with `cancelled`.
    ///
    /// Any thread may call it, also more than once. On the loop's own thread it does not wait for the end. Actors of the
    /// loop can still be called afterwards; they run on a short-lived thread.
    package func shutdown() {
        inbox.stop()
        guard !isCurrentThread else { return }
        joinLock.withLock {
            guard let thread else { return }
            pthread_join(thread, nil)
            self.thread = nil
        }
    }

    /// Whether the caller is on the loop's thread.
    package var isCurrentThread: Bool { owner.load(ordering: .relaxed) == pthread_self() }

    /// Called by Swift's runtime: queues a piece of an actor.
    package func enqueue(_ job: consuming ExecutorJob) {
        put(.job(UnownedJob(job)))
    }

    /// Called by Swift's runtime: whether the caller is isolated to an actor of this loop.
    package func isIsolatingCurrentContext() -> Bool? { isCurrentThread }

    /// Turns of the loop so far; does not grow while nothing happens.
    var turnCount: Int { turns.load(ordering: .relaxed) }

    /// Runs something on the loop's thread, after everything queued before it.
    func perform(_ action: @escaping @Sendable (LoopReactor) -> Void) {
        put(.action(action))
    }

    private func put(_ entry: LoopInbox.Entry) {
        if inbox.put(entry) { startLateThread() }
    }
}

extension NetworkLoop {
    /// The rounds in which actors can react to the end of the loop before they move to a late thread.
    private static let lastRounds = 64

    private func run() {
        owner.store(pthread_self(), ordering: .relaxed)
        var batch: [LoopInbox.Entry] = []
        while !inbox.take(into: &batch) {
            turns.add(1, ordering: .relaxed)
            execute(&batch)
            turn()
        }
        execute(&batch)
        finish()
    }

    private func turn() {
        if inbox.fallAsleep() {
            reactor.poll(mayWait: true, awake: inbox.awake)
        } else if !reactor.isIdle {
            reactor.poll(mayWait: false)
        }
    }

    private func finish() {
        reactor.end()
        var batch: [LoopInbox.Entry] = []
        for _ in 0..<Self.lastRounds {
            _ = inbox.take(into: &batch)
            if batch.isEmpty { break }
            execute(&batch)
        }
        reactor.close()
        owner.store(0, ordering: .relaxed)
        if inbox.end() { startLateThread() }
    }

    private func execute(_ batch: inout [LoopInbox.Entry]) {
        for entry in batch {
            switch entry {
            case .job(let job): job.runSynchronously(on: asUnownedSerialExecutor())
            case .action(let action): action(reactor)
            }
        }
        batch.removeAll(keepingCapacity: true)
    }

    private func startLateThread() {
        do throws(TransportError) {
            try NetworkThread.detach(named: name) { self.runLate() }
        } catch {
            inbox.lateThreadFailed()
            logger.error(
                "Starting a thread for work left after the end of the network loop failed; it waits for later work.",
                metadata: ["error": "\(error)"])
        }
    }

    private func runLate() {
        owner.store(pthread_self(), ordering: .relaxed)
        var batch: [LoopInbox.Entry] = []
        while inbox.takeLate(into: &batch) { execute(&batch) }
        // By now another late thread may have begun, which must stay the owner.
        _ = owner.compareExchange(expected: pthread_self(), desired: 0, ordering: .relaxed)
    }
}
