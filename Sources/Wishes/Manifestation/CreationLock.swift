import Discord
import Logging

/// Lets one process at a time request a wish's channel, whichever database it has: a lock on Discord.
///
/// Discord creates a channel as often as it is asked, but of all messages with the same nonce it posts one, and answers
/// every other request with that one. So whoever finds its own name in the message may request the channel; the others
/// wait and look for it. The nonce of each lock names the lock before it, and the first one names the card. A lock of
/// another process is passed over after `othersLifetime`: that process has ended.
///
/// Source: https://docs.discord.com/developers/resources/message#create-message
final class CreationLock {
    /// What came of an attempt to take the lock.
    enum Outcome: Sendable, Equatable {
        /// It is held for `lifetime`. When an earlier lock was passed over (`lookAgain`), what that lock's owner has done is
        /// only known after another look at Discord.
        case held(lookAgain: Bool)
        /// Another process may be requesting the channel: look for it after that pause.
        case busy(Duration)
        /// The bot may not post under the wish, so no process can take the lock.
        case unavailable
    }

    /// How long after it was requested a lock is believed by its owner. The channel's request starts within that time.
    static let lifetime = Duration.seconds(20)
    /// How long a lock is respected after it was first seen: its lifetime twice, and the time that a request may be on its
    /// way.
    static let othersLifetime = Duration.seconds(70)
    /// The pause before a lock of another process is looked at again.
    private static let pause = Duration.seconds(15)
    /// Locks of one wish that are passed over in one attempt.
    private static let longestChain = 8

    private struct Chain {
        /// This process's locks, to be deleted.
        var own: [Snowflake] = []
        /// The newest lock known; the next one follows it.
        var last: Snowflake
        /// When the lock that is held was requested.
        var takenAt: Duration?
        /// When the lock after `last` was first requested.
        var requestedAt: Duration?
    }

    private let port: any GuildPort
    private let refusals: Refusals
    private let guilds: KnownGuilds
    private let settings: @Sendable (Snowflake) -> GuildSettings
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    /// Names the writer of this database, also after a restart.
    private let writer: String
    /// Names this process; begins with `writer`.
    private let name: String
    private var chains = BoundedMap<Int64, Chain>(limit: 1_000)
    /// When locks of other processes were first seen.
    private var seen = BoundedMap<Snowflake, Duration>(limit: 1_000)

    init(_ parts: SharedParts) {
        port = parts.port
        refusals = parts.refusals
        guilds = parts.guilds
        settings = parts.dependencies.settings
        elapsed = parts.elapsed
        log = parts.log
        writer = parts.store.writer + "-"
        name = writer + String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// Takes the lock of a wish, or keeps it. Discord is asked even if it has refused a post before: what is known of
    /// permissions may be out of date, and a channel cannot be taken back.
    func take(_ wish: Wish, for work: WorkContext) async -> Outcome {
        guard let channel = wish.channelID else { return .unavailable }
        var chain = chains[wish.id] ?? Chain(last: wish.messageID)
        defer { chains[wish.id] = chain }
        if let takenAt = chain.takenAt, elapsed() - takenAt < Self.lifetime { return .held(lookAgain: false) }
        var hasPassed = chain.takenAt != nil
        chain.takenAt = nil
        do {
            for _ in 0..<Self.longestChain {
                let requestedAt = chain.requestedAt ?? elapsed()
                chain.requestedAt = requestedAt
                let lock = try await port.serving(work).postOnce(message(for: wish, after: chain.last), in: channel)
                let holder = Self.holder(of: lock).map(String.init) ?? name
                if !holder.hasPrefix(writer), let pause = pause(lock, wish) { return .busy(pause) }
                (chain.last, chain.requestedAt) = (lock.id, nil)
                if holder.hasPrefix(writer) { chain.own.append(lock.id) }
                // One of an earlier process is not believed: it may have been passed over.
                if holder == name, elapsed() - requestedAt < Self.lifetime {
                    chain.takenAt = requestedAt
                    return .held(lookAgain: hasPassed)
                }
                hasPassed = true
            }
            return .busy(Self.pause)
        } catch {
            return outcome(error, channel, wish)
        }
    }

    /// Locks of this database's writer were found under a wish: they are deleted with the others.
    func found(_ locks: [Snowflake], _ wish: Wish) {
        guard !locks.isEmpty else { return }
        var chain = chains[wish.id] ?? Chain(last: wish.messageID)
        chain.own += locks.filter { !chain.own.contains($0) }
        chains[wish.id] = chain
    }

    /// Whether a message is a lock of this database's writer.
    static func isLock(_ message: PostedMessage, of writer: String) -> Bool {
        holder(of: message)?.hasPrefix(writer + "-") ?? false
    }

    /// Who holds a lock; nil for any other message.
    private static func holder(of lock: PostedMessage) -> Substring? {
        lock.content.split(separator: "\n").last.flatMap { $0.hasPrefix("-# ") ? $0.dropFirst(3) : nil }
    }

    /// Deletes the locks of a wish: it is settled, for now.
    func release(_ wish: Wish, for work: WorkContext) async {
        guard let channel = wish.channelID, var chain = chains[wish.id] else { return }
        let own = chain.own
        // Discord remembers the nonces of deleted locks, so the next lock follows the last one all the same.
        (chain.own, chain.takenAt) = ([], nil)
        chains[wish.id] = chain
        var work = work
        work.patience = Self.lifetime
        for lock in own {
            do {
                try await port.serving(work).delete(lock, in: channel)
            } catch  where error.kind != .messageGone {
                log.debug(
                    "The message that a wish is taking shape could not be deleted.",
                    metadata: ["channel": "\(channel)", "message": "\(lock)", "error": "\(error)"])
            } catch {}
        }
    }

    private func message(for wish: Wish, after last: Snowflake) -> NewMessage {
        var message = NewMessage(
            content: settings(wish.guildID).replies.manifesting(lock: name), replyTo: wish.messageID,
            nonce: "l\(last)")
        message.isSilent = true
        return message
    }

    /// How long to wait for the process that holds a lock; nil when it has ended.
    private func pause(_ lock: PostedMessage, _ wish: Wish) -> Duration? {
        let isNew = seen[lock.id] == nil
        let first = seen[lock.id] ?? elapsed()
        seen[lock.id] = first
        let left = Self.othersLifetime - (elapsed() - first)
        guard left > .zero else { return nil }
        if isNew {
            log.notice(
                "Another process with this bot's token is creating a wish's channel, or has crashed in doing so; waiting for it.",
                metadata: [
                    "guild": "\(guilds.name(of: wish.guildID))", "wish": "\(wish.messageID)",
                    "longest": "\(Self.othersLifetime)",
                ])
        }
        return min(left, Self.pause)
    }

    private func outcome(_ error: PortError, _ channel: Snowflake, _ wish: Wish) -> Outcome {
        switch error.kind {
        // It was deleted: its owner has settled the wish just now.
        case .messageGone, .unreachable, .uncertain: return .busy(Self.pause)
        default:
            refusals.note(error, of: .post, in: channel, wish.guildID)
            return .unavailable
        }
    }
}
