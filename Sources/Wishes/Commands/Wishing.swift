import Discord
import Foundation

/// `!wish`: judges a wish and has its card posted.
final class Wishing {
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let quorums: Quorums
    private let cards: CardPosting
    private let posting: MessagePosting
    private let store: WishStore
    private let dependencies: SuggestionsCog.Dependencies
    init(_ parts: SharedParts, cards: CardPosting) {
        guilds = parts.guilds
        members = parts.members
        quorums = parts.quorums
        posting = parts.posting
        store = parts.store
        dependencies = parts.dependencies
        self.cards = cards
    }

    /// Carries a wish out; nil when the command is no wish. Throws: `DatabaseError`.
    func wish(_ command: WishCommand, _ requester: Requester, for work: WorkContext) async throws -> Reply? {
        switch command {
        case .wish(let kind, let text):
            return try await wish(kind, text: text, channelName: nil, requester, for: work)
        case .wishChannel(let name, let purpose):
            // Discord may send an event twice: the channel that has the name may be this command's own.
            if let why = refusal(channelName: name, requester),
                try await store.wish(command: requester.requestID) == nil
            {
                return .words(why)
            }
            return try await wish(
                .channel, text: purpose, channelName: ChannelName.normalized(name), requester, for: work)
        default: return nil
        }
    }

    private func wish(
        _ kind: WishKind, text: String, channelName: String?, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply? {
        let guild = requester.guildID
        let suggestions = try await guilds.suggestions(of: guild)
        guard let channel = suggestions?.id, requester.channelID == channel, requester.role != .member else {
            return .words(whyNot(requester, suggestions: suggestions))
        }
        guard posting.mayPost(in: channel, of: guild) else {
            let error = PortError(.forbidden, "the bot may not post in channel \(channel)")
            return .words(dependencies.replies(to: requester).wishFailed(error.cureForWisher))
        }
        let (settings, replies) = (dependencies.settings(guild), dependencies.replies(to: requester))
        let intent = WishIntent(
            cardID: CardID.of(command: requester.requestID), guildID: guild, channelID: channel, kind: kind, text: text,
            channelName: channelName, authorID: requester.userID, commandID: requester.requestID,
            createdAt: dependencies.now(), voteEmoji: settings.voteEmoji, authorName: requester.name)
        // Judged again when it is stored; what is refused here costs no request.
        if let objection = try await store.objection(to: intent, within: settings.quotas) {
            return .words(replies.notTaken(objection, channelName: channelName))
        }
        let needed = kind == .channel ? try await needed(requester, for: work) : nil
        switch try await cards.post(intent, needed: needed, mayExist: requester.mayBeRepeated, for: work) {
        case .posted(let card): return .wished(link: Wish.link(guild: guild, channel: channel, message: card))
        case .unknown: return .words(replies.wishDoubtful())
        case .refused(let objection):
            return .words(replies.notTaken(objection, channelName: channelName))
        case .failed(let error): return .words(replies.wishFailed(error.cureForWisher))
        }
    }

    /// How many votes the card of a channel wish names; nil if the members cannot be listed.
    private func needed(_ requester: Requester, for work: WorkContext) async throws -> Int? {
        _ = await members.ensure(.whatIsKnown, of: requester.guildID, for: work)
        return try await quorums.terms(in: requester.guildID)?.quorum(ofWishBy: requester.userID).needed
    }

    // MARK: Refusals

    /// What can be said against a wish without asking the database; nil when nothing can, or when it is no wish.
    func refusal(of command: WishCommand, _ requester: Requester) -> String? {
        switch command {
        case .wish, .wishChannel: break
        default: return nil
        }
        let settings = dependencies.settings(requester.guildID)
        let channel = guilds.directory(of: requester.guildID)?.textChannel(settings.suggestionsChannel)?.id
        guard requester.role != .member, channel.map({ $0 == requester.channelID }) ?? true else {
            return whyNot(requester, suggestions: .found(channel ?? requester.channelID))
        }
        guard case .wishChannel(let name, _) = command else { return nil }
        return refusal(channelName: name, requester)
    }

    /// Why a member cannot wish here.
    private func whyNot(_ requester: Requester, suggestions: SuggestionsChannel?) -> String {
        let replies = dependencies.replies(to: requester)
        let name = dependencies.settings(requester.guildID).suggestionsChannel
        switch suggestions {
        case .found(let channel):
            return requester.channelID == channel
                ? replies.notADreamer() : replies.wrongChannel("<#\(channel)>")
        case .absent(let absence): return replies.noSuggestionsChannel(absence)
        case nil: return replies.noSuggestionsChannel(name)
        }
    }

    /// Why a channel may not be wished for under that name; nil when it may. A name that a channel has is answered with
    /// that channel, whatever else could be said against it.
    private func refusal(channelName name: String, _ requester: Requester) -> String? {
        let guild = requester.guildID
        let replies = dependencies.replies(to: requester)
        switch ChannelName.judge(name, reserved: dependencies.settings(guild).reservedNames) {
        case .refused(.reserved(let word)):
            return guilds.directory(of: guild)?.channel(like: name).map(replies.channelExists)
                ?? replies.channelNameRefused(.reserved(word))
        case .refused(let flaw): return replies.channelNameRefused(flaw)
        case .valid(let name):
            return guilds.directory(of: guild)?.channel(like: name).map(replies.channelExists)
        }
    }
}

extension PortError {
    /// The cause and the cure for the member who wished.
    var cureForWisher: String {
        switch kind {
        case .forbidden:
            "the bot may not post here; it needs View Channel, Send Messages, Embed Links, Add Reactions and "
                + "Read Message History in this channel"
        case .unreachable, .uncertain: "Discord did not answer in time"
        default: "Discord refused it"
        }
    }
}
