import Discord
import Foundation
import Logging

/// Posts the weekly summary by the clock: once per guild and week, whatever restarts happen. `WeeklyTurn` decides.
final class WeeklyPosting {
    /// A summary that could not be posted is tried again after this, for a day.
    private static let retryPause: Duration = .seconds(600)
    /// The clocks are looked at at least this often: they may be set, and summer time begins.
    private static let longestPause: Duration = .seconds(3_600)

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let posting: MessagePosting
    private let moderators: ModeratorChannel
    private let troubles: Troubles
    private let rankings: Rankings
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    private let logOnce = LogOnce()
    private let elapsed: @Sendable () -> Duration
    /// How the wall clock and the clock that cannot be set went on, for each guild.
    private var clocks: [Snowflake: WeeklyClock] = [:]
    /// Why the last attempt to post the summary that was due then failed.
    private var obstacles: [Snowflake: (due: Date, why: Trouble)] = [:]

    /// What came of an attempt.
    private enum Attempt {
        /// It is posted, or there is nothing to post.
        case done
        case failed(Trouble)
        /// The bot was removed meanwhile: whether there was anything to post is not known.
        case guildLeft
    }

    init(_ parts: SharedParts, rankings: Rankings) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        posting = parts.posting
        moderators = parts.moderators
        troubles = parts.troubles
        dependencies = parts.dependencies
        log = parts.log
        elapsed = parts.elapsed
        self.rankings = rankings
    }

    /// Does what is due in a guild; returns how long until it has to be checked again.
    func check(_ guild: Snowflake, for work: WorkContext, sync: Syncing) async -> Duration {
        do {
            return try await turn(in: guild, for: work, sync: sync)
        } catch {
            let due = dependencies.settings(guild).weeklySchedule.last(until: dependencies.now())
            note(.storage, due: due, in: guild)
            log.error(
                "Checking the weekly summary failed; retrying in 10 minutes.",
                metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
            return Self.retryPause
        }
    }

    private func turn(in guild: Snowflake, for work: WorkContext, sync: Syncing) async throws -> Duration {
        let settings = dependencies.settings(guild)
        guard settings.postsWeeklySummary else { return Self.longestPause }
        let (now, done) = (dependencies.now(), try await store.lastWeeklySummary(guild: guild))
        var clock = clocks[guild] ?? WeeklyClock(wall: now, elapsed: elapsed())
        let isDoubtful = clock.isDoubtful(wall: now, elapsed: elapsed())
        clocks[guild] = clock
        let decision = WeeklyTurn(settings.weeklySchedule, last: done, now: now)
        if isDoubtful, done != nil, !decision.isWait { return Self.longestPause }
        switch decision {
        case .wait(let next): return Self.pause(until: next, now)
        case .begin(let due):
            try await store.finishWeeklySummary(guild: guild, due: due)
            if case .wait(let next) = WeeklyTurn(settings.weeklySchedule, last: due, now: now) {
                return Self.pause(until: next, now)
            }
        case .skip(let due):
            try await store.finishWeeklySummary(guild: guild, due: due)
            skipped(due, in: guild)
        case .omit(let due):
            log.notice(
                "Left a weekly summary out: by the changed schedule it was due less than six days after the last one.",
                metadata: ["guild": "\(guilds.label(of: guild))", "due": "\(due.utc)"])
            try await store.finishWeeklySummary(guild: guild, due: due)
        case .post(let due):
            switch try await post(in: guild, due: due, now: now, for: work, sync: sync) {
            case .done: break
            case .failed(let why):
                note(why, due: due, in: guild)
                return Self.retryPause
            case .guildLeft: return Self.retryPause
            }
            clocks[guild]?.posted(elapsed: elapsed())
            try await store.finishWeeklySummary(guild: guild, due: due)
        }
        return .zero
    }

    private static func pause(until next: Date, _ now: Date) -> Duration {
        min(longestPause, .milliseconds(Int(next.timeIntervalSince(now) * 1000) + 1))
    }

    /// Remembers why an attempt failed, and tells the moderators what only they can mend.
    private func note(_ why: Trouble, due: Date, in guild: Snowflake) {
        obstacles[guild] = (due, why)
        if !why.isPassing { moderators.tell(.missedSummary(due: due, why: why), in: guild) }
    }

    private func skipped(_ due: Date, in guild: Snowflake) {
        let obstacle = obstacles.removeValue(forKey: guild)
        let why = obstacle.flatMap { $0.due == due ? $0.why : nil } ?? .wasDown
        moderators.tell(.missedSummary(due: due, why: why), in: guild)
        log.notice(
            why == .wasDown
                ? "Skipped a weekly summary: it was due more than a day ago, while the bot was not running."
                : "Skipped a weekly summary: it could not be posted within a day.",
            metadata: ["guild": "\(guilds.label(of: guild))", "due": "\(due.utc)"])
    }

    /// Posts the summary that was due then.
    private func post(
        in guild: Snowflake, due: Date, now: Date, for work: WorkContext, sync: Syncing
    ) async throws -> Attempt {
        let report = await sync(.command)
        guard guilds.isKnown(guild) else { return .guildLeft }
        guard let channel = try await guilds.suggestionsChannel(of: guild) else { return .done }
        guard let card = try await rankings.weekly(of: guild, after: report) else { return .done }
        guard posting.mayPost(in: channel, of: guild) else {
            logOnce("\(guild) \(due) may not post") {
                log.warning(
                    "The weekly summary cannot be posted; give the bot Send Messages. Trying again for a day.",
                    metadata: ["guild": "\(guilds.label(of: guild))", "channel": "\(channel)"])
            }
            let refusal = PortError(.forbidden, "the bot may not post there")
            return .failed(trouble(refusal, in: channel, guild))
        }
        let attempted = try await store.beginWeeklySummary(guild: guild, at: now)
        let port = port.serving(work)
        do throws(PortError) {
            switch try await isPosted(in: channel, of: guild, since: due, port) {
            case true?: return .done
            case false?: break
            // It cannot be seen whether an earlier attempt left one.
            case nil where attempted != nil:
                return cannotPost(
                    due, in: channel, guild, .lacking(.readMessageHistory, in: channel),
                    "the channel's history cannot be read")
            case nil: break
            }
            let week = Int(due.timeIntervalSince1970) / 604_800
            _ = try await port.post(NewMessage(embeds: [Embed(card)], nonce: "w\(guild)-\(week)"), in: channel)
            log.info("Posted the weekly summary.", metadata: ["guild": "\(guilds.label(of: guild))"])
            return .done
        } catch {
            return cannotPost(due, in: channel, guild, trouble(error, in: channel, guild), "\(error)")
        }
    }

    private func trouble(_ error: PortError, in channel: Snowflake, _ guild: Snowflake) -> Trouble {
        troubles.trouble(error, needing: .toPostCards, likely: .sendMessages, in: channel, of: guild)
    }

    private func cannotPost(
        _ due: Date, in channel: Snowflake, _ guild: Snowflake, _ why: Trouble, _ error: String
    ) -> Attempt {
        logOnce("\(guild) \(due) \(why)") {
            log.warning(
                "The weekly summary could not be posted; trying again for a day.",
                metadata: ["guild": "\(guilds.label(of: guild))", "channel": "\(channel)", "error": "\(error)"])
        }
        return .failed(why)
    }

    /// Whether this week's summary is there, whatever the database knows: nil when that cannot be seen.
    ///
    /// Everything since it was due is read, by Discord's clock; ours may be a minute ahead.
    private func isPosted(
        in channel: Snowflake, of guild: Snowflake, since due: Date, _ port: any GuildPort
    ) async throws(PortError) -> Bool? {
        let start = Snowflake(aMinuteBefore: due)
        let replies = dependencies.settings(guild).replies
        let found = try await port.search(in: channel, after: start) { [me = guilds.me] message in
            message.authorID == me && message.titles.contains { replies.isWeekly(title: $0) } ? true : nil
        }
        return switch found {
        case .found: true
        case .absent: false
        case .unreadable, .unfinished: nil
        }
    }
}

extension Snowflake {
    /// The lowest id of a message that was sent then, or up to a minute before: Discord's clock and ours differ.
    fileprivate init(aMinuteBefore date: Date) {
        self.init(unixMilliseconds: UInt64(max(0, date.timeIntervalSince1970 * 1000 - 60_000)))
    }
}
