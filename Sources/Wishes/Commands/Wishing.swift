import Discord
import Foundation

/// `!wish`: judges a wish and has its card posted.
final class Wishing {
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let quorums: Quorums
    private let cards: CardPosting
    private let dependencies: SuggestionsCog.Dependencies

    init(_ parts: SharedParts, cards: CardPosting) {
        guilds = parts.guilds
        members = parts.members
        quorums = parts.quorums
        dependencies = parts.dependencies
        self.cards = cards
    }

    /// Carries a wish out; nil when the command is no wish. Throws: `DatabaseError`.
    func wish(_ command: WishCommand, _ requester: Requester, for work: WorkContext) async throws -> Reply? {
        switch command {
        case .wish(let kind, let text):
            return try await wish(kind, text: text, channelName: nil, requester, for: work)
        case .wishChannel(let name, let purpose):
            switch judge(channelName: name, in: requester.guildID) {
            case .refused(let why):
                return .words(dependencies.settings(requester.guildID).replies.channelNameRefused(why))
            case .valid(let name):
                return try await wish(.channel, text: purpose, channelName: name, requester, for: work)
            }
        default: return nil
        }
    }

    private func wish(
        _ kind: WishKind, text: String, channelName: String?, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply? {
        let guild = requester.guildID
        let channel = try await guilds.suggestionsChannel(of: guild)
        guard let channel, requester.channelID == channel, requester.role != .member else {
            return .words(whyNot(requester, suggestions: channel))
        }
        let intent = WishIntent(
            cardID: CardID.of(command: requester.requestID), guildID: guild, channelID: channel, kind: kind, text: text,
            channelName: channelName, authorID: requester.userID, commandID: requester.requestID,
            createdAt: dependencies.now(), authorName: requester.name)
        let replies = dependencies.settings(guild).replies
        let needed = kind == .channel ? try await needed(in: guild, for: work) : nil
        switch try await cards.post(intent, needed: needed, mayExist: requester.mayBeRepeated, for: work) {
        case .posted(let card): return .wished(link: Wish.link(guild: guild, channel: channel, message: card))
        case .unknown: return .words(replies.wishDoubtful())
        case .failed(let error): return .words(replies.wishFailed(error.cureForWisher))
        }
    }

    /// How many votes the card of a channel wish names; nil if the members cannot be listed.
    private func needed(in guild: Snowflake, for work: WorkContext) async throws -> Int? {
        _ = await members.ensure(.whatIsKnown, of: guild, for: work)
        return try await quorums.needed(in: guild)
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
            return whyNot(requester, suggestions: channel ?? requester.channelID)
        }
        guard case .wishChannel(let name, _) = command,
            case .refused(let why) = judge(channelName: name, in: requester.guildID)
        else { return nil }
        return settings.replies.channelNameRefused(why)
    }

    /// Why a member cannot wish here.
    private func whyNot(_ requester: Requester, suggestions channel: Snowflake?) -> String {
        let settings = dependencies.settings(requester.guildID)
        guard let channel else { return settings.replies.noSuggestionsChannel(settings.suggestionsChannel) }
        return requester.channelID == channel
            ? settings.replies.notADreamer() : settings.replies.wrongChannel("<#\(channel)>")
    }

    /// Whether a channel may be wished for under that name.
    private func judge(channelName name: String, in guild: Snowflake) -> ChannelName.Verdict {
        ChannelName.judge(name, reserved: dependencies.settings(guild).reservedChannelPrefixes)
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
