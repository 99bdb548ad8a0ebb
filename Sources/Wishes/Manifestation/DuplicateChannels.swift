import Discord
import Logging

/// Finds and reports several channels that carry the marker of one wish. The moderators decide which one stays; the bot
/// deletes neither.
final class DuplicateChannels {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let posting: MessagePosting
    private let moderators: ModeratorChannel
    private let trail: AuditTrail
    private let jobs: JobQueue
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    private let reportOnce = LogOnce()

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        posting = parts.posting
        moderators = parts.moderators
        trail = parts.trail
        jobs = parts.jobs
        dependencies = parts.dependencies
        log = parts.log
    }

    /// A channel has appeared. If it carries the marker of a wish that came true in another one, a request of a dead
    /// process may have arrived after all. Only a channel of the wish's guild that is younger than the wish counts.
    func check(_ channel: Channel) async {
        do {
            guard let message = ChannelMarker.message(of: channel), channel.guildID != nil,
                let wish = try await store.wish(message: message), ChannelEvidence.isMarked(channel, wish),
                let made = try await store.madeChannel(of: wish), made != channel.id
            else { return }
            // No event waits for Discord's answer to the report.
            jobs.add(.reportDuplicates([made, channel.id], wish))
        } catch {
            // Not repeated: neither a lock nor a full disk keeps a reader out, and the channel is no harm to the wish.
            log.error(
                "Checking a new channel for a duplicate failed.",
                metadata: [
                    "guild": "\(channel.guildID.map { guilds.label(of: $0) } ?? "")", "channel": "\(channel.id)",
                    "error": "\(error)",
                ])
        }
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
        await posting.post(NewMessage(content: text, replyTo: wish.messageID), in: wish.channelID, for: work)
    }

    /// The channels that the bot has made for a wish: a topic proves nothing.
    private func own(_ channels: [Snowflake], of wish: Wish, for work: WorkContext) async -> [Snowflake] {
        do {
            let row = try await store.manifestation(of: wish)
            let known = guilds.directory(of: wish.guildID)?.channels ?? [:]
            // Without an answer of the log, the time of the request decides.
            let origins = try? await trail.origins(in: wish.guildID, since: wish.messageID, for: work)
            let evidence = ChannelEvidence(
                of: wish, among: channels.compactMap { known[$0] }, origins ?? .unknown, requestedAt: row?.requestedAt)
            return channels.filter { $0 == row?.madeChannelID || evidence.made.contains($0) }
        } catch is CancellationError {
            return []
        } catch {
            log.error(
                "Checking a new channel for a duplicate failed.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
                ])
            return []
        }
    }
}
