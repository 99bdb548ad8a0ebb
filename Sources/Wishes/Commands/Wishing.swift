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
    /// Names of channels whose wishes are being posted, each with the command.
    private var namesInProgress: [WishedName: Snowflake] = [:]

    private struct WishedName: Hashable {
        var guild: Snowflake
        var name: String
    }

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
        let suggestions = try await guilds.suggestions(of: guild)
        guard let channel = suggestions?.id, requester.channelID == channel, requester.role != .member else {
            return .words(whyNot(requester, suggestions: suggestions))
        }
        guard posting.mayPost(in: channel, of: guild) else {
            let error = PortError(.forbidden, "the bot may not post in channel \(channel)")
            return .words(dependencies.settings(guild).replies.wishFailed(error.cureForWisher))
        }
        let wished = channelName.map { WishedName(guild: guild, name: $0) }
        if let wished {
            // Reserved before the first await: of two wishes at the same time, one finds the other.
            if let command = namesInProgress[wished] {
                // Discord may send an event twice.
                guard command != requester.requestID else { return nil }
                return .words(dependencies.settings(guild).replies.channelAlreadyWished(wished.name, link: nil))
            }
            namesInProgress[wished] = requester.requestID
        }
        defer { if let wished { namesInProgress[wished] = nil } }
        if let wished, let why = try await whyTaken(wished, requester) { return .words(why) }
        let intent = WishIntent(
            cardID: CardID.of(command: requester.requestID), guildID: guild, channelID: channel, kind: kind, text: text,
            channelName: channelName, authorID: requester.userID, commandID: requester.requestID,
            createdAt: dependencies.now(), voteEmoji: dependencies.settings(guild).voteEmoji,
            authorName: requester.name)
        let replies = dependencies.settings(guild).replies
        let needed = kind == .channel ? try await needed(in: guild, for: work) : nil
        switch try await cards.post(intent, needed: needed, mayExist: requester.mayBeRepeated, for: work) {
        case .posted(let card): return .wished(link: Wish.link(guild: guild, channel: channel, message: card))
        case .unknown: return .words(replies.wishDoubtful())
        case .failed(let error): return .words(replies.wishFailed(error.cureForWisher))
        }
    }

    // MARK: Names that are taken

    /// Why a name is taken: a channel has it, or another open wish. Nil when it is free.
    private func whyTaken(_ wished: WishedName, _ requester: Requester) async throws -> String? {
        let replies = dependencies.settings(wished.guild).replies
        let wishes = try await store.channelWishes(guild: wished.guild)
        // Discord may send an event twice; the wish of this command is no other.
        guard try await !store.isWished(by: requester.requestID) else { return nil }
        if let channel = guilds.directory(of: wished.guild)?.channel(normalized: wished.name) {
            return replies.channelExists(channel)
        }
        guard let other = wishes.first(where: { ChannelName.normalized($0.channelName ?? "") == wished.name }) else {
            let intents = try await store.intents(guild: wished.guild)
            let isBegun = intents.contains { $0.channelName == wished.name && $0.commandID != requester.requestID }
            return isBegun ? replies.channelAlreadyWished(wished.name, link: nil) : nil
        }
        return replies.channelAlreadyWished(wished.name, link: other.link)
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
            return whyNot(requester, suggestions: .found(channel ?? requester.channelID))
        }
        guard case .wishChannel(let name, _) = command,
            case .refused(let why) = judge(channelName: name, in: requester.guildID)
        else { return nil }
        return settings.replies.channelNameRefused(why)
    }

    /// Why a member cannot wish here.
    private func whyNot(_ requester: Requester, suggestions: SuggestionsChannel?) -> String {
        let settings = dependencies.settings(requester.guildID)
        let name = settings.suggestionsChannel
        switch suggestions {
        case .found(let channel):
            return requester.channelID == channel
                ? settings.replies.notADreamer() : settings.replies.wrongChannel("<#\(channel)>")
        case .absent(let absence): return settings.replies.noSuggestionsChannel(absence)
        case nil: return settings.replies.noSuggestionsChannel(name)
        }
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
