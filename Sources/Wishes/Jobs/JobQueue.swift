import Discord

/// Hands jobs to the loop that starts them, no more at once than `Backlog` permits, and counts the commands that have no
/// answer yet. Background work of a guild's life starts at once, whatever waits.
final class JobQueue {
    /// The jobs that start now, for the one loop that starts them. It holds no more than may run.
    let starts: AsyncStream<Backlog.Start>
    private let sink: AsyncStream<Backlog.Start>.Continuation
    private let elapsed: @Sendable () -> Duration
    private var backlog: Backlog
    private var lifeWork: LifeWork
    /// Commands that have come and have no answer yet.
    private(set) var unanswered = 0 { didSet { counts.update { $0.unanswered = unanswered } } }
    private let counts: CogCounts
    private var waiters: [AsyncStream<Void>.Continuation] = []

    init(
        elapsed: @escaping @Sendable () -> Duration, counts: CogCounts = CogCounts(), limits: JobLimits = JobLimits()
    ) {
        (starts, sink) = AsyncStream.makeStream()
        (self.elapsed, self.counts) = (elapsed, counts)
        backlog = Backlog(limits)
        lifeWork = LifeWork(limits)
    }

    /// Adds a job. A command may be given up at once or later; then it is finished as a job that declines it.
    func add(_ job: Job) {
        if case .life(let effect, let guild) = job, !lifeWork.begins(effect, guild) { return }
        if job.isInteractive { unanswered += 1 }
        start(backlog.add(job, now: elapsed()))
    }

    /// A job is done.
    func finished(_ job: Job) {
        if case .life(let effect, let guild) = job {
            start(lifeWork.ended(effect, guild).map { Backlog.Start(job: .life($0.effect, $0.guild)) })
        }
        start(backlog.finished(job, now: elapsed()))
        guard job.isInteractive else { return }
        unanswered -= 1
        guard unanswered == 0 else { return }
        for waiter in waiters { waiter.finish() }
        waiters = []
    }

    private func start(_ starts: [Backlog.Start]) {
        for start in starts { sink.yield(start) }
    }

    /// Returns when every command that has come is answered or given up, or the calling task is cancelled.
    func allAnswered() async {
        guard unanswered > 0 else { return }
        let (allAnswered, end) = AsyncStream.makeStream(of: Void.self)
        waiters.append(end)
        for await _ in allAnswered {}
    }
}
