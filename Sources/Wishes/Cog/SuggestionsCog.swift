import Discord
import Foundation
import Logging

/// The owner of everything that is known about guilds and their wishes while the bot runs.
///
/// Events come in through `handle`, in order. Whatever takes longer than a moment is put on `work` and carried out by
/// `run`, so that the next event never waits for Discord's answer to the last.
public actor SuggestionsCog {
    /// What the cog needs from outside.
    public struct Surroundings: Sendable {
        /// Settings of a guild: its own over the defaults.
        public var settings: @Sendable (Snowflake) -> GuildSettings
        /// The wall clock, for what is stored and shown.
        public var now: @Sendable () -> Date
        /// The clock that pauses are measured with.
        public var clock: any Clock<Duration>
        /// How long a sync's result may be reused by a list command.
        public var freshness: Duration
        /// How often every guild is synced by itself; nil for never.
        public var syncInterval: Duration?
        /// Whether weekly summaries are posted by the clock at all.
        public var postsWeeklySummaries: Bool
        /// A number in [0, 1), which spreads the guilds over the interval.
        public var jitter: @Sendable () -> Double
        /// How long after the last event touched wishes are confirmed.
        public var confirmationDelay: Duration
        /// A fresh token for a card's footer.
        public var newCardID: @Sendable () -> String
        /// Called once, when every guild of the session has been synced for the first time.
        public var onSettled: @Sendable () -> Void

        /// Makes surroundings; the defaults are those of the daemon.
        public init(
            settings: @escaping @Sendable (Snowflake) -> GuildSettings = { _ in GuildSettings() },
            now: @escaping @Sendable () -> Date = { Date() }, clock: any Clock<Duration> = ContinuousClock(),
            freshness: Duration = .seconds(10), syncInterval: Duration? = nil, postsWeeklySummaries: Bool = false,
            jitter: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
            confirmationDelay: Duration = .milliseconds(400),
            newCardID: @escaping @Sendable () -> String = { CardID.random() },
            onSettled: @escaping @Sendable () -> Void = {}
        ) {
            self.settings = settings
            self.now = now
            self.clock = clock
            self.freshness = freshness
            self.syncInterval = syncInterval
            self.postsWeeklySummaries = postsWeeklySummaries
            self.jitter = jitter
            self.confirmationDelay = confirmationDelay
            self.newCardID = newCardID
            self.onSettled = onSettled
        }
    }

    /// Something to do besides handling events.
    enum Work: Sendable {
        /// Bring a guild in line with Discord.
        case sync(Snowflake, SyncReport.Cause)
        /// Bring a guild in line with Discord because it is time, after a pause; the number names the guild's timer.
        case timer(Snowflake, Int, after: Duration)
        /// Look whether a guild's weekly summary is due, after a pause; the number names the guild's timer.
        case weekly(Snowflake, Int, after: Duration)
        /// Sync a guild again because something may be possible by then, after a pause.
        case resync(Snowflake, after: Duration)
        /// Confirm what events have touched in a guild, after a pause.
        case confirm(Snowflake, after: Duration)
        /// Look after wishes and manifestations that were begun, after a pause.
        case recover(Snowflake, after: Duration)
        /// Answer a command.
        case answer(CommandCall)
        /// Answer a slash command or a button.
        case respond(Interaction)
        /// Fetch a guild of a session that was resumed, after a pause.
        case load(Snowflake, after: Duration)
        /// Mark wishes as deleted whose messages were deleted before the first syncs were done.
        case delete([Snowflake])
        /// Register the slash commands of an application; of the bot's own if it is not known.
        case register(Snowflake?)

        /// The guild it is done for; the guilds take turns.
        var guild: Snowflake? {
            switch self {
            case .sync(let guild, _), .confirm(let guild, _), .recover(let guild, _), .load(let guild, _),
                .timer(let guild, _, _), .weekly(let guild, _, _), .resync(let guild, _):
                guild
            case .answer(let call): call.guildID
            case .respond(let interaction): interaction.guildID
            case .delete, .register: nil
            }
        }

        /// Whether somebody waits for what is said in the end.
        var isAsked: Bool {
            switch self {
            case .answer, .respond: true
            default: false
            }
        }
    }

    let store: WishStore
    let port: any GuildPort
    let surroundings: Surroundings
    let log: Logger
    /// The bot's own account, known from READY.
    var me: Snowflake?
    var guilds: [Snowflake: GuildState] = [:]
    /// The session of an earlier process that is being taken over.
    var restoration: Restoration?
    /// Guilds of this session that have not been synced yet.
    var awaitingFirstSync: Set<Snowflake> = []
    /// Grows with every gap in the stream of events: what was confirmed before may have changed unseen.
    var generation = 0
    /// Cards being posted right now; nobody else may adopt or drop them.
    var cardsInProgress: Set<String> = []
    /// Messages that got votes while cards were being posted: one of them may be a card that is not stored yet.
    var earlyVotes: Set<Snowflake> = []
    /// Cards whose request ended without an answer, and when: they may come yet.
    var doubtfulCards: [String: Date] = [:]
    /// When this process began to look after wishes.
    let began: Date
    /// Which members give commands faster than anybody reads the answers.
    var flood = FloodGuard()
    /// Wishes whose channel is being made right now; only one task may do that.
    var manifesting: Set<Int64> = []
    /// Timers started so far.
    var timers = 0
    /// Interactions that are answered or being answered.
    var recentInteractions = RecentIDs()
    /// Whether the slash commands are registered, or are being registered.
    var areCommandsRegistered = false
    /// Things that were complained about, so that each is said once.
    var complaints: Set<String> = []

    private let work: AsyncStream<Work>
    private let workSink: AsyncStream<Work>.Continuation
    private var isSettled = false
    private var progress = StartUpProgress(total: 0)
    /// Commands that have come and are not answered yet.
    private var unanswered = 0
    private var whenAnswered: [AsyncStream<Void>.Continuation] = []

    /// Makes a cog that knows nothing yet.
    public init(store: WishStore, port: any GuildPort, surroundings: Surroundings = Surroundings(), log: Logger) {
        self.store = store
        self.port = port
        self.surroundings = surroundings
        self.log = log
        began = surroundings.now()
        (work, workSink) = AsyncStream.makeStream()
    }

    /// Carries out the work that events cause, until the calling task is cancelled.
    public func run() async {
        await withDiscardingTaskGroup { group in
            for await item in work {
                group.addTask { await self.perform(item) }
            }
            group.cancelAll()
            cancelSyncs()
        }
    }

    /// Syncs are tasks of their own, because several callers may wait for one.
    private func cancelSyncs() {
        for state in guilds.values { state.syncing?.cancel() }
    }

    func enqueue(_ item: Work) {
        if item.isAsked { unanswered += 1 }
        workSink.yield(item)
    }

    private func perform(_ item: Work) async {
        await DiscordGuildPort.$guild.withValue(item.guild) { await carryOut(item) }
        guard item.isAsked else { return }
        unanswered -= 1
        guard unanswered == 0 else { return }
        for waiter in whenAnswered { waiter.finish() }
        whenAnswered = []
    }

    /// Returns when every command that has come is answered, or the calling task is cancelled.
    public func answered() async {
        guard unanswered > 0 else { return }
        let (allAnswered, end) = AsyncStream.makeStream(of: Void.self)
        whenAnswered.append(end)
        for await _ in allAnswered {}
    }

    private func carryOut(_ item: Work) async {
        switch item {
        case .sync(let guild, let cause): _ = await sync(guild, cause: cause)
        case .timer(let guild, let timer, let pause):
            guard await rest(pause) else { return }
            await timePassed(in: guild, timer)
        case .weekly(let guild, let timer, let pause):
            guard await rest(pause) else { return }
            await weeklyTimePassed(in: guild, timer)
        case .confirm(let guild, let pause):
            guard await rest(pause) else { return }
            if pause >= Self.retryPause {
                guilds[guild]?.isRetrying = false
            } else {
                guilds[guild]?.isConfirming = false
            }
            await confirmTouched(in: guild)
        case .resync(let guild, let pause):
            guard await rest(pause) else { return }
            _ = await sync(guild, cause: .timer)
        case .recover(let guild, let pause):
            guard await rest(pause) else { return }
            if pause > .zero { guilds[guild]?.isRecovering = false }
            await adoptIntents(in: guild)
            _ = await recoverManifestations(in: guild)
        case .load(let guild, let pause):
            guard await rest(pause) else { return }
            await load(guild)
        case .delete(let messages): await deleted(messages)
        case .register(let application): await registerCommands(of: application)
        case .answer(let call):
            await DiscordGuildPort.$priority.withValue(.reply) { await answer(call) }
        case .respond(let interaction):
            await DiscordGuildPort.$priority.withValue(.reply) { await respond(to: interaction) }
        }
    }

    /// Waits; false when the cog is being stopped meanwhile.
    private func rest(_ pause: Duration) async -> Bool {
        guard pause > .zero else { return !Task.isCancelled }
        do {
            try await surroundings.clock.sleep(for: pause)
            return true
        } catch {
            return false
        }
    }

    // MARK: The first syncs

    func expectFirstSyncs(of guilds: some Sequence<Snowflake>) {
        awaitingFirstSync = Set(guilds)
        progress = StartUpProgress(total: awaitingFirstSync.count)
        checkSettled()
    }

    func firstSyncDone(_ guild: Snowflake) {
        if awaitingFirstSync.remove(guild) != nil { reportProgress() }
        checkSettled()
    }

    /// Says how far a start-up with many guilds has come.
    private func reportProgress() {
        guard !isSettled, let line = progress.advanced(left: awaitingFirstSync.count) else { return }
        log.info("\(line)")
    }

    private func checkSettled() {
        guard awaitingFirstSync.isEmpty else { return }
        finishRestoration()
        guard !isSettled else { return }
        isSettled = true
        surroundings.onSettled()
    }

    /// Says something once in the life of the process.
    func complain(_ key: String, _ say: () -> Void) {
        if complaints.insert(key).inserted { say() }
    }
}

/// What is known about one guild while the bot runs.
struct GuildState: Sendable {
    var directory: GuildDirectory
    var electorate = Electorate()
    /// Why the members could not be listed, until they are.
    var listingFailure: ListingFailure?
    /// The timer of its syncs; an older one that still sleeps does nothing.
    var timer: Int?
    /// The timer of its weekly summaries.
    var weeklyTimer: Int?
    /// The sync under way, which a second caller joins.
    var syncing: Task<SyncReport, Never>?
    /// The last whole sync, for callers who may reuse it.
    var lastSync: FinishedSync?
    /// The gap count at which it began, and why.
    var syncingSince = 0
    var syncingFor = SyncReport.Cause.startUp
    /// Whether a confirmation is on its way, soon or after a failure.
    var isConfirming = false
    var isRetrying = false
    /// Whether a later look at what was begun is on its way.
    var isRecovering = false
}

/// A listing of members that failed.
struct ListingFailure: Sendable {
    var reason: String
    /// Failures in a row.
    var times: Int
    /// Not tried again before.
    var until: Date
}

/// A whole sync that may be reused for a moment.
struct FinishedSync: Sendable {
    var report: SyncReport
    /// When it ended, on the clock of the cog (as a span since that clock's beginning is not to be had, a stopwatch).
    var age: @Sendable () -> Duration
    /// The gap count at which it began.
    var generation: Int
}

/// Makes the tokens that stand in the footers of cards.
public enum CardID {
    /// Twelve random hexadecimal digits.
    public static func random() -> String {
        let digits = String(UInt64.random(in: 0..<(1 << 48)), radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}
