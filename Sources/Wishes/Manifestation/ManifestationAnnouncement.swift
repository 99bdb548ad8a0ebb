import Discord
import Foundation
import Logging

/// The answer under a wish that came true, posted once. It tells the author as well.
final class ManifestationAnnouncement {
    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let lock: CreationLock
    private let refusals: Refusals
    private let notice: AuthorNotice
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
        notice = AuthorNotice(parts)
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
            if isThere {
                // What this database did not post, its author has heard of at that time.
                let isMine = try await store.manifestation(of: wish)?.answeringAt != nil
                return try await settle(wish, made, isNews: isMine, for: work)
            }
        }
        guard !refusals.isRefused(.post, in: channel, wish.guildID) else { return }
        try await store.markAnswering(wish, at: dependencies.now())
        let answer = NewMessage(content: words(wish, made), replyTo: wish.messageID, nonce: "m\(wish.messageID)")
        do {
            _ = try await port.serving(work).post(notice.addressed(answer, to: wish, by: nil), in: channel)
            try await settle(wish, made, for: work)
        } catch let error as PortError {
            try await postFailed(wish, made, error, in: channel, for: work)
        }
    }

    private func words(_ wish: Wish, _ made: Snowflake) -> String {
        dependencies.settings(wish.guildID).replies.manifested(channel: made)
    }

    private func postFailed(
        _ wish: Wish, _ made: Snowflake, _ error: PortError, in channel: Snowflake, for work: WorkContext
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
            try await settle(wish, made, for: work)
        }
    }

    /// Nothing more is to be posted. The lock goes first: after a crash in between the next process looks here again. A
    /// direct message goes last, because it cannot be searched for: one that a crash prevents is not sent any more.
    private func settle(_ wish: Wish, _ made: Snowflake, isNews: Bool = true, for work: WorkContext) async throws {
        await lock.release(wish, for: work)
        try await store.markAnswered(wish, at: dependencies.now())
        if isNews { await notice.repeatDirectly(wish, words(wish, made), by: nil, for: work) }
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
