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
        lifeWork = LifeWork(atOnce: limits.equalWork)
    }

    /// Adds a job. A command may be given up at once or later; then it is finished as a job that declines it.
    func add(_ job: Job) {
        if case .life(let effect, let guild) = job, !lifeWork.begins(effect, guild) { return }
        if job.isInteractive { unanswered += 1 }
        start(backlog.add(job, now: elapsed()))
    }

    /// A job is done.
    func finished(_ job: Job) {
        if case .life(let effect, let guild) = job, lifeWork.ended(effect, guild) { start([Backlog.Start(job: job)]) }
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

/// The work of guilds' lives that runs. Of equal pieces of work only some run at once; of those beyond, one waits, because
/// those that run may have read what is out of date by now. A confirmation is never held: a life has one at a time.
struct LifeWork: Sendable {
    private struct Work: Sendable, Hashable {
        var effect: GuildLife.Effect
        var guild: Snowflake
    }

    private struct Count: Sendable {
        var running = 0
        var isWaiting = false
    }

    private let atOnce: Int
    private var counts: [Work: Count] = [:]

    init(atOnce: Int) { self.atOnce = atOnce }

    /// Work is to be done; true when it begins now, false when it waits.
    mutating func begins(_ effect: GuildLife.Effect, _ guild: Snowflake) -> Bool {
        guard effect.canBeHeld else { return true }
        let work = Work(effect: effect, guild: guild)
        guard counts[work, default: Count()].running < atOnce else {
            counts[work]?.isWaiting = true
            return false
        }
        counts[work, default: Count()].running += 1
        return true
    }

    /// Work has ended; true when an equal piece has waited for that and begins now.
    mutating func ended(_ effect: GuildLife.Effect, _ guild: Snowflake) -> Bool {
        let work = Work(effect: effect, guild: guild)
        guard let count = counts[work] else { return false }
        if count.isWaiting {
            counts[work]?.isWaiting = false
            return true
        }
        counts[work]?.running -= 1
        if count.running <= 1 { counts[work] = nil }
        return false
    }
}

extension GuildLife.Effect {
    /// Whether an equal piece of work that is under way makes it unnecessary.
    fileprivate var canBeHeld: Bool {
        switch self {
        case .sync, .recover, .checkWeekly, .load, .editCards: true
        case .confirm, .announceRetry: false
        }
    }
}
