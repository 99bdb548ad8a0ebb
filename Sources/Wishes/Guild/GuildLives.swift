import Discord

/// Holds the life of every guild and turns what they decide into jobs. Nothing else can touch a life.
final class GuildLives {
    private let pace: Pace
    /// Time since the process began to work.
    private let elapsed: @Sendable () -> Duration
    private let jitter: @Sendable () -> Double
    private let jobs: JobQueue
    private var lives: [Snowflake: GuildLife] = [:]
    private var agenda = Agenda()
    /// The times at which sleepers will wake, the earliest last.
    private var wakes: [Duration] = []

    init(
        pace: Pace, elapsed: @escaping @Sendable () -> Duration, jitter: @escaping @Sendable () -> Double,
        jobs: JobQueue
    ) {
        self.pace = pace
        self.elapsed = elapsed
        self.jitter = jitter
        self.jobs = jobs
    }

    /// Something has happened to a guild.
    func signal(_ input: GuildLife.Input, in guild: Snowflake) {
        let (effects, due) = inPlace(guild) { life in
            (life.handle(input, now: elapsed(), jitter: jitter()), life.nextDue)
        }
        agenda.set(guild, due: due)
        for effect in effects { jobs.add(.life(effect, guild)) }
        ensureWake()
    }

    /// Something has happened to all guilds.
    func signalAll(_ input: GuildLife.Input) {
        for guild in lives.keys { signal(input, in: guild) }
    }

    /// Decides about a sync.
    func admitSync(_ cause: SyncReport.Cause, of guild: Snowflake) -> GuildLife.Admission {
        inPlace(guild) { $0.admitSync(cause, now: elapsed()) }
    }

    /// Changes a life without copying it.
    private func inPlace<Result>(_ guild: Snowflake, _ change: (inout GuildLife) -> Result) -> Result {
        change(&lives[guild, default: GuildLife(guild, pace: pace)])
    }

    /// Whether a sync of a guild is reading counts.
    func isReading(_ guild: Snowflake) -> Bool { lives[guild]?.isReading ?? false }

    /// Names the state of a guild's event stream.
    func gap(of guild: Snowflake) -> GapToken? { lives[guild]?.gap }

    /// A sleeper has woken that was to wake then: whatever is due by now begins.
    func woke(_ wake: Duration) {
        wakes.removeAll { $0 == wake }
        let now = elapsed()
        while let guild = agenda.takeDue(now) { signal(.timePassed, in: guild) }
        ensureWake()
    }

    /// How long until then; zero when it has passed.
    func pause(until time: Duration) -> Duration { max(.zero, time - elapsed()) }

    /// Makes sure that a sleeper wakes when something is due. One that turns out to wake too early finds nothing to do.
    private func ensureWake() {
        guard let next = agenda.next, wakes.last.map({ next < $0 }) ?? true else { return }
        wakes.append(next)
        jobs.add(.wake(at: next))
    }
}
