import Discord
import Foundation
import Logging

/// `!editwish`: the author corrects the text of a wish, while it is young and no one else has voted for it.
final class WishEditing {
    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let finding: WishFinding
    private let drawing: CardDrawing
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    init(_ parts: SharedParts, drawing: CardDrawing) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        dependencies = parts.dependencies
        log = parts.log
        finding = WishFinding(parts)
        self.drawing = drawing
    }

    /// Changes the text of a wish, or says why not. Throws: `DatabaseError`.
    func edit(
        _ reference: WishReference, text: String, _ requester: Requester, for work: WorkContext
    ) async throws -> String {
        let settings = dependencies.settings(requester.guildID)
        do {
            let wish = try await finding.wish(reference, in: requester.guildID)
            try judge(wish, requester, settings)
            // Read before Discord is asked: a vote that comes meanwhile raises the revision.
            guard try await !hasOtherVotes(wish, for: work) else { throw WishRefusal.othersVoted }
            return try await change(wish, to: text, dependencies.replies(to: requester), for: work)
        } catch let refusal as WishRefusal {
            return dependencies.replies(to: requester).wishRefused(refusal)
        }
    }

    /// Ages are compared by Discord's clock: both ids hold their time.
    private func judge(_ wish: Wish, _ requester: Requester, _ settings: GuildSettings) throws(WishRefusal) {
        guard wish.authorID == requester.userID else { throw .notYours }
        guard wish.state == .active else { throw WishRefusal(wish.state) }
        guard wish.hasOwnCard else { throw .notEditable }
        let (made, asked) = (wish.messageID.unixMilliseconds, requester.requestID.unixMilliseconds)
        let limit = UInt64(max(0, settings.editMinutes)) * 60_000
        guard asked < made || asked - made < limit else { throw .tooOldToEdit(minutes: settings.editMinutes) }
    }

    /// Whether anyone but the author has voted, as Discord shows it now. Throws: `WishRefusal` when Discord does not say.
    private func hasOtherVotes(_ wish: Wish, for work: WorkContext) async throws -> Bool {
        guard let channel = wish.channelID else { throw WishRefusal.notEditable }
        let emoji = dependencies.settings(wish.guildID).emoji(of: wish)
        let port = port.serving(work)
        do {
            let card = try await port.message(wish.messageID, in: channel)
            guard card.knowsVotes(for: emoji) else { throw WishRefusal.unreachable }
            guard card.votes(for: emoji) > 0 else { return false }
            var own = 0
            for kind in ReactionKind.allCases {
                // One page is enough: two of its names may be the author's and the bot's.
                let page = try await port.reactors(
                    of: wish.messageID, in: channel, emoji: emoji, kind: kind, after: Snowflake(0))
                own += page.count { $0.id == wish.authorID }
            }
            // The list may lag behind the count.
            return card.votes(for: emoji) > own
        } catch let error as PortError {
            guard error.kind == .messageGone else { throw WishRefusal.unreachable }
            _ = try await store.markDeleted(messages: [wish.messageID], why: "message gone", at: dependencies.now())
            throw WishRefusal.deleted
        }
    }

    /// Stored first, then drawn. When Discord refuses the edit for good, the text is what the card shows: the old one.
    private func change(
        _ wish: Wish, to text: String, _ replies: Replies, for work: WorkContext
    ) async throws -> String {
        switch try await store.edit(wish, text: text, at: dependencies.now()) {
        case .ended(let state): throw WishRefusal(state)
        case .touched: throw WishRefusal.othersVoted
        case .same(let link): return replies.notTaken(.wished(link: link), channelName: nil)
        case .edited: break
        }
        switch try await drawing.draw(wish.id, for: work) {
        case .gone: throw WishRefusal.deleted
        case .noCard: throw WishRefusal.notEditable
        case .refused(let why):
            try await store.undoEdit(of: wish, at: dependencies.now())
            return replies.wishFailed(why)
        case .drawn, .drawnInDoubt, .unchanged, .underWay, .later, .tooManyOld:
            log.info(
                "A wish was edited by its author.",
                metadata: ["guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)"])
            return replies.edited(link: wish.link)
        }
    }
}
