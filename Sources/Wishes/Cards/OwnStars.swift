import Discord
import Logging

/// Puts the bot's own star back under cards that have lost it.
final class OwnStars {
    private let store: WishStore
    private let port: any GuildPort
    private let lives: GuildLives
    private let jobs: JobQueue
    private let refusals: Refusals
    private let guilds: KnownGuilds
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let wished: WishedMessages
    private let log: Logger
    private let logOnce = LogOnce()
    /// Messages under which the star is on its way back.
    private var onTheWay: Set<Snowflake> = []
    /// Messages that are still without their star because it was refused, by guild and channel.
    private var refused: [Snowflake: [Snowflake: Set<Snowflake>]] = [:]

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        lives = parts.lives
        jobs = parts.jobs
        refusals = parts.refusals
        guilds = parts.guilds
        settings = parts.dependencies.settings
        wished = parts.store.wished
        log = parts.log
    }

    /// Messages that are waiting for their star.
    var pending: Set<Snowflake> { onTheWay }

    /// Has stars put back. There may be many, after a change of the emoji: no sync waits for them.
    func schedule(_ messages: [Snowflake: [Snowflake]], in guild: Snowflake) {
        for (channel, messages) in messages {
            let allowed = messages.filter { !isRefused($0, channel, guild) }
            let new = allowed.filter { onTheWay.insert($0).inserted }
            if !new.isEmpty { jobs.add(.restoreStars(new, channel: channel, guild: guild)) }
        }
    }

    /// Permissions have changed: the stars that were refused are tried again.
    func permissionsChanged(in guild: Snowflake) {
        guard let waiting = refused.removeValue(forKey: guild) else { return }
        schedule(waiting.mapValues { $0.sorted() }, in: guild)
    }

    /// Puts the star back under one message after the other.
    func restore(under messages: [Snowflake], in channel: Snowflake, _ guild: Snowflake, for work: WorkContext) async {
        for message in messages {
            if !isRefused(message, channel, guild) { await restore(message, channel, guild, for: work) }
            onTheWay.remove(message)
        }
    }

    private func isRefused(_ message: Snowflake, _ channel: Snowflake, _ guild: Snowflake) -> Bool {
        guard refusals.isRefused(.react, under: message, in: channel, guild) else { return false }
        refused[guild, default: [:]][channel, default: []].insert(message)
        return true
    }

    private func emoji(of message: Snowflake, _ guild: Snowflake) -> Emoji {
        if case .own(let emoji) = wished.vote(under: message) { emoji } else { settings(guild).emoji }
    }

    private func restore(
        _ message: Snowflake, _ channel: Snowflake, _ guild: Snowflake, for work: WorkContext
    ) async {
        do {
            try await port.serving(work).react(to: message, in: channel, with: emoji(of: message, guild))
        } catch {
            guard let reach = refusals.note(error, of: .react, under: message, in: channel, guild) else {
                if error.isPassing { await lookAgain(at: message, guild) }
                return
            }
            refused[guild, default: [:]][channel, default: []].insert(message)
            logOnce("\(channel) \(error.kind) \(reach)") {
                log.notice(
                    "The bot's own star is missing and cannot be put back; trying again when permissions change.",
                    metadata: [
                        "guild": "\(guilds.label(of: guild))", "channel": "\(channel)", "message": "\(message)",
                        "error": "\(error)",
                    ])
            }
        }
    }

    /// Has the wish confirmed again after a pause, which finds the star missing.
    private func lookAgain(at message: Snowflake, _ guild: Snowflake) async {
        do {
            _ = try await store.record([VoteHint(messageID: message, delta: 0)])
            lives.signal(.confirmationFailed, in: guild)
        } catch {
            log.error(
                "Marking a wish without its star failed; its guild is synced again.",
                metadata: ["guild": "\(guilds.label(of: guild))", "message": "\(message)", "error": "\(error)"])
            lives.signal(.writeFailed, in: guild)
        }
    }
}
