import Discord
import Foundation

/// The weekly summary by the clock: once per guild and week, whatever restarts happen.
extension SuggestionsCog {
    /// A summary that could not be posted is tried again after this, for a day.
    private static let weeklyRetry: Duration = .seconds(600)
    /// The clocks are looked at at least this often: they may be set, and summer time begins.
    private static let weeklyLook: Duration = .seconds(3_600)

    /// Starts the guild's weekly timer, unless it runs.
    func startWeekly(of guild: Snowflake) {
        guard surroundings.postsWeeklySummaries, guilds[guild]?.weeklyTimer == nil else { return }
        timers += 1
        guilds[guild]?.weeklyTimer = timers
        enqueue(.weekly(guild, timers, after: .zero))
    }

    /// It may be time for a guild's summary.
    func weeklyTimePassed(in guild: Snowflake, _ timer: Int) async {
        guard guilds[guild]?.weeklyTimer == timer else { return }
        var pause = Self.weeklyRetry
        do {
            pause = try await weeklyTurn(in: guild)
        } catch {
            log.error("The weekly summary could not be looked after.", metadata: ["error": "\(error)"])
        }
        enqueue(.weekly(guild, timer, after: pause))
    }

    /// Does what is due; returns when to look again.
    private func weeklyTurn(in guild: Snowflake) async throws -> Duration {
        let settings = surroundings.settings(guild)
        guard settings.postsWeeklySummary else { return Self.weeklyLook }
        let (now, done) = (surroundings.now(), try await store.lastWeeklySummary(guild: guild))
        switch WeeklyTurn(settings.weeklySchedule, last: done, now: now) {
        case .wait(let next):
            return min(Self.weeklyLook, .milliseconds(Int(next.timeIntervalSince(now) * 1000) + 1))
        case .begin(let due): try await store.finishWeeklySummary(guild: guild, due: due)
        case .skip(let due):
            log.notice(
                "A weekly summary was due while the bot was away for too long; skipped.",
                metadata: ["guild": "\(guild)", "due": "\(due.ISO8601Format())"])
            try await store.finishWeeklySummary(guild: guild, due: due)
        case .omit(let due):
            log.notice(
                "A weekly summary was due less than six days after the one before, by a new schedule; left out.",
                metadata: ["guild": "\(guild)", "due": "\(due.ISO8601Format())"])
            try await store.finishWeeklySummary(guild: guild, due: due)
        case .post(let due):
            guard try await postWeekly(in: guild, due: due, now: now) else { return Self.weeklyRetry }
            try await store.finishWeeklySummary(guild: guild, due: due)
        }
        return .zero
    }

    /// Posts the summary that was due then; true when it stands or there is nothing to post.
    private func postWeekly(in guild: Snowflake, due: Date, now: Date) async throws -> Bool {
        let report = await sync(guild, cause: .command)
        // Thrown out meanwhile: whether there was anything to tell is not known.
        guard guilds[guild] != nil else { return false }
        guard let channel = try await suggestionsChannel(of: guild) else { return true }
        guard let card = try await weeklyCard(of: guild, after: report) else { return true }
        let attempted = try await store.beginWeeklySummary(guild: guild, at: now)
        do {
            // Discord forgets a nonce after minutes; the channel does not.
            if let attempted, try await isWeeklyPosted(in: channel, since: attempted) { return true }
            let week = Int(due.timeIntervalSince1970) / 604_800
            _ = try await port.post(NewMessage(embeds: [Embed(card)], nonce: "w\(guild)-\(week)"), in: channel)
            log.info("Posted the weekly summary.", metadata: ["guild": "\(report.guildName)"])
            return true
        } catch {
            complain("weekly \(guild) \(due) \(error.kind)") {
                log.warning(
                    "The weekly summary cannot be posted; trying again for a day.",
                    metadata: ["guild": "\(report.guildName)", "channel": "\(channel)", "error": "\(error)"])
            }
            return false
        }
    }

    private func isWeeklyPosted(in channel: Snowflake, since attempt: Date) async throws(PortError) -> Bool {
        // The first attempt may be hours ago: both ends of what was said since.
        let since = Snowflake(aMinuteBefore: attempt)
        let (oldest, newest) = (
            try await port.messages(in: channel, after: since, limit: 100),
            try await port.newestMessages(in: channel, limit: 100)
        )
        return (oldest + newest).contains { message in
            message.id > since && message.authorID == me && message.titles.contains { Replies.isWeekly(title: $0) }
        }
    }
}
