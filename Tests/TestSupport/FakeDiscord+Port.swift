import Discord
import Foundation
import Wishes

extension FakeDiscord: GuildPort {
    /// As `GuildPort` says. Nothing queues here, so the context makes no difference.
    package func serving(_ work: WorkContext) -> any GuildPort { self }

    /// As `GuildPort` says.
    package func messages(
        in channel: Snowflake, after: Snowflake, limit: Int
    ) async throws(PortError) -> [PostedMessage] {
        try await perform(.messages(channel, after: after)) { [self] world throws(PortError) in
            let all = try Self.visible(channel, world)
            guard !world.withoutHistory.contains(channel) else { return [] }
            let ids = all.keys.filter { $0 > after }.sorted().prefix(limit)
            return ids.reversed().compactMap { all[$0].map(posted) }
        }
    }

    /// As `GuildPort` says.
    package func newestMessages(in channel: Snowflake, limit: Int) async throws(PortError) -> [PostedMessage] {
        try await perform(.newest(channel)) { [self] world throws(PortError) in
            let all = try Self.visible(channel, world)
            guard !world.withoutHistory.contains(channel) else { return [] }
            return all.keys.sorted().suffix(limit).reversed().compactMap { all[$0].map(posted) }
        }
    }

    /// As `GuildPort` says.
    package func message(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> PostedMessage {
        try await perform(.message(message)) { [self] world throws(PortError) in
            let all = try Self.visible(channel, world)
            guard !world.withoutHistory.contains(channel) else { throw PortError(.forbidden, "Missing Access") }
            guard let found = all[message] else { throw PortError(.messageGone, "Unknown Message") }
            return posted(found)
        }
    }

    /// As `GuildPort` says.
    package func reactors(
        of message: Snowflake, in channel: Snowflake, emoji: Emoji, kind: ReactionKind, after: Snowflake
    ) async throws(PortError) -> [User] {
        try await perform(.reactors(message, kind)) { [vote = self.emoji] world throws(PortError) in
            guard let found = try Self.visible(channel, world)[message] else {
                throw PortError(.messageGone, "Unknown Message")
            }
            let others = kind == .normal ? found.others[emoji.name ?? ""] ?? [] : []
            let ids = !emoji.matches(vote) ? others : kind == .normal ? found.stars : found.superStars
            let bots = Set(world.members.lazy.filter { $0.bot == true }.map(\.id))
            return ids.filter { $0 > after }.sorted().prefix(100).map { Self.user($0, bot: bots.contains($0)) }
        }
    }

    /// As `GuildPort` says.
    package func post(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> Snowflake {
        try await perform(.post(channel)) { [me] world throws(PortError) in
            if let known = try Self.known(message, in: channel, world) { return known.id }
            world.posts.append(message)
            return Self.add(message, by: me, to: channel, &world).id
        }
    }

    /// As `GuildPort` says.
    package func postOnce(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> PostedMessage {
        try await perform(.postOnce(channel)) { [me] world throws(PortError) in
            try Self.known(message, in: channel, world) ?? Self.add(message, by: me, to: channel, &world)
        }
    }

    /// The message that has the nonce of a new one. Throws when the bot may not post there, or that one was deleted.
    private static func known(
        _ message: NewMessage, in channel: Snowflake, _ world: World
    ) throws(PortError) -> PostedMessage? {
        _ = try visible(channel, world)
        guard !world.muted.contains(channel), message.files.isEmpty || !world.withoutFiles.contains(channel) else {
            throw PortError(.forbidden, "Missing Permissions", code: .missingPermissions)
        }
        guard let known = message.nonce.flatMap({ world.nonces[$0] }) else { return nil }
        // A nonce is one of its author's, in whatever channel.
        guard let standing = world.channels.values.lazy.compactMap({ $0[known] }).first else {
            throw PortError(.messageGone, "Unknown Message", code: .unknownMessage)
        }
        return standing.message
    }

    private static func add(
        _ message: NewMessage, by me: Snowflake, to channel: Snowflake, _ world: inout World
    ) -> PostedMessage {
        let id = newID(&world)
        let posted = PostedMessage(
            id: id, authorID: me, content: message.content ?? "",
            titles: message.embeds?.compactMap(\.title) ?? [],
            footers: message.embeds?.compactMap(\.footer?.text) ?? [], embeds: message.embeds ?? [])
        world.channels[channel]?[id] = Standing(message: posted, stars: [], superStars: [], replyTo: message.replyTo)
        if let nonce = message.nonce { world.nonces[nonce] = id }
        return posted
    }

    /// As `GuildPort` says.
    package func react(to message: Snowflake, in channel: Snowflake, with emoji: Emoji) async throws(PortError) {
        try await perform(.react(message)) { [me, vote = self.emoji] world throws(PortError) in
            guard let found = try Self.visible(channel, world)[message] else {
                throw PortError(.messageGone, "Unknown Message")
            }
            let isThere = emoji.matches(vote) && !(found.stars.isEmpty && found.superStars.isEmpty)
            guard isThere || !world.withoutReactions.contains(channel) else {
                throw PortError(.forbidden, "Missing Permissions", code: .missingPermissions)
            }
            if emoji.matches(vote) {
                world.channels[channel]?[message]?.stars.insert(me)
            } else {
                world.channels[channel]?[message]?.marks.insert(emoji.name ?? "")
            }
        }
    }

    /// As `GuildPort` says.
    package func delete(_ message: Snowflake, in channel: Snowflake) async throws(PortError) {
        try await perform(.delete(message)) { world throws(PortError) in
            guard try Self.visible(channel, world)[message] != nil else {
                throw PortError(.messageGone, "Unknown Message")
            }
            world.channels[channel]?[message] = nil
        }
    }

    /// As `GuildPort` says.
    package func guild(_ guild: Snowflake) async throws(PortError) -> GuildCreate {
        try await perform(.guild(guild)) { world throws(PortError) in
            guard var found = world.guilds[guild] else { throw PortError(.guildGone, "Unknown Guild") }
            found.channels = (found.channels ?? []) + world.made.filter { $0.guildID == nil || $0.guildID == guild }
            return found
        }
    }

    /// As `GuildPort` says.
    package func channels(of guild: Snowflake) async throws(PortError) -> [Channel] {
        try await perform(.channels) { world in
            (world.guilds[guild]?.channels ?? []) + world.made.filter { $0.guildID == nil || $0.guildID == guild }
        }
    }

    /// As `GuildPort` says.
    package func createTextChannel(
        _ channel: NewTextChannel, in guild: Snowflake
    ) async throws(PortError) -> Channel {
        try await perform(.createChannel(channel.name)) { [me] world throws(PortError) in
            guard world.mayCreateChannels else {
                throw PortError(.forbidden, "Missing Permissions", code: .missingPermissions)
            }
            let known = world.guilds[guild]?.channels?.map(\.id)
            guard channel.category.flatMap({ known?.contains($0) }) != false else {
                throw PortError(.refused, "Invalid Form Body: parent_id")
            }
            let made = Channel(
                id: Self.newID(&world), type: .text, guildID: guild, name: channel.name, topic: channel.topic,
                parentID: channel.category)
            world.made.append(made)
            world.channels[made.id] = [:]
            let entry = AuditLog.Entry(id: Self.newID(&world), targetID: made.id, userID: me, reason: channel.reason)
            world.auditLog?.append(entry)
            return made
        }
    }

    /// As `GuildPort` says.
    package func channelCreations(
        in guild: Snowflake, after: Snowflake
    ) async throws(PortError) -> [AuditLog.Entry] {
        try await perform(.auditLog) { world throws(PortError) in
            guard let log = world.auditLog else { throw PortError(.forbidden, "Missing Permissions") }
            return Array(log.filter { $0.id > after }.prefix(100))
        }
    }

    /// As `GuildPort` says.
    package func members(of guild: Snowflake, after: Snowflake) async throws(PortError) -> [Member] {
        try await perform(.members) { world in
            world.members.filter { $0.id > after }.sorted { $0.id < $1.id }.prefix(1000).map { world.member($0) }
        }
    }

    // MARK: Pieces

    static func visible(
        _ channel: Snowflake, _ world: World
    ) throws(PortError) -> [Snowflake: Standing] {
        guard !world.forbidden.contains(channel) else { throw PortError(.forbidden, "Missing Access") }
        guard let found = world.channels[channel] else { throw PortError(.channelGone, "Unknown Channel") }
        return found
    }

    private func posted(_ standing: Standing) -> PostedMessage {
        var message = standing.message
        message.replyTo = standing.replyTo
        message.reactions += standing.marks.sorted().map {
            Reaction(count: 1, me: true, meBurst: nil, emoji: Emoji(name: $0), countDetails: nil)
        }
        message.reactions += standing.others.sorted { $0.key < $1.key }.map {
            Reaction(count: $1.count, me: false, meBurst: nil, emoji: Emoji(name: $0), countDetails: nil)
        }
        let count = standing.stars.count + standing.superStars.count
        guard count > 0 else { return message }
        message.reactions += [
            Reaction(
                count: count, me: standing.stars.contains(me), meBurst: standing.superStars.contains(me), emoji: emoji,
                countDetails: nil)
        ]
        return message
    }

    static func newID(_ world: inout World) -> Snowflake {
        world.nextID += 1 << 22
        return Snowflake(world.nextID)
    }

    /// A user of that id; a person unless told otherwise.
    package static func user(_ id: Snowflake, bot: Bool = false) -> User {
        User(id: id, username: "user-\(id)", bot: bot ? true : nil)
    }
}
