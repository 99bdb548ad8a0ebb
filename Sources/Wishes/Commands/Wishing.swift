import Discord
import Foundation

/// `!wish`: judges a wish and has its card posted.
final class Wishing {
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let quorums: Quorums
    private let cards: CardPosting
    private let posting: MessagePosting
    private let troubles: Troubles
    private let store: WishStore
    private let dependencies: SuggestionsCog.Dependencies
    init(_ parts: SharedParts, cards: CardPosting) {
        guilds = parts.guilds
        members = parts.members
        quorums = parts.quorums
        posting = parts.posting
        troubles = parts.troubles
        store = parts.store
        dependencies = parts.dependencies
        self.cards = cards
    }

    /// Carries a wish out; nil when the command is no wish. Throws: `DatabaseError`.
    func wish(_ command: WishCommand, _ requester: Requester, for work: WorkContext) async throws -> Reply? {
        switch command {
        case .wish(let kind, let text, let isInsistent):
            return try await wish(kind, text: text, channelName: nil, isInsistent, requester, for: work)
        case .wishChannel(let name, let purpose, let isInsistent):
            // Discord may send an event twice: the channel that has the name may be this command's own.
            if let why = refusal(channelName: name, isInsistent, requester),
                try await store.wish(command: requester.requestID) == nil
            {
                return .words(why)
            }
            return try await wish(
                .channel, text: purpose, channelName: ChannelName.normalized(name), isInsistent, requester, for: work)
        default: return nil
        }
    }

    private func wish(
        _ kind: WishKind, text: String, channelName: String?, _ isInsistent: Bool, _ requester: Requester,
        for work: WorkContext
    ) async throws -> Reply? {
        let isModerator = requester.role == .moderator
        let isInsistent = isInsistent && isModerator
        let guild = requester.guildID
        let suggestions = try await guilds.suggestions(of: guild)
        guard let channel = suggestions?.id, requester.channelID == channel, requester.role != .member else {
            return .words(whyNot(requester, suggestions: suggestions))
        }
        guard posting.mayPost(in: channel, of: guild) else {
            let error = PortError(.forbidden, "the bot may not post in channel \(channel)")
            return .words(dependencies.replies(to: requester).wishFailed(trouble(error, channel, guild)))
        }
        let (settings, replies) = (dependencies.settings(guild), dependencies.replies(to: requester))
        let intent = WishIntent(
            cardID: CardID.of(command: requester.requestID), guildID: guild, channelID: channel, kind: kind, text: text,
            channelName: channelName, authorID: requester.userID, commandID: requester.requestID,
            createdAt: dependencies.now(), voteEmoji: settings.voteEmoji, authorName: requester.name)
        // Judged again when it is stored; what is refused here costs no request.
        if let objection = try await store.objection(
            to: intent, within: settings.quotas, isInsistent: isInsistent)
        {
            return .words(replies.notTaken(objection, channelName: channelName, mayInsist: isModerator))
        }
        let needed = kind == .channel ? try await needed(requester, for: work) : nil
        let outcome = try await cards.post(
            intent, needed: needed, mayExist: requester.mayBeRepeated, isInsistent: isInsistent, for: work)
        switch outcome {
        case .posted(let card): return .wished(link: Wish.link(guild: guild, channel: channel, message: card))
        case .unknown: return .words(replies.wishDoubtful())
        case .refused(let objection):
            return .words(replies.notTaken(objection, channelName: channelName, mayInsist: isModerator))
        case .failed(let error): return .words(replies.wishFailed(trouble(error, channel, guild)))
        }
    }

    private func trouble(_ error: PortError, _ channel: Snowflake, _ guild: Snowflake) -> Trouble {
        troubles.trouble(error, needing: .toWish, likely: .sendMessages, in: channel, of: guild)
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
        guard case .wishChannel(let name, _, let isInsistent) = command else { return nil }
        return refusal(channelName: name, isInsistent, requester)
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
    /// that channel, whatever else could be said against it; a moderator may insist on one that is only like it.
    private func refusal(channelName name: String, _ isInsistent: Bool, _ requester: Requester) -> String? {
        let (guild, isModerator) = (requester.guildID, requester.role == .moderator)
        let replies = dependencies.replies(to: requester)
        switch ChannelName.judge(name, reserved: dependencies.settings(guild).reservedNames) {
        case .refused(.reserved(let word)):
            return guilds.directory(of: guild)?.channel(like: name).map(replies.channelExists)
                ?? replies.channelNameRefused(.reserved(word))
        case .refused(let flaw): return replies.channelNameRefused(flaw)
        case .valid(let name):
            let directory = guilds.directory(of: guild)
            if let channel = directory?.channel(like: name) { return replies.channelExists(channel) }
            guard !(isInsistent && isModerator) else { return nil }
            return directory?.channel(near: name).map { replies.channelIsNear($0, mayInsist: isModerator) }
        }
    }
}
