import Discord
import Foundation
import Logging

/// The answer under a wish that came true, posted once.
final class ManifestationAnnouncement {
    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let lock: CreationLock
    private let refusals: Refusals
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    /// The pause before a failed attempt is repeated.
    private static let retryPause = Duration.seconds(30)

    init(_ parts: SharedParts, _ lock: CreationLock) {
        self.lock = lock
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        lives = parts.lives
        refusals = parts.refusals
        dependencies = parts.dependencies
        log = parts.log
    }

    /// Posts the answer. Unless this process has just created the channel, an answer may be there already (`mayBeThere`),
    /// from an earlier attempt or from a time that the database does not know; then it is searched for. Discord refuses a
    /// known nonce for some minutes. While the bot may not post in the channel, the answer waits. Throws: `DatabaseError`.
    func post(_ wish: Wish, _ made: Snowflake, mayBeThere: Bool, for work: WorkContext) async throws {
        guard let channel = wish.channelID else { return }
        if mayBeThere {
            guard let isThere = await isPosted(wish, made, channel, for: work) else { return }
            if isThere { return try await settle(wish, for: work) }
        }
        guard !refusals.isRefused(.post, in: channel, wish.guildID) else { return }
        try await store.markAnswering(wish, at: dependencies.now())
        let text = dependencies.settings(wish.guildID).replies.manifested(channel: made)
        do {
            _ = try await port.serving(work).post(
                NewMessage(content: text, replyTo: wish.messageID, nonce: "m\(wish.messageID)"), in: channel)
            try await settle(wish, for: work)
        } catch let error as PortError {
            try await postFailed(wish, error, in: channel, for: work)
        }
    }

    private func postFailed(
        _ wish: Wish, _ error: PortError, in channel: Snowflake, for work: WorkContext
    ) async throws {
        if error.isPassing { return lives.signal(.recoveryNeeded(after: Self.retryPause), in: wish.guildID) }
        let metadata: Logger.Metadata = [
            "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
        ]
        if refusals.note(error, of: .post, in: channel, wish.guildID) == .channel {
            log.notice("The answer under a wish was refused; posting it when permissions change.", metadata: metadata)
            await lock.release(wish, for: work)
        } else {
            // It will never be possible; the channel exists all the same.
            log.notice("The answer under a wish cannot be posted.", metadata: metadata)
            try await settle(wish, for: work)
        }
    }

    /// Nothing more is to be posted. The lock goes first: after a crash in between the next process looks here again.
    private func settle(_ wish: Wish, for work: WorkContext) async throws {
        await lock.release(wish, for: work)
        try await store.markAnswered(wish, at: dependencies.now())
    }

    /// Whether the answer is there; nil when that cannot be seen. Then a later look finds out, and other wishes go on.
    ///
    /// It names the channel, so it is younger than the channel: no clock but Discord's is needed. A lock that is left over
    /// is a little older.
    private func isPosted(
        _ wish: Wish, _ made: Snowflake, _ channel: Snowflake, for work: WorkContext
    ) async -> Bool? {
        do {
            let me = guilds.me
            let lead = UInt64(CreationLock.othersLifetime / .milliseconds(1))
            let start = max(wish.messageID, Snowflake(unixMilliseconds: made.unixMilliseconds - lead))
            var locks: [CreationLock.Lock] = []
            let found = try await port.serving(work).search(in: channel, after: start) { message -> Bool? in
                guard message.authorID == me else { return nil }
                if let lock = CreationLock.lock(message), message.replyTo == wish.messageID { locks.append(lock) }
                return message.content.contains("<#\(made)>") ? true : nil
            }
            lock.found(locks, wish)
            switch found {
            case .found: return true
            case .absent: return false
            case .unreadable: return nil
            case .unfinished:
                log.notice(
                    "Too many messages follow a wish's channel; its answer is taken for posted.",
                    metadata: ["guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)"])
                return true
            }
        } catch {
            if error.kind == .unreachable || error.kind == .uncertain {
                lives.signal(.recoveryNeeded(after: Self.retryPause), in: wish.guildID)
            }
            return nil
        }
    }
}
