import Discord
import Logging

/// Puts the bot's own star back under cards that have lost it.
final class OwnStars {
    private let port: any GuildPort
    private let jobs: JobQueue
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let wished: WishedMessages
    private let log: Logger
    /// Messages under which the star is on its way back.
    private var onTheWay: Set<Snowflake> = []
    /// Channels that refused a star. One refusal is enough: the star is a convenience, not the truth.
    private var refusing: Set<Snowflake> = []

    init(_ parts: SharedParts) {
        port = parts.port
        jobs = parts.jobs
        settings = parts.dependencies.settings
        wished = parts.store.wished
        log = parts.log
    }

    /// Messages that are waiting for their star.
    var pending: Set<Snowflake> { onTheWay }

    /// Has stars put back. There may be many, after a change of the emoji: no sync waits for them.
    func schedule(_ messages: [Snowflake: [Snowflake]], in guild: Snowflake) {
        for (channel, messages) in messages where !refusing.contains(channel) {
            let new = messages.filter { onTheWay.insert($0).inserted }
            if !new.isEmpty { jobs.add(.restoreStars(new, channel: channel, guild: guild)) }
        }
    }

    /// Puts the star back under one message after the other.
    func restore(under messages: [Snowflake], in channel: Snowflake, _ guild: Snowflake, for work: WorkContext) async {
        for message in messages {
            if !refusing.contains(channel) { await restore(message, channel, emoji(of: message, guild), for: work) }
            onTheWay.remove(message)
        }
    }

    private func emoji(of message: Snowflake, _ guild: Snowflake) -> Emoji {
        if case .own(let emoji) = wished.vote(under: message) { emoji } else { settings(guild).emoji }
    }

    private func restore(_ message: Snowflake, _ channel: Snowflake, _ emoji: Emoji, for work: WorkContext) async {
        do {
            try await port.serving(work).react(to: message, in: channel, with: emoji)
        } catch {
            // What was no refusal is tried again by the next sync.
            guard error.kind == .forbidden || error.kind == .refused, refusing.insert(channel).inserted else { return }
            log.notice(
                "The bot's own star is missing and cannot be put back.",
                metadata: ["channel": "\(channel)", "error": "\(error)"])
        }
    }
}
