import Discord
import Logging

/// Lets one process at a time request a wish's channel, whichever database it has: a lock on Discord.
///
/// Discord creates a channel as often as it is asked, but of all messages with the same nonce it posts one, and answers
/// every other request with that one. So whoever finds its own name in the message may request the channel; the others
/// wait and look for it. The nonce of each lock names the lock before it, and the first one names the card. A lock of
/// another process is passed over after `othersLifetime`: that process has ended (`LockChain`).
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
    private var chains = BoundedMap<Int64, LockChain>(limit: 1_000)
    /// Locks of other processes that were logged.
    private let logOnce = LogOnce()

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
        var chain = chain(of: wish)
        defer { chains[wish.id] = chain }
        guard !chain.isHeld(at: elapsed()) else { return .held(lookAgain: false) }
        var last = wish.messageID
        for _ in 0..<Self.longestChain {
            chain.request(after: last, at: elapsed())
            do {
                let lock = try await port.serving(work).postOnce(message(for: wish, after: last), in: channel)
                switch chain.answered(lock.id, holder: Self.holder(of: lock), after: last, at: elapsed()) {
                case .held: return .held(lookAgain: last != wish.messageID)
                case .pass(let lock): last = lock
                case .wait(let left): return busy(left, wish)
                }
            } catch {
                switch error.kind {
                case .messageGone:
                    guard let next = chain.deleted(after: last) else { return .busy(Self.pause) }
                    last = next
                case .unreachable, .uncertain: return .busy(Self.pause)
                default:
                    refusals.note(error, of: .post, in: channel, wish.guildID)
                    return .unavailable
                }
            }
        }
        return .busy(Self.pause)
    }

    /// These locks are under a wish now: those of this database's writer are deleted with the others. Returns how long to
    /// wait for another process that may hold one; nil for none.
    @discardableResult
    func found(_ locks: [Lock], _ wish: Wish) -> Duration? {
        guard !locks.isEmpty || chains[wish.id] != nil else { return nil }
        var chain = chain(of: wish)
        defer { chains[wish.id] = chain }
        guard let left = chain.found(locks, at: elapsed()) else { return nil }
        _ = busy(left, wish)
        return min(left, Self.pause)
    }

    private func chain(of wish: Wish) -> LockChain { chains[wish.id] ?? LockChain(writer: writer, name: name) }

    /// A lock: its message, and who holds it.
    typealias Lock = (id: Snowflake, holder: String)

    /// The lock that a message is; nil for any other message.
    static func lock(_ message: PostedMessage) -> Lock? { holder(of: message).map { (message.id, $0) } }

    private static func holder(of lock: PostedMessage) -> String? {
        lock.content.split(separator: "\n").last.flatMap { $0.hasPrefix("-# ") ? String($0.dropFirst(3)) : nil }
    }

    /// Deletes the locks of a wish: it is settled, for now.
    func release(_ wish: Wish, for work: WorkContext) async {
        guard let channel = wish.channelID, var chain = chains[wish.id] else { return }
        let own = chain.release()
        chains[wish.id] = chain
        var work = work
        work.patience = Self.lifetime
        for lock in own {
            do {
                try await port.serving(work).delete(lock, in: channel)
            } catch  where error.kind != .messageGone {
                log.debug(
                    "The message that a wish is taking shape could not be deleted.",
                    metadata: [
                        "guild": "\(guilds.label(of: wish.guildID))", "channel": "\(channel)", "message": "\(lock)",
                        "error": "\(error)",
                    ])
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

    private func busy(_ left: Duration, _ wish: Wish) -> Outcome {
        logOnce("\(wish.id)") {
            log.notice(
                "Another process with this bot's token is creating a wish's channel, or has crashed in doing so; waiting for it.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)",
                    "longest": "\(Self.othersLifetime)",
                ])
        }
        return .busy(min(left, Self.pause))
    }
}
