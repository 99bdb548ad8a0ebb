import Discord
import Foundation
import Logging

/// The answer under a wish that came true, posted once.
final class ManifestationAnnouncement {
    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    /// The pause before a failed attempt is repeated.
    private static let retryPause = Duration.seconds(30)

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        lives = parts.lives
        dependencies = parts.dependencies
        log = parts.log
    }

    /// Posts the answer. Discord refuses a known nonce for some minutes; after that the channel itself is searched for
    /// an answer that an earlier attempt, made at `attemptedAt`, may have left. Throws: `DatabaseError`.
    func post(_ wish: Wish, _ made: Snowflake, attemptedAt: Date?, for work: WorkContext) async throws {
        guard let channel = wish.channelID else { return }
        if let attemptedAt {
            guard let isThere = await isPosted(wish, made, channel, since: attemptedAt, for: work) else { return }
            if isThere { return try await store.markAnswered(wish, at: dependencies.now()) }
        }
        try await store.markAnswering(wish, at: dependencies.now())
        let text = dependencies.settings(wish.guildID).replies.manifested(channel: made)
        do {
            _ = try await port.serving(work).post(
                NewMessage(content: text, replyTo: wish.messageID, nonce: "m\(wish.messageID)"), in: channel)
            try await store.markAnswered(wish, at: dependencies.now())
        } catch let error as PortError {
            guard error.kind == .unreachable || error.kind == .uncertain else {
                // It will never be possible; the channel exists all the same.
                log.notice(
                    "The answer under a wish cannot be posted.",
                    metadata: [
                        "guild": "\(guilds.name(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
                    ])
                return try await store.markAnswered(wish, at: dependencies.now())
            }
            lives.signal(.recoveryNeeded(after: Self.retryPause), in: wish.guildID)
        }
    }

    /// Whether the answer is there; nil when that cannot be seen. Then a later look finds out, and other wishes go on.
    private func isPosted(
        _ wish: Wish, _ made: Snowflake, _ channel: Snowflake, since: Date, for work: WorkContext
    ) async -> Bool? {
        let port = port.serving(work)
        do {
            let page = try await port.messages(in: channel, after: Snowflake(aMinuteBefore: since), limit: 100)
            if page.contains(where: { $0.authorID == guilds.me && $0.content.contains("<#\(made)>") }) { return true }
            guard page.isEmpty else { return false }
            // Without Read Message History every list is empty.
            return try await port.isHistoryReadable(wish.messageID, in: channel) ? false : nil
        } catch {
            if error.kind == .unreachable || error.kind == .uncertain {
                lives.signal(.recoveryNeeded(after: Self.retryPause), in: wish.guildID)
            }
            return nil
        }
    }
}

extension Snowflake {
    /// The lowest id of a message that was sent then, or up to a minute before: Discord's clock and ours differ.
    init(aMinuteBefore date: Date) {
        self.init(unixMilliseconds: UInt64(max(0, date.timeIntervalSince1970 * 1000 - 60_000)))
    }
}
