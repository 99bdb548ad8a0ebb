import Discord
import Logging

/// What moderators do with single wishes.
final class Moderation {
    /// The reaction under wishes that were granted by hand.
    private static let grantMark = Emoji(name: "✅")

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let troubles: Troubles
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    private let finding: WishFinding
    private let drawing: CardDrawing
    private let notice: AuthorNotice

    init(_ parts: SharedParts, drawing: CardDrawing, notice: AuthorNotice) {
        finding = WishFinding(parts)
        (self.drawing, self.notice) = (drawing, notice)
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        troubles = parts.troubles
        dependencies = parts.dependencies
        log = parts.log
    }

    /// `!manifestwish`: a wish is granted by hand. Throws: `DatabaseError`.
    func grant(
        _ reference: WishReference, notes: String, _ requester: Requester, for work: WorkContext
    ) async throws -> String {
        let replies = dependencies.replies(to: requester)
        do {
            return try await grant(reference, notes, requester, replies, for: work)
        } catch let refusal as WishRefusal {
            return replies.wishRefused(refusal)
        }
    }

    /// `!removewish`: a wish is removed with its message, wherever that is. Throws: `DatabaseError`.
    func remove(
        _ reference: WishReference, reason: String, _ requester: Requester, for work: WorkContext
    ) async throws -> String {
        let replies = dependencies.replies(to: requester)
        do {
            return try await remove(reference, reason, requester, replies, for: work)
        } catch let refusal as WishRefusal {
            return replies.wishRefused(refusal)
        }
    }

    // MARK: Granting

    /// The ✅ comes first: it proves that the message still exists, and after a crash behind it the same command does
    /// the rest.
    private func grant(
        _ reference: WishReference, _ notes: String, _ requester: Requester, _ replies: Replies, for work: WorkContext
    ) async throws -> String {
        let port = port.serving(work)
        let wish = try await finding.wish(reference, in: requester.guildID, for: .grant)
        let channel = try await finding.channel(of: wish)
        let unmarked = try await mark(wish, in: channel, port)
        guard try await store.grant(wish, by: requester.userID, notes: notes, at: dependencies.now()) else {
            throw try await finding.refusal(of: wish)
        }
        log.info(
            "A wish was granted by hand.",
            metadata: [
                "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "by": "\(requester.userID)",
            ])
        // Under the wish the bot speaks as its server is spoken to.
        let words = dependencies.settings(wish.guildID).replies.celebration(notes: notes)
        let celebration = NewMessage(content: words, replyTo: wish.messageID, nonce: "g\(wish.messageID)")
        let unannounced = await celebrate(
            wish, notice.addressed(celebration, to: wish, by: requester.userID), in: channel, port)
        await notice.repeatDirectly(wish, words, by: requester.userID, for: work)
        try await drawing.draw(wish.id, for: work)
        return replies.granted(wish, unmarked: unmarked, unsaid: unannounced == unmarked ? nil : unannounced)
    }

    /// Puts ✅ under a wish. Returns why it cannot be put there, if that need not stop a moderator.
    private func mark(_ wish: Wish, in channel: Snowflake?, _ port: any GuildPort) async throws -> Trouble? {
        guard let channel else { return .placeUnknown }
        do {
            try await port.react(to: wish.messageID, in: channel, with: Self.grantMark)
            return nil
        } catch {
            switch error.kind {
            case .messageGone where wish.channelID == nil: return .placeUnknown
            case .messageGone:
                try await store.markDeleted(messages: [wish.messageID], why: "message gone", at: dependencies.now())
                throw WishRefusal.deleted
            case .unreachable, .uncertain: throw WishRefusal.unreachable
            default: return trouble(error, .toReact, .addReactions, in: channel, wish)
            }
        }
    }

    /// Announces it under the wish. Returns why that cannot be done.
    private func celebrate(
        _ wish: Wish, _ message: NewMessage, in channel: Snowflake?, _ port: any GuildPort
    ) async -> Trouble? {
        guard let channel else { return nil }
        do {
            _ = try await port.post(message, in: channel)
            return nil
        } catch {
            return trouble(error, .toPost, .sendMessages, in: channel, wish)
        }
    }

    // MARK: Removing

    /// Removed first, deleted afterwards: the delete event that follows then finds no wish to end, and a deletion that
    /// fails leaves a message that counts for nothing. Asked again, it is deleted again.
    private func remove(
        _ reference: WishReference, _ reason: String, _ requester: Requester, _ replies: Replies,
        for work: WorkContext
    ) async throws -> String {
        let wish = try await finding.wish(reference, in: requester.guildID)
        let isNew = try await store.apply(
            .remove, to: wish.id, actor: requester.userID, why: "removed by a moderator", note: reason,
            at: dependencies.now())
        if isNew {
            log.info(
                "A wish was removed.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)",
                    "by": "\(requester.userID)",
                ])
        } else {
            let refusal = try await finding.refusal(of: wish)
            guard refusal == .removed else { throw refusal }
        }
        let removal = await deleteMessage(of: wish, in: try await finding.channel(of: wish), port.serving(work))
        if isNew {
            // Nothing is left to answer under.
            await notice.repeatDirectly(
                wish, dependencies.settings(wish.guildID).replies.removedNews(reason: reason),
                by: requester.userID, for: work)
        }
        return replies.removed(wish, removal, wasRemoved: !isNew)
    }

    private func deleteMessage(of wish: Wish, in channel: Snowflake?, _ port: any GuildPort) async -> MessageRemoval {
        guard let channel else { return .gone }
        do {
            try await port.delete(wish.messageID, in: channel)
            return .deleted
        } catch {
            return switch error.kind {
            case .messageGone, .channelGone: .gone
            default: .failed(trouble(error, .toDelete, .manageMessages, in: channel, wish))
            }
        }
    }

    private func trouble(
        _ error: PortError, _ needed: [BotPermission], _ likely: BotPermission, in channel: Snowflake, _ wish: Wish
    ) -> Trouble {
        troubles.trouble(error, needing: needed, likely: likely, in: channel, of: wish.guildID)
    }
}
