import Discord

/// What is due for one guild, and when: syncs, confirmations, retries, recoveries, the weekly summary.
///
/// Pure, like `GatewaySession`: an input and the time go in, effects come out. It knows neither Discord nor the
/// database. `GuildLives` holds one for every guild and outlives the guild's absence, so that work begun before the bot
/// was removed cannot be mistaken for work begun after it came back.
struct GuildLife: Sendable, Equatable {
    /// Something that has to happen at a certain time.
    enum Alarm: Sendable, Hashable, CaseIterable {
        /// Confirm what events have touched.
        case confirmation
        /// Confirm again what could not be confirmed.
        case confirmationRetry
        /// Sync because the interval is over.
        case periodicSync
        /// Sync again because the last sync was incomplete.
        case syncRetry
        /// Continue what was begun: cards and channels whose requests got no answer.
        case recovery
        /// Check whether the weekly summary is due.
        case weekly
        /// Fetch the guild of a resumed session.
        case load
        /// Edit the next card that is outdated.
        case cards
    }

    /// What happens to a guild.
    enum Input: Sendable, Equatable {
        /// GUILD_CREATE has come, or the guild of a resumed session was fetched.
        case arrived
        /// The bot was removed from it, or it is unavailable.
        case left(isOutage: Bool)
        /// The connection dropped: events may be lost from now on.
        case disconnected
        /// The session goes on.
        case resumed
        /// Events or commands have touched wishes; they need confirmation.
        case touched
        /// Touched wishes could not be confirmed.
        case confirmationFailed
        /// Touched wishes have to be confirmed again after a pause, sooner than after a failure.
        case confirmationNeeded(after: Duration)
        /// A confirmation has ended.
        case confirmationEnded(RunID)
        /// A sync has read all counts. From here on it only waits for channels to be made.
        case countsRead(SyncReport, RunID)
        /// A sync has ended.
        case syncEnded(SyncReport, RunID)
        /// The members could not be listed.
        case membersUnlisted
        /// The database failed, and what it should have noted is found by a sync.
        case writeFailed
        /// Whether the bot can read the guild's wishes has changed, or may have.
        case accessChanged
        /// More events came than could be kept while the database failed.
        case eventsLost
        /// The sync that `periodicSync` asked for has ended.
        case periodicSyncEnded
        /// A request got no answer; what came of it has to be checked after a pause.
        case recoveryNeeded(after: Duration)
        /// The weekly summary has been dealt with; check again after a pause.
        case weeklyChecked(again: Duration)
        /// Cards show something older than what holds; the next one may be edited after a pause.
        case cardsOutdated(after: Duration)
        /// The guild is to be fetched after a pause.
        case loadNeeded(after: Duration)
        /// The guild's settings have changed.
        case settingsChanged
        /// Time has passed.
        case timePassed
    }

    /// What is to be done.
    enum Effect: Sendable, Hashable {
        /// Sync the guild.
        case sync(SyncReport.Cause)
        /// Confirm touched wishes.
        case confirm(RunID)
        /// Check what came of requests without an answer.
        case recover
        /// Post the weekly summary if it is due.
        case checkWeekly
        /// Fetch the guild.
        case load
        /// Edit the next card that is outdated.
        case editCards
        /// Tell the operator that an incomplete sync will be retried after that pause.
        case announceRetry(after: Duration)
    }

    /// A sync under way.
    struct SyncRun: Sendable, Equatable {
        let id: RunID
        let cause: SyncReport.Cause
        /// Whether the sync before was complete and no gap has come since: then the stored counts should be right.
        let isUnbroken: Bool
        /// The gaps and touches at its beginning.
        fileprivate let gaps: Int
        fileprivate let touches: Int
    }

    /// The last whole sync.
    private struct FinishedSync: Sendable, Equatable {
        var report: SyncReport
        var run: RunID
        var endedAt: Duration
        var gaps: Int
    }

    /// A confirmation under way, with the touches that it covers.
    private struct ConfirmationRun: Sendable, Equatable {
        var id: RunID
        var touches: Int
    }

    /// How long a failed confirmation waits. What is touched meanwhile does not wait for it.
    static let confirmationRetryPause = Duration.seconds(60)
    /// How long a sync waits after a change of the bot's access: such changes come together.
    static let accessPause = Duration.seconds(1)

    private let pace: Pace
    private var isPresent = false
    /// Grows with every gap in this guild's events: what was confirmed before may have changed unseen.
    private var gaps = 0
    /// Grows with every input that needs confirmation; those up to `confirmedTouches` have been confirmed.
    private var touches = 0
    private var confirmedTouches = 0
    /// The sync that is reading counts: only one at a time.
    private var reading: SyncRun?
    private var lastSync: FinishedSync?
    /// The confirmation under way, with the touches that it covers.
    private var confirming: ConfirmationRun?
    /// A confirmation is due as soon as nothing else reads.
    private var isConfirmationWaiting = false
    /// Incomplete syncs in a row.
    private var incompleteSyncs = 0
    /// Requests for another sync, from outside the syncs.
    private var retryRequests = 0
    /// The requests before each sync that has not ended: only those are met by it.
    private var requestsBefore: [RunID: Int] = [:]
    private var alarms: [Alarm: Duration] = [:]

    private var lastRun: RunID

    /// A guild that is not there yet.
    init(_ guild: Snowflake, pace: Pace) {
        self.pace = pace
        lastRun = RunID(guild: guild)
    }

    /// When the next alarm is due; nil when none is set.
    var nextDue: Duration? { alarms.values.min() }

    /// When an alarm is due; nil when it is not set.
    func due(_ alarm: Alarm) -> Duration? { alarms[alarm] }

    /// Whether a sync is reading counts.
    var isReading: Bool { reading != nil }

    /// Names the state of this guild's event stream: it changes with every gap.
    var gap: GapToken { GapToken(gaps: gaps) }

    // MARK: Syncs

    /// What becomes of a wish for a sync.
    enum Admission: Sendable, Equatable {
        /// The last one is still fresh.
        case reuse(SyncReport)
        /// Wait for the one under way; `serves` says whether its result answers this caller, who else asks again.
        case join(SyncRun, serves: Bool)
        /// Carry this one out.
        case start(SyncRun)
    }

    /// Decides about a sync. A command may reuse a result while the session is unbroken and nothing waits for
    /// confirmation; a result from before a gap answers no caller, and only another request answers a moderator's request.
    mutating func admitSync(_ cause: SyncReport.Cause, now: Duration) -> Admission {
        if let reading {
            return .join(reading, serves: reading.gaps == gaps && (cause != .request || reading.cause == .request))
        }
        if cause == .command, let report = freshReport(now) { return .reuse(report) }
        let isUnbroken = lastSync.map { $0.gaps == gaps && $0.report.isComplete } ?? false
        let run = SyncRun(id: nextRun(), cause: cause, isUnbroken: isUnbroken, gaps: gaps, touches: touches)
        reading = run
        requestsBefore[run.id] = retryRequests
        return .start(run)
    }

    private mutating func nextRun() -> RunID {
        lastRun.number += 1
        return lastRun
    }

    private func freshReport(_ now: Duration) -> SyncReport? {
        guard let lastSync, lastSync.gaps == gaps, now - lastSync.endedAt < pace.freshness,
            lastSync.report.isComplete, touches == confirmedTouches
        else { return nil }
        return lastSync.report
    }

    // MARK: Inputs

    /// Takes an input. `jitter`, in [0, 1), spreads periodic syncs over the interval.
    mutating func handle(_ input: Input, now: Duration, jitter: Double) -> [Effect] {
        switch input {
        case .arrived: return arrived(now, jitter)
        case .left(let isOutage): left(isOutage: isOutage)
        case .disconnected: gapBegan()
        case .resumed: return isPresent ? [.sync(.resumed)] : []
        case .touched:
            touches += 1
            setSooner(.confirmation, now + pace.confirmationDelay)
        case .confirmationFailed:
            touches += 1
            setUnlessSet(.confirmationRetry, now + Self.confirmationRetryPause)
        case .confirmationNeeded(let pause):
            touches += 1
            setSooner(.confirmation, now + pause)
        case .confirmationEnded(let run): return confirmationEnded(run)
        case .countsRead(let report, let run):
            note(report, run, now)
            return laneIsFree(run)
        case .syncEnded(let report, let run):
            note(report, run, now)
            return laneIsFree(run) + retry(after: report, run, now)
        case .membersUnlisted, .writeFailed:
            retryRequests += 1
            return retry(now)
        case .accessChanged:
            retryRequests += 1
            gapBegan()
            if isPresent { setSooner(.syncRetry, now + Self.accessPause) }
        case .eventsLost:
            gapBegan()
            return isPresent ? [.sync(.repetition)] : []
        case .periodicSyncEnded: setPeriodic(now, share: 0.95 + jitter / 10)
        case .recoveryNeeded(let pause):
            guard pause > .zero else { return [.recover] }
            setSooner(.recovery, now + pause)
        case .cardsOutdated(let pause): if isPresent { setSooner(.cards, now + pause) }
        case .weeklyChecked(let pause): if isPresent { alarms[.weekly] = now + pause }
        case .loadNeeded(let pause): alarms[.load] = now + pause
        case .settingsChanged: return settingsChanged(now)
        case .timePassed: return timePassed(now)
        }
        return []
    }

    private mutating func arrived(_ now: Duration, _ jitter: Double) -> [Effect] {
        isPresent = true
        alarms[.load] = nil
        gapBegan()
        if alarms[.periodicSync] == nil { setPeriodic(now, share: 0.5 + jitter / 2) }
        if pace.postsWeeklySummaries { setUnlessSet(.weekly, now) }
        return [.sync(.startUp)] + timePassed(now)
    }

    /// Another channel, emoji or threshold makes every count and every decision a new one.
    private mutating func settingsChanged(_ now: Duration) -> [Effect] {
        guard isPresent else { return [] }
        gapBegan()
        if pace.postsWeeklySummaries { setSooner(.weekly, now) }
        return [.sync(.repetition)] + timePassed(now)
    }

    private mutating func left(isOutage: Bool) {
        gapBegan()
        guard !isOutage else { return }
        isPresent = false
        alarms = [:]
        incompleteSyncs = 0
    }

    private mutating func gapBegan() {
        gaps += 1
        lastSync = nil
    }

    private mutating func setPeriodic(_ now: Duration, share: Double) {
        guard isPresent, let interval = pace.syncInterval else { return }
        alarms[.periodicSync] = now + interval * share
    }

    private mutating func setUnlessSet(_ alarm: Alarm, _ time: Duration) {
        if alarms[alarm] == nil { alarms[alarm] = time }
    }

    private mutating func setSooner(_ alarm: Alarm, _ time: Duration) {
        alarms[alarm] = min(alarms[alarm] ?? time, time)
    }

    private mutating func timePassed(_ now: Duration) -> [Effect] {
        let due = alarms.filter { $0.value <= now }.sorted { $0.value < $1.value }.map(\.key)
        return due.flatMap { alarm in
            alarms[alarm] = nil
            return ring(alarm)
        }
    }

    private mutating func ring(_ alarm: Alarm) -> [Effect] {
        switch alarm {
        case .confirmation, .confirmationRetry:
            isConfirmationWaiting = true
            return startConfirmation()
        case .periodicSync: return [.sync(.timer)]
        case .syncRetry: return [.sync(.repetition)]
        case .recovery: return [.recover]
        case .weekly: return [.checkWeekly]
        case .load: return [.load]
        case .cards: return [.editCards]
        }
    }

    // MARK: Reading in turn

    /// A whole sync reads touched wishes anyway, so a confirmation waits for it, and for the confirmation before it.
    private mutating func startConfirmation() -> [Effect] {
        guard isConfirmationWaiting, reading == nil, confirming == nil, isPresent else { return [] }
        isConfirmationWaiting = false
        let run = ConfirmationRun(id: nextRun(), touches: touches)
        confirming = run
        return [.confirm(run.id)]
    }

    private mutating func confirmationEnded(_ run: RunID) -> [Effect] {
        guard let confirming, confirming.id == run else { return [] }
        confirmedTouches = max(confirmedTouches, confirming.touches)
        self.confirming = nil
        return startConfirmation()
    }

    private mutating func note(_ report: SyncReport, _ run: RunID, _ now: Duration) {
        if let reading, reading.id == run {
            guard reading.gaps == gaps else { return }
            lastSync = FinishedSync(report: report, run: run, endedAt: now, gaps: gaps)
            if report.isComplete { confirmedTouches = max(confirmedTouches, reading.touches) }
        } else if lastSync?.run == run {
            lastSync?.report = report
        }
    }

    private mutating func laneIsFree(_ run: RunID) -> [Effect] {
        guard reading?.id == run else { return [] }
        reading = nil
        return startConfirmation()
    }

    /// A sync that met trouble is retried after 1, 5 and then every 30 minutes: whoever trusts the numbers should not
    /// have to wait for the timer. A complete one ends the retries, except those that were requested while it ran.
    private mutating func retry(after report: SyncReport, _ run: RunID, _ now: Duration) -> [Effect] {
        let isMet = requestsBefore.removeValue(forKey: run) == retryRequests
        if report.needsRetry { return retry(now) }
        guard isMet else { return [] }
        alarms[.syncRetry] = nil
        incompleteSyncs = 0
        return []
    }

    private mutating func retry(_ now: Duration) -> [Effect] {
        guard isPresent, alarms[.syncRetry] == nil else { return [] }
        incompleteSyncs += 1
        let pause = RetryPause.after(incompleteSyncs)
        // A moment more: what has such a pause of its own, as the listing of members, is over it by then.
        alarms[.syncRetry] = now + pause + .milliseconds(50)
        return [.announceRetry(after: pause)]
    }
}
