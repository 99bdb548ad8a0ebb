import Discord
import Foundation
import Logging

/// The verbs of `GuildPort`, spoken to Discord's REST interface.
package struct DiscordGuildPort: GuildPort {
    private let rest: RESTClient
    private let now: @Sendable () -> Date
    private let decoder: LenientDecoder
    /// What its calls are made for.
    private var work = WorkContext()

    /// Makes a port. `now` is the wall clock: deleting a message depends on its age.
    package init(
        _ rest: RESTClient, now: @escaping @Sendable () -> Date = { Date() },
        log: Logger = Logger(label: "discord.rest")
    ) {
        self.rest = rest
        decoder = LenientDecoder(log: log)
        self.now = now
    }

    /// As `GuildPort` says.
    package func serving(_ work: WorkContext) -> any GuildPort {
        var port = self
        port.work = work
        return port
    }

    /// As `GuildPort` says.
    package func messages(
        in channel: Snowflake, after: Snowflake, limit: Int
    ) async throws(PortError) -> [PostedMessage] {
        try await page(.messages(channel, .after(after), limit: limit))
    }

    /// As `GuildPort` says.
    package func newestMessages(in channel: Snowflake, limit: Int) async throws(PortError) -> [PostedMessage] {
        try await page(.messages(channel, .newest, limit: limit))
    }

    /// As `GuildPort` says.
    package func message(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> PostedMessage {
        var posted: PostedMessage = try await get(.message(channel, message))
        // It was asked for by its id, whatever can be read of it.
        if posted.id.rawValue == 0 { posted.id = message }
        return posted
    }

    /// As `GuildPort` says.
    package func reactors(
        of message: Snowflake, in channel: Snowflake, emoji: Emoji, kind: ReactionKind, after: Snowflake
    ) async throws(PortError) -> [User] {
        let page: LenientList<User> = try await get(
            .reactions(channel, message, emoji: emoji.pathName, kind: kind, after: after))
        return page.elements
    }

    /// As `GuildPort` says.
    package func post(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> Snowflake {
        let posted: Posted = try decode(try await create(message, in: channel))
        return posted.id
    }

    /// As `GuildPort` says.
    package func postOnce(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> PostedMessage {
        try decode(try await create(message, in: channel))
    }

    func create(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> RESTResponse {
        try await call(
            .createMessage(channel, nonceEnforced: message.nonce != nil), body: try body(message, message.files))
    }

    /// As `GuildPort` says.
    package func react(to message: Snowflake, in channel: Snowflake, with emoji: Emoji) async throws(PortError) {
        _ = try await call(.createOwnReaction(channel, message, emoji: emoji.pathName))
    }

    /// As `GuildPort` says.
    package func delete(_ message: Snowflake, in channel: Snowflake) async throws(PortError) {
        let milliseconds = UInt64(max(0, now().timeIntervalSince1970 * 1000))
        _ = try await call(
            .deleteMessage(channel, message, unixMilliseconds: milliseconds))
    }

    /// As `GuildPort` says.
    package func guild(_ guild: Snowflake) async throws(PortError) -> GuildCreate {
        var answer: GuildCreate = try await get(.guild(guild))
        answer.channels = try await channels(of: guild)
        return answer
    }

    /// As `GuildPort` says.
    package func channels(of guild: Snowflake) async throws(PortError) -> [Channel] {
        let list: LenientList<Channel> = try await get(.guildChannels(guild))
        return list.elements
    }

    /// As `GuildPort` says.
    package func createTextChannel(
        _ channel: NewTextChannel, in guild: Snowflake
    ) async throws(PortError) -> Channel {
        let body = ChannelBody(name: channel.name, topic: channel.topic, parent_id: channel.category)
        return try decode(
            try await call(
                .createGuildChannel(guild), body: .json(try encode(body)), auditReason: channel.reason))
    }

    /// As `GuildPort` says.
    package func channelCreations(
        in guild: Snowflake, after: Snowflake
    ) async throws(PortError) -> [AuditLog.Entry] {
        let page: AuditLog = try await get(.channelCreations(guild, after: after))
        return page.entries
    }

    /// As `GuildPort` says.
    package func members(of guild: Snowflake, after: Snowflake) async throws(PortError) -> [Member] {
        let members: LenientList<Member> = try await get(.guildMembers(guild, after: after, limit: 1000))
        return members.elements.filter { $0.user != nil }
    }

    /// As `GuildPort` says.
    package func prefer(_ guild: Snowflake, _ isPreferred: Bool) async {
        await rest.prefer(guild: guild, isPreferred)
    }

    // MARK: The wire

    struct Posted: Decodable { var id: Snowflake }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct ChannelBody: Encodable {
        var name: String
        var type = 0
        var topic: String
        var parent_id: Snowflake?
    }

    /// A page of messages. One that cannot be read keeps its place, so that the page keeps its length.
    private func page(_ route: Route) async throws(PortError) -> [PostedMessage] {
        let page: [PostedMessage] = try await get(route)
        return page
    }

    func get<Value: Decodable>(_ route: Route) async throws(PortError) -> Value {
        try decode(try await call(route))
    }

    func call(
        _ route: Route, body: RequestBody? = nil, auditReason: String? = nil
    ) async throws(PortError) -> RESTResponse {
        do {
            return try await rest.perform(route, sending: body, auditReason: auditReason, for: work)
        } catch {
            throw PortError(error)
        }
    }

    func encode(_ value: some Encodable) throws(PortError) -> [UInt8] {
        do {
            return [UInt8](try JSONEncoder().encode(value))
        } catch {
            throw PortError(.refused, "the request could not be written: \(error)")
        }
    }

    /// The body of a message, with its files. Throws: `PortError` of kind `refused` when these are too many or too large.
    func body(_ message: some Encodable, _ files: [FileUpload]) throws(PortError) -> RequestBody {
        let payload = try encode(message)
        do {
            return try .message(payload, files: files)
        } catch {
            throw PortError(.refused, "the message was not sent: \(error)")
        }
    }

    /// Fetches a file. Throws: `PortError`.
    func bytes(of attachment: MessageAttachment, limit: Int) async throws(PortError) -> [UInt8] {
        do {
            return try await rest.files.bytes(of: attachment, limit: limit)
        } catch {
            throw PortError(error)
        }
    }

    func decode<Value: Decodable>(_ response: RESTResponse) throws(PortError) -> Value {
        do {
            return try decoder.decode(Value.self, from: Data(response.body))
        } catch {
            // The work may be done; what was said about it cannot be read.
            throw PortError(.uncertain, "Discord's answer could not be read: \(error)")
        }
    }
}

extension PostedMessage: Decodable {
    private enum Keys: String, CodingKey {
        case id, author, content, reactions, embeds, attachments, poll
        case stickers = "sticker_items"
        case reference = "message_reference"
    }

    /// Reads a message, and never fails: without a readable id it has the id 0, and what its votes need is marked
    /// unreadable.
    package init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: Keys.self),
            let id = try? container.decode(Snowflake.self, forKey: .id)
        else {
            self.init(id: Snowflake(0), authorID: Snowflake(0))
            isReadable = false
            return
        }
        let embeds = (try? container.decodeIfPresent(LenientList<Embed>.self, forKey: .embeds))?.elements ?? []
        let files = try? container.decodeIfPresent(LenientList<MessageAttachment>.self, forKey: .attachments)
        self.init(
            id: id, authorID: (try? container.decode(User.self, forKey: .author))?.id ?? Snowflake(0),
            content: (try? container.decodeIfPresent(String.self, forKey: .content)) ?? "",
            titles: embeds.compactMap(\.title), footers: embeds.compactMap(\.footer?.text), embeds: embeds,
            attachments: files?.elements ?? [],
            replyTo: (try? container.decodeIfPresent(MessageReference.self, forKey: .reference))?.messageID)
        let stickers = try? container.nestedUnkeyedContainer(forKey: .stickers)
        carriesOther =
            files?.oddCount ?? 0 > 0 || stickers?.isAtEnd == false
            || (try? container.decodeNil(forKey: .poll)) == false
        do {
            reactionList = try container.decodeIfPresent(ReactionList.self, forKey: .reactions)
            reactions = reactionList?.readable ?? []
        } catch {
            isReadable = false
        }
    }
}

extension PostedMessage {
    /// Cuts a message down to what wishes care about.
    package init(_ message: Message) {
        self.init(
            id: message.id, authorID: message.author.id, content: message.content,
            reactions: message.reactions ?? [], titles: message.embeds?.compactMap(\.title) ?? [],
            footers: message.embeds?.compactMap(\.footer?.text) ?? [], embeds: message.embeds ?? [],
            attachments: message.attachments ?? [], replyTo: message.reference?.messageID)
    }
}

extension PortError {
    /// What a REST error means for wishes.
    init(_ error: RESTError) {
        self.init(Self.kind(error), error.description, code: error.code)
    }

    private static func kind(_ error: RESTError) -> Kind {
        switch error.kind {
        case .gone(.unknownMessage): .messageGone
        case .gone(.unknownChannel): .channelGone
        case .gone(.unknownGuild): .guildGone
        case .gone(.unknownInteraction), .gone(.unknownWebhook), .gone(.invalidWebhookToken): .interactionGone
        case .gone: .refused
        case .forbidden, .unauthorized: .forbidden
        case .invalid(.tooManyChannels): .guildFull
        case .invalid(.disallowedWords): .bannedWord
        case .invalid(.alreadyAcknowledged): .alreadyAnswered
        case .invalid(.tooManyOldEdits): .tooManyEdits
        case .invalid(.entryPointMissing): .entryPointMissing
        case .invalid:
            error.details.contains { $0.code == "CHANNEL_PARENT_MAX_CHANNELS" } ? .categoryFull : .refused
        case .retryLater, .unreachable, .cancelled, .giveUp, .rateLimited, .guarded:
            error.mayHaveTakenEffect ? .uncertain : .unreachable
        }
    }
}
