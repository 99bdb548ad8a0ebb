import Discord
import Foundation
import Logging

/// The face of the domain: takes in the gateway's events and carries out what they lead to.
///
/// It holds no rules. `GuildLife` decides what is due for a guild; the rooms do it, each the only owner of its state, all
/// in the isolation of this actor. Events come in through `handle`, in order. Whatever takes longer than a moment is a
/// `Job`, carried out by `run`, so that the next event never waits for Discord's answer to the last.
package actor SuggestionsCog {
    /// What it has done so far.
    package nonisolated let counts: CogCounts
    let parts: SharedParts
    private let guildSync: GuildSync
    private let voters: VoterListing
    private let duplicates: DuplicateChannels
    private let registration: SlashRegistration
    private let intake: EventIntake
    private let commands: CommandAnswering
    private let interactions: InteractionAnswering
    private let declining: CommandDeclining
    private let cardEditing: CardEditing
    private let weekly: WeeklyPosting
    private let ownWishes: OwnWishes
    private let tidying: Tidying
    private let threads: WishThreads
    /// The syncs under way, which several callers may wait for.
    private var syncs: [RunID: SyncTasks] = [:]

    /// A sync under way.
    private struct SyncTasks {
        /// Ends when all counts are read.
        let counts: Task<SyncReport, Never>
        /// Ends when the channels that are due are made, too.
        let whole: Task<SyncReport, Never>
    }

    /// Makes a cog that knows nothing yet.
    package init(store: WishStore, port: any GuildPort, dependencies: Dependencies = Dependencies(), log: Logger) {
        let parts = SharedParts(store: store, port: port, dependencies: dependencies, log: log)
        let (cards, duplicates) = (CardPosting(parts), DuplicateChannels(parts))
        let (registration, inbox) = (SlashRegistration(parts), CommandInbox(parts))
        let reception = CommandReception(parts, inbox: inbox)
        let rankings = Rankings(parts)
        let drawing = CardDrawing(parts)
        let ownWishes = OwnWishes(parts, drawing: drawing)
        let executor = CommandExecutor(
            parts, wishing: Wishing(parts, cards: cards), rankings: rankings, ownWishes: ownWishes, drawing: drawing)
        let stars = OwnStars(parts)
        voters = VoterListing(parts)
        guildSync = GuildSync(parts, cards: cards, stars: stars, ownWishes: ownWishes, voters: voters)
        intake = EventIntake(
            parts, cards: cards, stars: stars, duplicates: duplicates, reception: reception, registration: registration)
        tidying = Tidying(parts)
        threads = WishThreads(parts)
        commands = CommandAnswering(parts, executor: executor, inbox: inbox, tidying: tidying)
        interactions = InteractionAnswering(parts, reception: reception, executor: executor, cards: cards)
        declining = CommandDeclining(parts, inbox: inbox)
        cardEditing = CardEditing(parts, drawing: drawing)
        weekly = WeeklyPosting(parts, rankings: rankings)
        (self.parts, counts) = (parts, parts.counts)
        self.ownWishes = ownWishes
        self.duplicates = duplicates
        self.registration = registration
    }

    // MARK: Events

    /// Takes in a batch of events, in order.
    package func handle(_ events: [GatewayEvent]) async { await intake.handle(events) }

    /// A session that an earlier process left behind is about to be resumed.
    package func restore(_ session: StoppedSession) { intake.restore(session) }

    /// What the next process needs to know to go on with this session, in which Discord was last heard at that time
    /// (nil: not by this process). Nil before there is a session.
    package func stopped(_ resumable: ResumableSession, heardAt: Date?) async -> StoppedSession? {
        await intake.stopped(resumable, heardAt: heardAt)
    }

    /// Settings of guilds have changed: everything that depends on them is looked at again.
    package func settingsChanged() async {
        for guild in parts.guilds.ids { await settingsChanged(in: guild) }
    }

    private func settingsChanged(in guild: Snowflake) async {
        guildSync.settingsChanged()
        await intake.endPauses(in: guild)
        parts.lives.signal(.settingsChanged, in: guild)
    }

    /// The guilds of this session that have not been synced yet.
    var awaitedGuilds: Set<Snowflake> { intake.awaitedGuilds }

    /// Whether the session of an earlier process is being taken over.
    var isRestoring: Bool { intake.isRestoring }

    /// Messages under which the bot's own star is on its way back.
    var pendingStars: Set<Snowflake> { guildSync.pendingStars }

    // MARK: Jobs

    /// Carries out the jobs that events cause, until the calling task is cancelled.
    package func run() async {
        await withDiscardingTaskGroup { group in
            for await start in parts.jobs.starts {
                group.addTask { await self.carryOut(start) }
            }
            group.cancelAll()
            for sync in syncs.values {
                sync.counts.cancel()
                sync.whole.cancel()
            }
        }
    }

    /// Returns when the cog is free: for the watchdog.
    package func probe() {}

    /// Returns when every command that has come is answered or given up, or the calling task is cancelled.
    package func answered() async { await parts.jobs.allAnswered() }

    private func carryOut(_ start: Backlog.Start) async {
        if !Task.isCancelled { await perform(start.job, waited: start.waited) }
        parts.jobs.finished(start.job)
        guard let guild = start.job.guild, start.job.mayChangeStates else { return }
        await cardEditing.statesMayHaveChanged(in: guild)
        await threads.statesMayHaveChanged(in: guild)
    }

    /// Carries one job out that has waited so long.
    func perform(_ job: Job, waited: Duration = .zero) async {
        var work = WorkContext(guild: job.guild, priority: job.priority)
        if job.lane == .answer { work.patience = JobLimits.patienceLeft(after: waited) }
        switch job {
        case .life(let effect, let guild): await perform(effect, in: guild, for: work)
        case .wake(let time): await wake(at: time)
        case .answer(let call):
            await commands.answer(call, for: work) { await self.sync(call.guildID, cause: $0, for: work) }
        case .respond(let interaction):
            await interactions.respond(to: interaction, for: work) { cause in
                await self.sync(interaction.guildID ?? Snowflake(0), cause: cause, for: work)
            }
        case .decline(let command, let isAloud): await declining.decline(command, isAloud: isAloud, for: work)
        case .finish(let interaction):
            await interactions.finish(interaction, for: work) {
                await self.sync(interaction.guildID, cause: $0, for: work)
            }
        case .delete(let messages): await intake.delete(messages)
        case .deleteChannel(let channel): await intake.delete(channel)
        case .storeEvents(let pause): await storeEvents(after: pause)
        case .reportDuplicates(let channels, let wish): await duplicates.report(channels, of: wish, for: work)
        case .tellModerators(let notice, let guild): await parts.moderators.post(notice, in: guild, for: work)
        case .restoreStars(let messages, let channel, let guild):
            await guildSync.restoreStars(under: messages, in: channel, guild, for: work)
        case .settingsChanged(let guild): await settingsChanged(in: guild)
        case .withdraw(let message, let user, let guild):
            await ownWishes.binned(message, by: user, in: guild, for: work)
        case .register(let application): await registration.register(for: application)
        }
    }

    private func perform(_ effect: GuildLife.Effect, in guild: Snowflake, for work: WorkContext) async {
        parts.log.debug(
            "Doing what is due for a guild.",
            metadata: ["guild": "\(parts.guilds.label(of: guild))", "due": "\(effect.name)"])
        switch effect {
        case .sync(let cause):
            _ = await sync(guild, cause: cause, for: work)
            if cause == .timer { parts.lives.signal(.periodicSyncEnded, in: guild) }
        case .confirm(let run): await confirm(run, in: guild, for: work)
        case .recover:
            await guildSync.recover(guild, for: work)
            await duplicates.checkAgain(in: guild, for: work)
        case .checkWeekly:
            let pause = await weekly.check(guild, for: work) { await self.sync(guild, cause: $0, for: work) }
            parts.lives.signal(.weeklyChecked(again: pause), in: guild)
        case .load: await load(guild, for: work)
        case .editCards: await cardEditing.editNext(in: guild, for: work)
        case .doChores:
            await tidying.carryOut(in: guild, for: work)
            await threads.carryOut(in: guild, for: work)
        case .announceRetry(let pause):
            parts.log.notice(
                "A sync was incomplete; the guild will be synced again.",
                metadata: ["guild": "\(parts.guilds.label(of: guild))", "pause": "\(pause)"])
        }
    }

    /// Sleeps until something is due.
    private func wake(at time: Duration) async {
        do {
            try await parts.dependencies.clock.sleep(for: parts.lives.pause(until: time))
            parts.lives.woke(time)
        } catch {
            // The cog is being stopped.
        }
    }

    /// Waits, then stores what events have told and the database did not take.
    private func storeEvents(after pause: Duration) async {
        do {
            try await parts.dependencies.clock.sleep(for: pause)
        } catch {
            // The cog is being stopped; what it keeps is stored then.
            return
        }
        await intake.storeKept()
    }

    /// Restores a guild of a resumed session as the last process knew it, or fetches it; from then on it is as if GUILD_CREATE
    /// had come.
    private func load(_ guild: Snowflake, for work: WorkContext) async {
        if intake.isPending(guild), await !intake.restore(guild) { await fetch(guild, for: work) }
        await intake.loaded()
    }

    private func fetch(_ guild: Snowflake, for work: WorkContext) async {
        guard intake.isPending(guild) else { return }
        do {
            let picture = try await parts.port.serving(work).guild(guild)
            // The gateway may have been quicker, or the bot was removed meanwhile.
            if intake.isPending(guild) { await intake.arrived(picture) }
        } catch {
            let pause = intake.loadFailed(guild, error)
            if let pause { parts.lives.signal(.loadNeeded(after: pause), in: guild) }
        }
    }

    // MARK: Syncs

    /// Brings a guild's wishes in line with Discord and returns the four numbers. Never throws: what could not be
    /// found out is counted in `errors`.
    @discardableResult
    package func syncReactionCounts(guild: Snowflake) async -> SyncStats {
        await sync(guild, cause: .request).stats
    }

    /// A whole sync. A second caller joins the one under way; commands may reuse a result that is still fresh. Commands
    /// need the counts; others wait until the channels that are due are made.
    func sync(_ guild: Snowflake, cause: SyncReport.Cause, for work: WorkContext? = nil) async -> SyncReport {
        let work = work ?? WorkContext(guild: guild)
        var report = await admittedSync(guild, cause, for: work)
        // The sync that is reused may have needed no members; a list names the votes that they make necessary.
        if cause == .command, let problem = await voters.listForReport(of: guild, for: work) {
            report.problems.add(problem, wishes: 0)
        }
        return report
    }

    private func admittedSync(
        _ guild: Snowflake, _ cause: SyncReport.Cause, for work: WorkContext
    ) async -> SyncReport {
        while parts.guilds.isKnown(guild) {
            // A sync that has read its counts may still create channels. The next one begins after that, so that each
            // reports its own; a command needs only counts.
            if cause != .command, !parts.lives.isReading(guild),
                let running = syncs.first(where: { $0.key.guild == guild })?.value
            {
                guard await join(running.whole, of: guild, for: work) != nil else {
                    return incomplete(
                        guild, cause, .syncUnderWay(longerThan: parts.dependencies.longestJoin ?? .zero))
                }
                continue
            }
            switch parts.lives.admitSync(cause, of: guild) {
            case .reuse(let report): return report
            case .join(let run, let serves):
                guard let running = syncs[run.id] else { return incomplete(guild, cause, .interrupted) }
                let task = cause == .command ? running.counts : running.whole
                guard let report = await join(task, of: guild, for: work) else {
                    return incomplete(
                        guild, cause, .syncUnderWay(longerThan: parts.dependencies.longestJoin ?? .zero))
                }
                if serves { return report }
            case .start(let run):
                let tasks = start(run, in: guild, priority: work.priority)
                return await (cause == .command ? tasks.counts : tasks.whole).value
            }
        }
        return incomplete(guild, cause, .guildUnavailable)
    }

    private func incomplete(_ guild: Snowflake, _ cause: SyncReport.Cause, _ problem: SyncProblem) -> SyncReport {
        SyncReport(
            guildID: guild, guildName: parts.guilds.name(of: guild), cause: cause, problems: SyncProblems(problem))
    }

    /// Syncs are tasks of their own, because several callers may wait for one.
    private func start(_ run: GuildLife.SyncRun, in guild: Snowflake, priority: RequestPriority) -> SyncTasks {
        let work = WorkContext(guild: guild, priority: priority, tally: RequestTally())
        let (began, gap) = (parts.dependencies.now(), parts.lives.gap(of: guild))
        var urgent = work
        // Confirmations wait for a sync that reads, so one before an answer is as urgent as they are.
        if priority.isInteractive { urgent.priority = .essential }
        let reading = Task { [urgent] in
            let reading = await guildSync.readCounts(of: guild, cause: run.cause, for: urgent) {
                await self.isCurrent(gap, guild)
            }
            parts.lives.signal(.countsRead(reading.report, run.id), in: guild)
            intake.firstSyncDone(guild)
            return reading
        }
        let whole = Task {
            let report = await guildSync.manifest(await reading.value, for: work)
            let isExplained = !run.isUnbroken || parts.lives.gap(of: guild) != gap
            await guildSync.record(report, began: began, isDriftExplained: isExplained)
            parts.lives.signal(.syncEnded(report, run.id), in: guild)
            syncs[run.id] = nil
            await cardEditing.synced(guild)
            await tidying.resume(in: guild)
            await threads.statesMayHaveChanged(in: guild)
            return report
        }
        let tasks = SyncTasks(counts: Task { await reading.value.report }, whole: whole)
        syncs[run.id] = tasks
        return tasks
    }

    private func isCurrent(_ gap: GapToken?, _ guild: Snowflake) -> Bool { parts.lives.gap(of: guild) == gap }

    /// Waits for a sync under way. A member who waits for an answer waits only so long: nil when it takes longer. Its
    /// requests pass before those of other guilds meanwhile.
    private func join(
        _ running: Task<SyncReport, Never>, of guild: Snowflake, for work: WorkContext
    ) async -> SyncReport? {
        guard work.priority.isInteractive else { return await running.value }
        await parts.port.prefer(guild, true)
        let (first, sink) = AsyncStream.makeStream(of: SyncReport?.self)
        Task { sink.yield(await running.value) }
        let alarm = Task { [dependencies = parts.dependencies] in
            guard let limit = dependencies.longestJoin else { return }
            try await dependencies.clock.sleep(for: limit)
            sink.yield(nil)
        }
        defer { alarm.cancel() }
        var report: SyncReport?
        for await found in first {
            report = found
            break
        }
        await parts.port.prefer(guild, false)
        return report
    }

    /// Confirms what events have touched, before answers are posted. Channels that are due are made afterwards: the next confirmation does not wait
    /// for them.
    private func confirm(_ run: RunID, in guild: Snowflake, for work: WorkContext) async {
        let gap = parts.lives.gap(of: guild)
        var essential = work
        essential.priority = .essential
        let candidates = await guildSync.confirmTouched(in: guild, for: essential) { await self.isCurrent(gap, guild) }
        parts.lives.signal(.confirmationEnded(run), in: guild)
        await guildSync.manifest(confirmed: candidates, in: guild, for: work)
        await cardEditing.confirmed(candidates, in: guild)
    }
}
