import Discord
import Foundation
import Logging

/// Tells the moderators of a guild what needs a human, in the channel that is configured for it, each cause once. A guild
/// without such a channel has only the log.
final class ModeratorChannel {
    /// How far back an earlier process's message is looked for.
    private static let pageSize = 100

    private let port: any GuildPort
    private let posting: MessagePosting
    private let guilds: KnownGuilds
    private let jobs: JobQueue
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let now: @Sendable () -> Date
    private let log: Logger
    private let logOnce = LogOnce()
    /// What was told, or is on its way, by guild and cause.
    private var told = BoundedMap<String, Bool>(limit: 5_000)

    init(
        port: any GuildPort, posting: MessagePosting, guilds: KnownGuilds, jobs: JobQueue,
        settings: @escaping @Sendable (Snowflake) -> GuildSettings, now: @escaping @Sendable () -> Date, log: Logger
    ) {
        (self.port, self.posting, self.guilds, self.jobs) = (port, posting, guilds, jobs)
        (self.settings, self.now, self.log) = (settings, now, log)
    }

    /// Has a notice posted, unless its cause was told before. Nothing waits for Discord's answer.
    func tell(_ notice: ModeratorNotice, in guild: Snowflake) {
        guard !settings(guild).moderatorsChannel.isEmpty else { return }
        let key = Self.key(notice, guild)
        guard told[key] == nil else { return }
        told[key] = true
        jobs.add(.tellModerators(notice, guild: guild))
    }

    /// Posts a notice, unless an earlier process has: then the same text is among the newest messages. What got no answer is
    /// told again when its cause is found again.
    func post(_ notice: ModeratorNotice, in guild: Snowflake, for work: WorkContext) async {
        let settings = settings(guild)
        guard !settings.moderatorsChannel.isEmpty, let directory = guilds.directory(of: guild) else {
            return forget(notice, guild)
        }
        guard let channel = directory.textChannel(settings.moderatorsChannel)?.id else {
            logOnce("\(guild) \(settings.moderatorsChannel)") {
                log.warning(
                    "The moderators' channel cannot be seen; create it, give the bot View Channel, or correct moderators_channel.",
                    metadata: [
                        "guild": "\(guilds.label(of: guild))", "channel": "\(settings.moderatorsChannel)",
                    ])
            }
            return forget(notice, guild)
        }
        let text = settings.replies.moderatorNotice(notice, now: now())
        // A page that cannot be read holds nothing back.
        let page = try? await port.serving(work).newestMessages(in: channel, limit: Self.pageSize)
        if page?.contains(where: { $0.authorID == guilds.me && $0.content == text }) == true { return }
        let nonce = "h" + String(StableHash.of(Self.key(notice, guild)), radix: 36)
        var message = NewMessage(content: text, nonce: nonce)
        message.isSilent = true
        if await !posting.post(message, in: channel, for: work) { forget(notice, guild) }
    }

    private func forget(_ notice: ModeratorNotice, _ guild: Snowflake) { told[Self.key(notice, guild)] = nil }

    private static func key(_ notice: ModeratorNotice, _ guild: Snowflake) -> String { "\(guild) \(notice.cause)" }
}
