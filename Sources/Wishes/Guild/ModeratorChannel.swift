import Discord
import Foundation
import Logging

/// Tells the moderators of a guild what needs a human, in the channel that is configured for it, each cause once. A guild
/// without such a channel has only the log. What could not be posted waits, for a day.
final class ModeratorChannel {
    /// How far back an earlier process's message is looked for.
    private static let pageSize = 100
    /// How long a notice waits: an older one would tell what may be over.
    private static let patience = Duration.seconds(86_400)
    /// Notices of one guild that wait; of more, the oldest are dropped.
    private static let mostWaiting = 50

    /// A notice on its way.
    private struct Attempt {
        let notice: ModeratorNotice
        /// When its cause was found.
        let since: Duration
        var failures = 0
    }

    private let port: any GuildPort
    private let posting: MessagePosting
    private let guilds: KnownGuilds
    private let jobs: JobQueue
    private let lives: GuildLives
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let now: @Sendable () -> Date
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private let logOnce = LogOnce()
    /// What was told, or is on its way, by guild and cause.
    private var told = BoundedMap<String, Bool>(limit: 5_000)
    /// What could not be posted yet, by guild, oldest first.
    private var waiting: [Snowflake: [Attempt]] = [:]

    init(
        port: any GuildPort, posting: MessagePosting, guilds: KnownGuilds, jobs: JobQueue, lives: GuildLives,
        dependencies: SuggestionsCog.Dependencies, elapsed: @escaping @Sendable () -> Duration, log: Logger
    ) {
        (self.port, self.posting, self.guilds, self.jobs, self.lives) = (port, posting, guilds, jobs, lives)
        (settings, now, self.elapsed, self.log) = (dependencies.settings, dependencies.now, elapsed, log)
    }

    /// Has a notice posted, unless its cause was told before. Nothing waits for Discord's answer.
    func tell(_ notice: ModeratorNotice, in guild: Snowflake) {
        guard !settings(guild).moderatorsChannel.isEmpty else { return }
        let key = Self.key(notice, guild)
        guard told[key] == nil else { return }
        told[key] = true
        jobs.add(.tellModerators(notice, guild: guild))
    }

    /// Posts a notice, unless an earlier process has: then the same text is among the newest messages.
    func post(_ notice: ModeratorNotice, in guild: Snowflake, for work: WorkContext) async {
        await carryOut(Attempt(notice: notice, since: elapsed()), in: guild, for: work)
    }

    /// Posts again what could not be posted.
    func postWaiting(in guild: Snowflake, for work: WorkContext) async {
        for attempt in waiting.removeValue(forKey: guild) ?? [] { await carryOut(attempt, in: guild, for: work) }
    }

    /// A wish has come true: a waiting notice that it is stuck is dropped.
    func wishManifested(_ wish: String, in guild: Snowflake) {
        withdraw(in: guild) { if case .stuck(wish, _) = $0 { true } else { false } }
    }

    /// What the bot lacks in a guild now: waiting notices about anything else are dropped.
    func found(_ faults: [Finding], in guild: Snowflake) {
        let lacks = faults.compactMap(\.lack)
        withdraw(in: guild) { notice in
            guard case .lack(let lack) = notice else { return false }
            return !lacks.contains(lack)
        }
        for lack in lacks { tell(.lack(lack), in: guild) }
    }

    private func withdraw(in guild: Snowflake, where isOver: (ModeratorNotice) -> Bool) {
        for attempt in waiting[guild] ?? [] where isOver(attempt.notice) { forget(attempt.notice, guild) }
        waiting[guild]?.removeAll { isOver($0.notice) }
    }

    private func carryOut(_ attempt: Attempt, in guild: Snowflake, for work: WorkContext) async {
        let settings = settings(guild)
        guard !settings.moderatorsChannel.isEmpty else { return forget(attempt.notice, guild) }
        guard let channel = channel(settings.moderatorsChannel, in: guild) else { return postpone(attempt, in: guild) }
        let text = settings.replies.moderatorNotice(attempt.notice, now: now())
        // A page that cannot be read holds nothing back.
        let page = try? await port.serving(work).newestMessages(in: channel, limit: Self.pageSize)
        if page?.contains(where: { $0.authorID == guilds.me && $0.content == text }) == true { return }
        let nonce = "h" + String(StableHash.of(Self.key(attempt.notice, guild)), radix: 36)
        var message = NewMessage(content: text, nonce: nonce)
        message.isSilent = true
        if await posting.post(message, in: channel, for: work) != .posted { postpone(attempt, in: guild) }
    }

    /// The configured channel; nil when it cannot be seen, which is logged once if the guild is there.
    private func channel(_ setting: String, in guild: Snowflake) -> Snowflake? {
        guard let directory = guilds.directory(of: guild) else { return nil }
        if let channel = directory.textChannel(setting) { return channel.id }
        logOnce("\(guild) \(setting)") {
            log.warning(
                "The moderators' channel cannot be seen; create it, give the bot View Channel, or correct moderators_channel.",
                metadata: ["guild": "\(guilds.label(of: guild))", "channel": "\(setting)"])
        }
        return nil
    }

    /// Keeps a notice for another attempt after a pause, or after the guild's next sync.
    private func postpone(_ attempt: Attempt, in guild: Snowflake) {
        guard elapsed() - attempt.since < Self.patience else { return forget(attempt.notice, guild) }
        var attempt = attempt
        attempt.failures += 1
        waiting[guild, default: []].append(attempt)
        if let oldest = waiting[guild]?.first, waiting[guild, default: []].count > Self.mostWaiting {
            forget(oldest.notice, guild)
            waiting[guild]?.removeFirst()
        }
        guard guilds.isKnown(guild) else { return }
        lives.signal(.recoveryNeeded(after: RetryPause.after(attempt.failures)), in: guild)
    }

    private func forget(_ notice: ModeratorNotice, _ guild: Snowflake) { told[Self.key(notice, guild)] = nil }

    private static func key(_ notice: ModeratorNotice, _ guild: Snowflake) -> String { "\(guild) \(notice.cause)" }
}
