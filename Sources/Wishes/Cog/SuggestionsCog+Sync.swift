import Discord
import Foundation

extension SuggestionsCog {
    /// Brings a guild's wishes in line with Discord and returns the four numbers. Never throws: what could not be
    /// found out is counted in `errors`.
    @discardableResult
    package func syncReactionCounts(guild: Snowflake) async -> SyncStats {
        await sync(guild, cause: .request).stats
    }

    /// A whole sync. A second caller joins the one under way; list commands may reuse a result that is still fresh.
    func sync(_ guild: Snowflake, cause: SyncReport.Cause) async -> SyncReport {
        guard let state = guilds[guild] else {
            return SyncReport(guildID: guild, guildName: "\(guild)", cause: cause, problems: ["guild not available": 0])
        }
        if state.syncing == nil, cause == .command, let fresh = await freshReport(of: state) { return fresh }
        let isAsked = DiscordGuildPort.priority == .reply
        while let running = guilds[guild]?.syncing, let state = guilds[guild] {
            // What began before a gap in the events, or cannot do what a moderator asked for, is only waited for.
            let serves = state.syncingSince == generation && (cause != .request || state.syncingFor == .request)
            guard let report = isAsked ? await join(running, guild) : await running.value else {
                return SyncReport(
                    guildID: guild, guildName: state.directory.name, cause: cause,
                    problems: ["a sync is under way that takes longer than \(surroundings.longestJoin ?? .zero)": 0])
            }
            if serves { return report }
        }
        let task = Task { await wholeSync(guild, cause: cause) }
        guilds[guild]?.syncing = task
        guilds[guild]?.syncingSince = generation
        guilds[guild]?.syncingFor = cause
        return await task.value
    }

    /// Waits for a sync under way because somebody waits for an answer; nil when it takes too long. Its requests pass
    /// before those of other guilds.
    private func join(_ running: Task<SyncReport, Never>, _ guild: Snowflake) async -> SyncReport? {
        await port.prefer(guild, true)
        let (first, sink) = AsyncStream.makeStream(of: SyncReport?.self)
        Task { sink.yield(await running.value) }
        let alarm = Task { [surroundings] in
            guard let limit = surroundings.longestJoin else { return }
            try await surroundings.clock.sleep(for: limit)
            sink.yield(nil)
        }
        defer { alarm.cancel() }
        var report: SyncReport?
        for await found in first {
            report = found
            break
        }
        await port.prefer(guild, false)
        return report
    }

    private func freshReport(of state: GuildState) async -> SyncReport? {
        guard let last = state.lastSync, last.generation == generation, last.age() < surroundings.freshness,
            last.report.isComplete,
            let touched = try? await store.touchedWishes(guild: state.directory.id), touched.isEmpty
        else { return nil }
        return last.report
    }

    private func wholeSync(_ guild: Snowflake, cause: SyncReport.Cause) async -> SyncReport {
        let (began, generation, age) = (surroundings.now(), generation, surroundings.clock.stopwatch())
        let tally = RequestTally()
        var report = SyncReport(guildID: guild, guildName: guilds[guild]?.directory.name ?? "\(guild)", cause: cause)
        await RequestTally.$current.withValue(tally) {
            do {
                try await sync(guild, into: &report)
            } catch {
                report.problems["the database failed: \(error)", default: 0] += 1
                report.stats.errors += 1
                report.mayHeal = true
                if !Task.isCancelled {
                    log.error("A sync could not be completed.", metadata: ["guild": "\(guild)", "error": "\(error)"])
                }
            }
        }
        (report.requests, report.duration, report.finishedAt) = (tally.requests, age(), surroundings.now())
        await finish(report, began: began)
        let finished = surroundings.clock.stopwatch()
        guilds[guild]?.syncing = nil
        guilds[guild]?.lastSync = FinishedSync(report: report, age: finished, generation: generation)
        repeatSync(of: guild, if: report.mayHeal)
        firstSyncDone(guild)
        return report
    }

    private func sync(_ guild: Snowflake, into report: inout SyncReport) async throws {
        guard let channel = try await suggestionsChannel(of: guild) else {
            report.hasSuggestionsChannel = false
            return
        }
        if report.cause == .request { _ = try await store.endPauses(guild: guild) }
        await adoptIntents(in: guild)
        report.stats.manifested += await recoverManifestations(in: guild)
        let wishes = try await store.wishes(guild: guild)
        if wishes.contains(where: { $0.kind == .channel }) { await ensureElectorate(of: guild, &report) }
        let result = await reconcile(wishes, in: guild, fallback: channel)
        report.stats.synced = result.changed
        report.stats.deleted = result.deleted
        report.stats.errors = result.problems.values.reduce(0, +)
        report.stats.manifested += result.manifested
        report.drift = result.drift
        report.mayHeal = report.mayHeal || result.mayHeal
        report.problems.merge(result.problems) { $0 + $1 }
    }

    private func finish(_ report: SyncReport, began: Date) async {
        // What a stop has cut off looks like trouble and is none.
        guard !Task.isCancelled else { return }
        do {
            try await store.record(report, startedAt: began)
        } catch {
            log.error("A sync could not be recorded.", metadata: ["error": "\(error)"])
        }
        var metadata: [String: String] = ["cause": report.cause.rawValue, "requests": "\(report.requests)"]
        if report.drift > 0 { metadata["drift"] = "\(report.drift)" }
        log.info("\(report.line)", metadata: metadata.mapValues { .string($0) })
        for (problem, count) in report.problems.sorted(by: { $0.key < $1.key }) {
            log.warning(
                "A sync met a problem.",
                metadata: ["guild": "\(report.guildName)", "wishes": "\(count)", "problem": "\(problem)"])
        }
    }

    /// The guild's suggestions channel: as configured, or the one seen before, also when it is hidden now.
    func suggestionsChannel(of guild: Snowflake) async throws -> Snowflake? {
        guard let state = guilds[guild] else { return nil }
        let visible = state.directory.textChannel(surroundings.settings(guild).suggestionsChannel)
        try await store.remember(guild: guild, name: state.directory.name, suggestionsChannel: visible?.id)
        if let visible { return visible.id }
        return try await store.knownSuggestionsChannel(guild: guild)
    }

    /// Confirms the wishes that events have touched: the same mechanism over fewer wishes.
    func confirmTouched(in guild: Snowflake) async {
        do {
            // A whole sync reads them anyway, and its result is only complete if nobody works beside it.
            if let running = guilds[guild]?.syncing { _ = await running.value }
            let touched = try await store.touchedWishes(guild: guild)
            guard !touched.isEmpty, let channel = try await suggestionsChannel(of: guild) else { return }
            if touched.contains(where: { $0.kind == .channel }) {
                var unlisted = SyncReport(guildID: guild, guildName: "", cause: .command)
                await ensureElectorate(of: guild, &unlisted)
                if unlisted.mayHeal { repeatSync(of: guild, if: true) }
            }
            let result = await reconcile(touched, in: guild, fallback: channel)
            if result.mayHeal { retryConfirmation(in: guild) }
        } catch {
            log.error("Votes could not be confirmed; trying again.", metadata: ["error": "\(error)"])
            retryConfirmation(in: guild)
        }
    }
}

extension Clock where Duration == Swift.Duration {
    /// A function that says how much time has passed since this call.
    func stopwatch() -> @Sendable () -> Duration {
        let start = now
        return { start.duration(to: now) }
    }
}
