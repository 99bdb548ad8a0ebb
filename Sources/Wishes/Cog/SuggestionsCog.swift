import Discord
import Foundation
import Logging

/// The owner of everything that is known about guilds and their wishes while the bot runs.
///
/// Events come in through `handle`, in order. Whatever takes longer than a moment is put on `work` and carried out by
/// `run`, so that the next event never waits for Discord's answer to the last.
package actor SuggestionsCog {
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
    /// Messages under which the bot's own star is on its way back.
    var starless: Set<Snowflake> = []
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
    package init(store: WishStore, port: any GuildPort, surroundings: Surroundings = Surroundings(), log: Logger) {
        self.store = store
        self.port = port
        self.surroundings = surroundings
        self.log = log
        began = surroundings.now()
        (work, workSink) = AsyncStream.makeStream()
    }

    /// Carries out the work that events cause, until the calling task is cancelled.
    package func run() async {
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
    package func answered() async {
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
        case .repetition(let guild, let repetition, let pause):
            guard await rest(pause) else { return }
            await troubleMayHavePassed(in: guild, repetition)
        case .recover(let guild, let pause):
            guard await rest(pause) else { return }
            if pause > .zero { guilds[guild]?.isRecovering = false }
            await adoptIntents(in: guild)
            _ = await recoverManifestations(in: guild)
        case .load(let guild, let pause):
            guard await rest(pause) else { return }
            await load(guild)
        case .delete(let messages): await deleted(messages)
        case .doubles(let channels, let wish): await reportDoubles(channels, of: wish)
        case .stars(let messages, let channel, let guild): await restoreStars(under: messages, channel, guild)
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
