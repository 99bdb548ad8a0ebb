import Discord
import Logging

/// What members do with their own wishes: list them, and take one back.
final class OwnWishes {
    /// The reaction of its author that takes a wish back.
    static let bin = Emoji(name: "🗑️")
    /// How many wishes a list shows.
    private static let longestList = 25

    private let store: WishStore
    private let guilds: KnownGuilds
    private let finding: WishFinding
    private let drawing: CardDrawing
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    init(_ parts: SharedParts, drawing: CardDrawing) {
        store = parts.store
        guilds = parts.guilds
        dependencies = parts.dependencies
        log = parts.log
        finding = WishFinding(parts)
        self.drawing = drawing
    }

    /// `!mywishes`: the member's wishes, open ones first, then newest first. Throws: `DatabaseError`.
    func list(_ requester: Requester) async throws -> Card {
        let settings = dependencies.settings(requester.guildID)
        let (wishes, total) = try await store.wishes(
            of: requester.userID, guild: requester.guildID, limit: Self.longestList)
        return dependencies.replies(to: requester).ownWishes(wishes, total: total) { settings.emoji(of: $0).text }
    }

    /// `!withdraw`: the author takes a wish back. Throws: `DatabaseError`.
    func withdraw(_ reference: WishReference, _ requester: Requester, for work: WorkContext) async throws -> String {
        let replies = dependencies.replies(to: requester)
        do {
            let wish = try await finding.wish(reference, in: requester.guildID)
            guard wish.authorID == requester.userID else { throw WishRefusal.notYours }
            if let refusal = WishRefusal(wish.state, .withdraw) { throw refusal }
            guard let drawn = try await take(wish, back: "withdrawn by its author", for: work) else {
                throw try await finding.refusal(of: wish)
            }
            guard drawn != .gone else { throw WishRefusal.deleted }
            return replies.withdrawn(wish, drawn)
        } catch let refusal as WishRefusal {
            return replies.wishRefused(refusal)
        }
    }

    /// A member has put 🗑️ under a card. Only that of the wish's author counts.
    func binned(_ message: Snowflake, by user: Snowflake, in guild: Snowflake, for work: WorkContext) async {
        do {
            guard let wish = try await store.wish(message: message), wish.guildID == guild, wish.authorID == user,
                WishTransition.withdraw.origins.contains(wish.state)
            else { return }
            _ = try await take(wish, back: "withdrawn by its author with 🗑️", for: work)
        } catch {
            log.warning(
                "A wish could not be withdrawn by its author's reaction; the next sync looks for it again.",
                metadata: ["guild": "\(guilds.label(of: guild))", "wish": "\(message)", "error": "\(error)"])
        }
    }

    /// Nil when the wish is in a state that cannot be left so.
    private func take(_ wish: Wish, back why: String, for work: WorkContext) async throws -> CardDrawing.Outcome? {
        guard
            try await store.apply(.withdraw, to: wish.id, actor: wish.authorID, why: why, at: dependencies.now())
        else { return nil }
        log.info(
            "A wish was withdrawn by its author.",
            metadata: ["guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)"])
        return try await drawing.draw(wish.id, for: work)
    }
}
