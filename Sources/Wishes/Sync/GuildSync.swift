import Discord
import Foundation
import Logging

/// The steps of a sync of a guild and of a confirmation. Its only state is which channels were found deleted once.
final class GuildSync {
    /// What reading the counts found.
    struct Reading: Sendable {
        var report: SyncReport
        /// Channel wishes with confirmed counts, which may come true.
        var candidates: [Wish] = []
    }

    private let parts: SharedParts
    private let reconciler: Reconciler
    private let cards: CardPosting
    private let stars: OwnStars
    private let manifester: Manifester
    private let binned: BinnedWishes
    private let expiring: WishExpiring
    /// Channels of each guild that the last sync found deleted; found so again, their wishes end.
    private var doubtful: [Snowflake: Set<Snowflake>] = [:]
    private let notices: GuildNotices
    private let refused: RefusedWishes

    /// Guilds in which the last sync found wrong counts that no gap explains.
    private var drifting: Set<Snowflake> = []

    init(
        _ parts: SharedParts, cards: CardPosting, stars: OwnStars, ownWishes: OwnWishes
    ) {
        self.parts = parts
        self.cards = cards
        binned = BinnedWishes(parts, ownWishes: ownWishes)
        expiring = WishExpiring(parts)
        reconciler = Reconciler(
            store: parts.store, port: parts.port, settings: parts.dependencies.settings, now: parts.dependencies.now)
        self.stars = stars
        manifester = Manifester(parts)
        notices = GuildNotices(parts)
        refused = RefusedWishes(parts)
    }

    /// Messages under which the bot's own star is on its way back.
    var pendingStars: Set<Snowflake> { stars.pending }

    /// Settings have changed: what is logged once about them is logged again where it applies.
    func settingsChanged() { notices.settingsChanged() }

    // MARK: A whole sync

    /// Reads the counts of all active wishes of a guild. Never throws: the report names what could not be read.
    func readCounts(
        of guild: Snowflake, cause: SyncReport.Cause, for work: WorkContext,
        isCurrent: @escaping @Sendable () async -> Bool
    ) async -> Reading {
        let began = parts.elapsed()
        var reading = Reading(report: SyncReport(guildID: guild, guildName: parts.guilds.name(of: guild), cause: cause))
        do {
            try await readCounts(of: guild, into: &reading, for: work, isCurrent: isCurrent)
        } catch {
            reading.report.problems.add(.database("\(error)"), wishes: 1)
            if !Task.isCancelled {
                parts.log.error(
                    "A sync failed.", metadata: ["guild": "\(parts.guilds.label(of: guild))", "error": "\(error)"])
            }
        }
        reading.report.stats.errors = reading.report.problems.errors
        reading.report.requests = work.tally?.requests ?? 0
        reading.report.duration = parts.elapsed() - began
        reading.report.finishedAt = parts.dependencies.now()
        return reading
    }

    private func readCounts(
        of guild: Snowflake, into reading: inout Reading, for work: WorkContext,
        isCurrent: @escaping @Sendable () async -> Bool
    ) async throws {
        let cause = reading.report.cause
        if cause.doubtsGuild { await refreshDirectory(of: guild, for: work) }
        if cause == .resumed || cause == .request {
            // A change of permissions may have been missed: what was refused is tried again.
            parts.guilds.forgetOwn(in: guild)
            permissionsChanged(in: guild)
        }
        reading.report.findings = notices.findings(of: guild)
        try await notices.checkThreshold(of: guild)
        var gone: Set<Snowflake> = []
        defer { doubtful[guild] = gone }
        var suggestions = try await parts.guilds.suggestions(of: guild)
        if cause.doubtsGuild, let channel = suggestions?.id, await isDeleted(channel, in: guild, for: work) {
            gone.insert(channel)
            if doubtful[guild]?.contains(channel) == true {
                reading.report.stats.deleted += try await deleted([channel], in: guild)
                suggestions = try await parts.guilds.suggestions(of: guild)
            }
        }
        guard let suggestions else {
            // The guild left meanwhile.
            reading.report.hasSuggestionsChannel = false
            return
        }
        let channel = suggestions.id
        if case .absent(let absence) = suggestions {
            let wishes = try await parts.store.wishes(guild: guild)
            guard wishes.contains(where: { $0.channelID != nil }) else {
                reading.report.hasSuggestionsChannel = false
                reading.report.suggestionsAbsence = absence
                return
            }
            reading.report.problems.add(.noSuggestionsChannel(absence), wishes: 0)
        }
        if cause == .request {
            _ = parts.attempts.conditionsChanged(in: guild)
            _ = try await parts.store.endPauses(guild: guild)
        }
        try await notices.checkEmoji(of: guild)
        await cards.adoptIntents(in: guild, for: work)
        if let channel {
            reading.report.unknownCards = try await notices.unknownCards(in: guild, channel, cause, for: work)
        }
        let wishes = try await parts.store.wishes(guild: guild)
        if wishes.contains(where: { $0.kind == .channel }) {
            let outcome = await parts.members.ensure(cause.doubtsGuild ? .fresh : .whatIsKnown, of: guild, for: work)
            if case .unlisted(let reason, let trouble) = outcome {
                reading.report.problems.add(.membersUnlisted(reason, trouble), wishes: 0)
            }
        }
        let began = parts.dependencies.now()
        let found = await reconciler.reconcile(
            wishes, .init(guild: guild, fallback: channel, work: work, isCurrent: isCurrent))
        stars.schedule(found.withoutOwnStar, in: guild)
        reading.report.stats.synced = found.changed
        reading.report.stats.deleted += found.deleted
        reading.report.drift = found.drift
        reading.report.problems.add(found.problems)
        gone.formUnion(found.deletedChannels)
        let confirmed = cause.doubtsGuild ? found.deletedChannels.intersection(doubtful[guild] ?? []) : []
        reading.report.stats.deleted += try await deleted(confirmed, in: guild)
        for channel in confirmed { reading.report.problems.settle(deleted: channel) }
        await binned.check(found.binned, in: guild, for: work)
        try await expiring.check(guild, confirmedSince: began)
        reading.candidates = found.candidates
    }

    /// Whether Discord says that a channel is deleted. Asked only when the bot cannot see it: absence proves nothing, and
    /// a hidden channel is refused instead.
    private func isDeleted(_ channel: Snowflake, in guild: Snowflake, for work: WorkContext) async -> Bool {
        let known = parts.guilds.directory(of: guild)?.channels[channel]
        guard known == nil || known?.isHidden == true else { return false }
        do {
            _ = try await parts.port.serving(work).newestMessages(in: channel, limit: 1)
            return false
        } catch {
            return error.kind == .channelGone
        }
    }

    /// Discord says that these channels are deleted: their wishes end. Returns how many there were. Throws:
    /// `DatabaseError`.
    private func deleted(_ channels: Set<Snowflake>, in guild: Snowflake) async throws -> Int {
        var count = 0
        for channel in channels.sorted() {
            count += try await parts.store.channelDeleted(channel, at: parts.dependencies.now()).total
            parts.guilds.channelDeleted(channel, in: guild)
        }
        return count
    }

    /// Channels and roles are known from events, which may be lost: after a gap, on the timer and when a moderator asks,
    /// they are fetched. If Discord does not answer, what is known has to do.
    private func refreshDirectory(of guild: Snowflake, for work: WorkContext) async {
        guard let picture = try? await parts.port.serving(work).guild(guild) else { return }
        let before = parts.guilds.directory(of: guild)
        parts.guilds.update(guild) { $0.refresh(picture) }
        let after = parts.guilds.directory(of: guild)
        if after?.permissionConditions != before?.permissionConditions { permissionsChanged(in: guild) }
        guard after?.creationConditions != before?.creationConditions else { return }
        // The event was lost: a refusal may be over.
        _ = parts.attempts.conditionsChanged(in: guild)
        _ = try? await parts.store.endPauses(guild: guild)
    }

    /// What was refused may be allowed now.
    private func permissionsChanged(in guild: Snowflake) {
        parts.refusals.permissionsChanged(in: guild)
        stars.permissionsChanged(in: guild)
    }

    /// Creates the channels that are due, and finishes those that were begun. This may take minutes, when Discord limits
    /// the creation of channels; counts do not wait for it.
    func manifest(_ reading: Reading, for work: WorkContext) async -> SyncReport {
        var report = reading.report
        let began = parts.elapsed()
        report.stats.manifested = await manifest(reading.candidates, in: report.guildID, for: work)
        report.requests = work.tally?.requests ?? 0
        report.duration += parts.elapsed() - began
        return report
    }

    private func manifest(_ candidates: [Wish], in guild: Snowflake, for work: WorkContext) async -> Int {
        var count = await manifester.recover(guild, for: work)
        for wish in candidates where await manifester.consider(wish, for: work) { count += 1 }
        await refused.check(guild)
        await parts.moderators.postWaiting(in: guild, for: work)
        return count
    }

    /// Stores and logs what a sync found. `isDriftExplained`: a gap in the events is why stored counts may be wrong.
    func record(_ report: SyncReport, began: Date, isDriftExplained: Bool) async {
        // What a stop has cut off looks like trouble and is none.
        guard !Task.isCancelled else { return }
        parts.counts.update { $0.ended(report) }
        do {
            try await parts.store.record(report, startedAt: began, keep: parts.dependencies.keepSyncRuns)
        } catch {
            // Not repeated: the row is for the operator, and the log line below says the same.
            parts.log.error(
                "Recording a sync failed.",
                metadata: ["guild": "\(parts.guilds.label(of: report.guildID))", "error": "\(error)"])
        }
        let label = parts.guilds.label(of: report.guildID)
        var metadata: Logger.Metadata = [
            "guild": "\(label)", "cause": "\(report.cause.rawValue)", "requests": .number(report.requests),
        ]
        if report.drift > 0 {
            metadata["drift"] = .number(report.drift)
        }
        tellDrift(report, isExplained: isDriftExplained)
        parts.log.info("\(report.line)", metadata: metadata)
        for (problem, wishes) in report.problems.counted {
            parts.log.warning(
                "Sync incomplete.",
                metadata: [
                    "guild": "\(label)", "wishes": .number(wishes), "problem": "\(problem)",
                ])
        }
    }

    /// Discord counts a vote before its event comes, so that one sync may find a difference that is no mistake; two in a row
    /// are one.
    private func tellDrift(_ report: SyncReport, isExplained: Bool) {
        guard !isExplained else { return }
        guard report.drift > 0 else {
            drifting.remove(report.guildID)
            return
        }
        if !drifting.insert(report.guildID).inserted {
            parts.moderators.tell(.drift(votes: report.drift), in: report.guildID)
        }
    }

    // MARK: A confirmation

    /// Confirms the wishes that events have touched: the same mechanism over fewer wishes. Returns the channel wishes
    /// among them.
    func confirmTouched(
        in guild: Snowflake, for work: WorkContext, isCurrent: @escaping @Sendable () async -> Bool
    ) async -> [Wish] {
        do {
            let touched = try await parts.store.touchedWishes(guild: guild)
            guard !touched.isEmpty else { return [] }
            let channel = try await parts.guilds.suggestionsChannel(of: guild)
            if touched.contains(where: { $0.kind == .channel }),
                await parts.members.ensure(.whatIsKnown, of: guild, for: work) != .known
            {
                parts.lives.signal(.membersUnlisted, in: guild)
            }
            let found = await reconciler.reconcile(
                touched, .init(guild: guild, fallback: channel, work: work, isCurrent: isCurrent))
            stars.schedule(found.withoutOwnStar, in: guild)
            if found.problems.areRetryable { parts.lives.signal(.confirmationFailed, in: guild) }
            return found.candidates
        } catch {
            parts.log.error(
                "Votes could not be confirmed; retrying in 60 s.",
                metadata: ["guild": "\(parts.guilds.label(of: guild))", "error": "\(error)"])
            parts.lives.signal(.confirmationFailed, in: guild)
            return []
        }
    }

    /// Creates the channels that a confirmation found due.
    func manifest(confirmed candidates: [Wish], in guild: Snowflake, for work: WorkContext) async {
        for wish in candidates { _ = await manifester.consider(wish, for: work) }
        guard !candidates.isEmpty else { return }
        await refused.check(guild)
    }

    /// Checks what came of requests without an answer.
    func recover(_ guild: Snowflake, for work: WorkContext) async {
        await cards.adoptIntents(in: guild, for: work)
        _ = await manifester.recover(guild, for: work)
        await refused.check(guild)
        await parts.moderators.postWaiting(in: guild, for: work)
    }

    /// Puts the bot's own star back under messages of a channel.
    func restoreStars(
        under messages: [Snowflake], in channel: Snowflake, _ guild: Snowflake, for work: WorkContext
    ) async {
        await stars.restore(under: messages, in: channel, guild, for: work)
    }
}

extension SyncReport.Cause {
    /// Whether channels, roles and members may have changed unseen, so that they are fetched anew. At a start-up the
    /// gateway has just sent them.
    var doubtsGuild: Bool {
        switch self {
        case .resumed, .timer, .request: true
        case .startUp, .repetition, .command: false
        }
    }
}
