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
                return .refused(why)
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
        guard let channel = suggestions?.id else { return .refused(whyNowhere(requester, suggestions)) }
        if let why = objection(to: requester, in: channel) { return .refused(why) }
        guard posting.mayPost(in: channel, of: guild) else {
            let error = PortError(.forbidden, "the bot may not post in channel \(channel)")
            return .refused(dependencies.replies(to: requester).wishFailed(trouble(error, channel, guild)))
        }
        let (settings, replies) = (dependencies.settings(guild), dependencies.replies(to: requester))
        let picture: MessageAttachment?
        do {
            picture = try requester.enclosure.picture()
        } catch {
            return .refused(replies.pictureRefused(error))
        }
        guard picture == nil || posting.mayPost(.postFile, in: channel, of: guild) else {
            return .refused(replies.wishFailed(.lacking(.attachFiles, in: channel)))
        }
        let intent = WishIntent(
            cardID: CardID.of(command: requester.requestID), guildID: guild, channelID: channel, kind: kind, text: text,
            channelName: channelName, authorID: requester.userID, commandID: requester.requestID,
            createdAt: dependencies.now(), voteEmoji: settings.voteEmoji, authorName: requester.name,
            picture: picture)
        // Judged again when it is stored; what is refused here costs no request.
        if let objection = try await store.objection(
            to: intent, within: settings.quotas, isInsistent: isInsistent)
        {
            return .refused(replies.notTaken(objection, channelName: channelName, mayInsist: isModerator))
        }
        let needed = kind == .channel ? try await needed(requester, for: work) : nil
        let outcome = try await cards.post(
            intent, needed: needed, mayExist: requester.mayBeRepeated, isInsistent: isInsistent, for: work)
        switch outcome {
        case .posted(let card): return .wished(link: Wish.link(guild: guild, channel: channel, message: card))
        case .unknown: return .words(replies.wishDoubtful())
        case .refused(let objection):
            return .refused(replies.notTaken(objection, channelName: channelName, mayInsist: isModerator))
        case .pictureLost(let flaw): return .refused(replies.pictureRefused(flaw))
        case .failed(let error):
            return .refused(replies.wishFailed(trouble(error, hasPicture: picture != nil, channel, guild)))
        }
    }

    private func trouble(
        _ error: PortError, hasPicture: Bool = false, _ channel: Snowflake, _ guild: Snowflake
    ) -> Trouble {
        troubles.trouble(
            error, needing: hasPicture ? .toWishWithPicture : .toWish,
            likely: hasPicture ? .attachFiles : .sendMessages, in: channel, of: guild)
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
        if let why = objection(to: requester, in: channel ?? requester.channelID) { return why }
        do throws(PictureFlaw) {
            _ = try requester.enclosure.picture()
        } catch {
            return dependencies.replies(to: requester).pictureRefused(error)
        }
        guard case .wishChannel(let name, _, let isInsistent) = command else { return nil }
        return refusal(channelName: name, isInsistent, requester)
    }

    /// Why there is no channel for wishes.
    private func whyNowhere(_ requester: Requester, _ suggestions: SuggestionsChannel?) -> String {
        let replies = dependencies.replies(to: requester)
        if case .absent(let absence)? = suggestions { return replies.noSuggestionsChannel(absence) }
        return replies.noSuggestionsChannel(dependencies.settings(requester.guildID).suggestionsChannel)
    }

    /// Why a member cannot wish for a card in that channel; nil when they can. A message is written in it; a slash command
    /// may come from anywhere, of a member who can read and write there.
    private func objection(to requester: Requester, in channel: Snowflake) -> String? {
        let (replies, isThere) = (dependencies.replies(to: requester), requester.channelID == channel)
        if !isThere, requester.member == nil { return replies.wrongChannel("<#\(channel)>") }
        guard requester.role != .member else { return replies.notADreamer() }
        // Where the command was given, Discord has decided that it may be.
        guard !isThere, let member = requester.member, let directory = guilds.directory(of: requester.guildID),
            let place = directory.channels[channel]
        else { return nil }
        let own = PermissionCheck(requester.userID, member, in: directory, place).permissions(at: dependencies.now())
        guard own.contains(.viewChannel) else { return replies.suggestionsUnseen() }
        return own.contains(.sendMessages) ? nil : replies.suggestionsReadOnly("<#\(channel)>")
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
