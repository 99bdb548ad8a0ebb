import Discord
import Foundation
import Wishes

/// A guild in memory behind the cog's own protocol: for tests of decisions, where the wire would only be in the way.
public final class FakeDiscord: GuildPort, @unchecked Sendable {
    /// A message as it stands.
    public struct Standing: Sendable {
        /// The message without its reactions.
        public var message: PostedMessage
        /// Who put the vote emoji there, normally.
        public var stars: Set<Snowflake>
        /// Who put it there as a super reaction.
        public var superStars: Set<Snowflake>
        /// What it answers.
        public var replyTo: Snowflake?
        /// Other emoji that the bot has put there.
        public var marks: Set<String> = []

        /// Makes a message that stands.
        public init(
            message: PostedMessage, stars: Set<Snowflake>, superStars: Set<Snowflake> = [], replyTo: Snowflake? = nil
        ) {
            self.message = message
            self.stars = stars
            self.superStars = superStars
            self.replyTo = replyTo
        }
    }

    /// A call that was made.
    public enum Call: Sendable, Equatable {
        case messages(Snowflake, after: Snowflake)
        case newest(Snowflake)
        case message(Snowflake)
        case reactors(Snowflake, ReactionKind)
        case post(Snowflake)
        case react(Snowflake)
        case delete(Snowflake)
        case guild(Snowflake)
        case channels
        case createChannel(String)
        case members
    }

    /// Everything, behind one lock.
    public struct World: Sendable {
        /// The messages of every channel that exists.
        public var channels: [Snowflake: [Snowflake: Standing]] = [:]
        /// Guilds as they would be fetched.
        public var guilds: [Snowflake: GuildCreate] = [:]
        /// Channels that were made.
        public var made: [Channel] = []
        /// The members of the guild.
        public var members: [User] = []
        /// Channels that the bot may not see.
        public var forbidden: Set<Snowflake> = []
        /// Channels without Read Message History.
        public var withoutHistory: Set<Snowflake> = []
        /// Every call, in order.
        public var calls: [Call] = []
        /// Everything that was posted, in order.
        public var posts: [NewMessage] = []
        /// The id of the next message or channel.
        public var nextID: UInt64 = 1_500_000_000_000_000_000
        /// The nonces that are remembered; Discord forgets them after some minutes.
        public var nonces: [String: Snowflake] = [:]
    }

    /// The bot.
    public let me: Snowflake
    /// The emoji that counts.
    public let emoji = Emoji(name: "🌟")
    /// Called before a call is carried out; may throw in its place.
    public var before: @Sendable (Call) async throws(PortError) -> Void = { _ in }
    /// Called after a call was carried out; may throw although it was done.
    public var after: @Sendable (Call) async throws(PortError) -> Void = { _ in }

    private let lock = NSLock()
    private var world = World()

    /// Makes an empty guild.
    public init(me: Snowflake) { self.me = me }

    /// Reads or changes the world.
    @discardableResult
    public func with<Result>(_ body: (inout World) throws -> Result) rethrows -> Result {
        try lock.withLock { try body(&world) }
    }

    /// The calls so far.
    public var calls: [Call] { with { $0.calls } }

    private func perform<Result>(
        _ call: Call, _ body: (inout World) throws(PortError) -> Result
    ) async throws(PortError) -> Result {
        with { $0.calls.append(call) }
        try await before(call)
        let result = attempt(body)
        try await after(call)
        return try result.get()
    }

    private func attempt<Value>(_ body: (inout World) throws(PortError) -> Value) -> Result<Value, PortError> {
        lock.withLock { () -> Result<Value, PortError> in
            do throws(PortError) { return .success(try body(&world)) } catch { return .failure(error) }
        }
    }

    // MARK: The port

    /// As `GuildPort` says.
    public func messages(
        in channel: Snowflake, after: Snowflake, limit: Int
    ) async throws(PortError) -> [PostedMessage] {
        try await perform(.messages(channel, after: after)) { world throws(PortError) in
            let all = try Self.visible(channel, world)
            guard !world.withoutHistory.contains(channel) else { return [] }
            let ids = all.keys.filter { $0 > after }.sorted().prefix(limit)
            return ids.reversed().compactMap { all[$0].map(posted) }
        }
    }

    /// As `GuildPort` says.
    public func newestMessages(in channel: Snowflake, limit: Int) async throws(PortError) -> [PostedMessage] {
        try await perform(.newest(channel)) { world throws(PortError) in
            let all = try Self.visible(channel, world)
            guard !world.withoutHistory.contains(channel) else { return [] }
            return all.keys.sorted().suffix(limit).reversed().compactMap { all[$0].map(posted) }
        }
    }

    /// As `GuildPort` says.
    public func message(_ message: Snowflake, in channel: Snowflake) async throws(PortError) -> PostedMessage {
        try await perform(.message(message)) { world throws(PortError) in
            let all = try Self.visible(channel, world)
            guard !world.withoutHistory.contains(channel) else { throw PortError(.forbidden, "Missing Access") }
            guard let found = all[message] else { throw PortError(.messageGone, "Unknown Message") }
            return posted(found)
        }
    }

    /// As `GuildPort` says.
    public func reactors(
        of message: Snowflake, in channel: Snowflake, emoji: Emoji, kind: ReactionKind, after: Snowflake
    ) async throws(PortError) -> [User] {
        try await perform(.reactors(message, kind)) { world throws(PortError) in
            guard let found = try Self.visible(channel, world)[message] else {
                throw PortError(.messageGone, "Unknown Message")
            }
            let ids = kind == .normal ? found.stars : found.superStars
            return ids.filter { $0 > after }.sorted().prefix(100).map { Self.user($0) }
        }
    }

    /// As `GuildPort` says.
    public func post(_ message: NewMessage, in channel: Snowflake) async throws(PortError) -> Snowflake {
        try await perform(.post(channel)) { world throws(PortError) in
            _ = try Self.visible(channel, world)
            if let nonce = message.nonce, let known = world.nonces[nonce] { return known }
            let id = Self.newID(&world)
            world.posts.append(message)
            let posted = PostedMessage(
                id: id, authorID: me, content: message.content ?? "",
                titles: message.embeds?.compactMap(\.title) ?? [],
                footers: message.embeds?.compactMap(\.footer?.text) ?? [], embeds: message.embeds ?? [])
            world.channels[channel]?[id] = Standing(
                message: posted, stars: [], superStars: [], replyTo: message.replyTo)
            if let nonce = message.nonce { world.nonces[nonce] = id }
            return id
        }
    }

    /// As `GuildPort` says.
    public func react(to message: Snowflake, in channel: Snowflake, with emoji: Emoji) async throws(PortError) {
        try await perform(.react(message)) { world throws(PortError) in
            guard try Self.visible(channel, world)[message] != nil else {
                throw PortError(.messageGone, "Unknown Message")
            }
            if emoji.matches(self.emoji) {
                world.channels[channel]?[message]?.stars.insert(me)
            } else {
                world.channels[channel]?[message]?.marks.insert(emoji.name ?? "")
            }
        }
    }

    /// As `GuildPort` says.
    public func delete(_ message: Snowflake, in channel: Snowflake) async throws(PortError) {
        try await perform(.delete(message)) { world throws(PortError) in
            guard try Self.visible(channel, world)[message] != nil else {
                throw PortError(.messageGone, "Unknown Message")
            }
            world.channels[channel]?[message] = nil
        }
    }

    /// As `GuildPort` says.
    public func guild(_ guild: Snowflake) async throws(PortError) -> GuildCreate {
        try await perform(.guild(guild)) { world throws(PortError) in
            guard let found = world.guilds[guild] else { throw PortError(.guildGone, "Unknown Guild") }
            return found
        }
    }

    /// As `GuildPort` says.
    public func channels(of guild: Snowflake) async throws(PortError) -> [Channel] {
        try await perform(.channels) { $0.made }
    }

    /// As `GuildPort` says.
    public func createTextChannel(
        _ channel: NewTextChannel, in guild: Snowflake
    ) async throws(PortError) -> Channel {
        try await perform(.createChannel(channel.name)) { world in
            let made = Channel(
                id: Self.newID(&world), type: .text, guildID: guild, name: channel.name, topic: channel.topic,
                parentID: channel.category)
            world.made.append(made)
            world.channels[made.id] = [:]
            return made
        }
    }

    /// As `GuildPort` says.
    public func members(of guild: Snowflake, after: Snowflake) async throws(PortError) -> [User] {
        try await perform(.members) { world in
            Array(world.members.filter { $0.id > after }.sorted { $0.id < $1.id }.prefix(1000))
        }
    }

    // MARK: Pieces

    private static func visible(
        _ channel: Snowflake, _ world: World
    ) throws(PortError) -> [Snowflake: Standing] {
        guard !world.forbidden.contains(channel) else { throw PortError(.forbidden, "Missing Access") }
        guard let found = world.channels[channel] else { throw PortError(.channelGone, "Unknown Channel") }
        return found
    }

    private func posted(_ standing: Standing) -> PostedMessage {
        var message = standing.message
        message.replyTo = standing.replyTo
        let count = standing.stars.count + standing.superStars.count
        guard count > 0 else { return message }
        message.reactions += [
            Reaction(
                count: count, me: standing.stars.contains(me), meBurst: standing.superStars.contains(me), emoji: emoji,
                countDetails: nil)
        ]
        return message
    }

    private static func newID(_ world: inout World) -> Snowflake {
        world.nextID += 1 << 22
        return Snowflake(world.nextID)
    }

    /// A user of that id; a person unless told otherwise.
    public static func user(_ id: Snowflake, bot: Bool = false) -> User {
        User(id: id, username: "user-\(id)", bot: bot ? true : nil)
    }
}
