import Discord
import Logging

/// What the rooms of the cog share: wiring, made once in `SuggestionsCog.init`. Each part owns its state.
struct SharedParts {
    let store: WishStore
    let port: any GuildPort
    let dependencies: SuggestionsCog.Dependencies
    let log: Logger
    /// Time since the cog was made, by the clock that pauses are measured with.
    let elapsed: @Sendable () -> Duration
    let jobs: JobQueue
    let guilds: KnownGuilds
    let members: MemberListing
    let quorums: Quorums
    let lives: GuildLives
    let refusals: Refusals
    let posting: MessagePosting
    let moderators: ModeratorChannel
    let troubles: Troubles
    let trail: AuditTrail
    let attempts: CreationAttempts
    let audits: LastAudits
    let twins: TwinWatch
    let counts = CogCounts()

    init(store: WishStore, port: any GuildPort, dependencies: SuggestionsCog.Dependencies, log: Logger) {
        let languages = GuildLanguages()
        var dependencies = dependencies
        dependencies.settings = languages.completing(dependencies.settings)
        dependencies = dependencies.overridden(by: store.ownSettings)
        self.store = store
        self.dependencies = dependencies
        self.log = log
        elapsed = dependencies.clock.stopwatch()
        jobs = JobQueue(elapsed: elapsed, counts: counts, limits: dependencies.jobLimits)
        guilds = KnownGuilds(store: store, settings: dependencies.settings, languages: languages, log: log)
        refusals = Refusals(elapsed: elapsed)
        let port = CarefulPort(port, homes: guilds.homes, refusals: refusals)
        self.port = port
        members = MemberListing(guilds: guilds, port: port, elapsed: elapsed, log: log)
        quorums = Quorums(store: store, guilds: guilds, settings: dependencies.settings)
        lives = GuildLives(pace: dependencies.pace, elapsed: elapsed, jitter: dependencies.jitter, jobs: jobs)
        posting = MessagePosting(
            port: port, guilds: guilds, refusals: refusals, now: dependencies.now, log: log)
        moderators = ModeratorChannel(
            port: port, posting: posting, guilds: guilds, jobs: jobs, lives: lives, dependencies: dependencies,
            elapsed: elapsed, log: log)
        troubles = Troubles(guilds: guilds, now: dependencies.now)
        trail = AuditTrail(port: port, guilds: guilds)
        attempts = CreationAttempts()
        audits = LastAudits()
        twins = TwinWatch(store: store, guilds: guilds, log: log)
    }
}
