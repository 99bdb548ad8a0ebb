import Discord
import Logging

/// Finds and reports several channels that carry the marker of one wish. The moderators decide which one stays; the bot
/// deletes neither.
final class DuplicateChannels {
    /// The pause before a failed check is repeated.
    private static let retryPause = Duration.seconds(30)

    private let store: WishStore
    private let guilds: KnownGuilds
    private let posting: MessagePosting
    private let moderators: ModeratorChannel
    private let trail: AuditTrail
    private let jobs: JobQueue
    private let lives: GuildLives
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    private let reportOnce = LogOnce()
    /// What the database gave no answer about, by guild.
    private var unchecked: [Snowflake: [Unchecked]] = [:]

    private enum Unchecked {
        /// A channel that has appeared.
        case channel(Channel)
        /// Channels that carry the marker of a wish.
        case report([Snowflake], Wish)
    }

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        posting = parts.posting
        moderators = parts.moderators
        trail = parts.trail
        jobs = parts.jobs
        lives = parts.lives
        dependencies = parts.dependencies
        log = parts.log
    }

    /// A channel has appeared. If it carries the marker of a wish that came true in another one, a request of a dead
    /// process may have arrived after all. Only a channel of the wish's guild that is younger than the wish counts.
    func check(_ channel: Channel) async {
        guard let message = ChannelMarker.message(of: channel), let guild = channel.guildID else { return }
        do {
            guard let wish = try await store.wish(message: message), ChannelEvidence.isMarked(channel, wish),
                let made = try await store.madeChannel(of: wish), made != channel.id
            else { return }
            // No event waits for Discord's answer to the report.
            jobs.add(.reportDuplicates([made, channel.id], wish))
        } catch {
            failed(.channel(channel), in: guild, error)
        }
    }

    /// Checks again what the database gave no answer about.
    func checkAgain(in guild: Snowflake, for work: WorkContext) async {
        for unchecked in unchecked.removeValue(forKey: guild) ?? [] {
            switch unchecked {
            case .channel(let channel): await check(channel)
            case .report(let channels, let wish): await report(channels, of: wish, for: work)
            }
        }
    }

    private func failed(_ what: Unchecked, in guild: Snowflake, _ error: any Error) {
        unchecked[guild, default: []].append(what)
        log.error(
            "Checking channels for duplicates failed; retrying in 30 s.",
            metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
        lives.signal(.recoveryNeeded(after: Self.retryPause), in: guild)
    }

    /// Reports once, under the wish and in the log, those channels that the bot has made, if they are several.
    func report(_ channels: [Snowflake], of wish: Wish, for work: WorkContext) async {
        let channels = await own(channels, of: wish, for: work)
        guard channels.count > 1 else { return }
        var isNew = false
        reportOnce("\(wish.id) \(channels.sorted())") {
            isNew = true
            log.error(
                "More than one channel carries the marker of one wish; delete those that are not wanted.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.link ?? "\(wish.messageID)")",
                    "channels": "\(channels.map { "\($0)" }.joined(separator: ", "))",
                ])
        }
        guard isNew else { return }
        moderators.tell(.duplicates(channels, wish: wish.link ?? "\(wish.messageID)"), in: wish.guildID)
        let text = dependencies.settings(wish.guildID).replies.doubled(channels: channels)
        // Two processes that find the same channels say so once.
        let found = StableHash.of(channels.sorted().map { "\($0)" }.joined(separator: " "))
        let nonce = "d\(wish.messageID)\(String(UInt16(truncatingIfNeeded: found), radix: 36))"
        await posting.post(
            NewMessage(content: text, replyTo: wish.messageID, nonce: nonce), in: wish.channelID, for: work)
    }

    /// The channels that the bot has made for a wish: a topic proves nothing.
    private func own(_ channels: [Snowflake], of wish: Wish, for work: WorkContext) async -> [Snowflake] {
        do {
            let row = try await store.manifestation(of: wish)
            let known = guilds.directory(of: wish.guildID)?.channels ?? ChannelTable()
            // Without an answer of the log, the time of the request decides.
            let origins = try? await trail.origins(in: wish.guildID, since: wish.messageID, for: work)
            let evidence = ChannelEvidence(
                of: wish, among: channels.compactMap { known[$0] }, origins ?? .unknown, requestedAt: row?.requestedAt)
            return channels.filter { $0 == row?.madeChannelID || evidence.made.contains($0) }
        } catch is CancellationError {
            return []
        } catch {
            failed(.report(channels, wish), in: wish.guildID, error)
            return []
        }
    }
}
