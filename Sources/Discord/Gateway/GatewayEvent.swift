import Foundation

/// An event as the rest of the program sees it, in the order in which Discord sent it.
///
/// Cases larger than a reaction are `indirect`: reactions come by the thousand, and in a batch every event takes the size
/// of the largest case.
/// Source: https://docs.discord.com/developers/events/gateway-events#receive-events
package enum GatewayEvent: Sendable, Equatable {
    /// A new session has begun.
    indirect case ready(Ready)
    /// The session was resumed after a lost connection.
    case resumed
    /// The connection is lost; events may be missing until the next `ready` or `resumed`.
    case disconnected
    /// A guild is available: after `ready`, after an outage, or because the bot was invited.
    case guildCreate(GuildCreate)
    /// A guild's name, owner or roles have changed. Has no member count.
    case guildUpdate(GuildUpdate)
    /// A guild is not available: in an outage for a time, else because the bot was removed.
    case guildDelete(Snowflake, isOutage: Bool)
    /// A channel was made.
    indirect case channelCreate(Channel)
    /// A channel was changed, hidden or shown.
    indirect case channelUpdate(Channel)
    /// A channel was deleted. No message events follow.
    indirect case channelDelete(Channel)
    /// A role was made or changed.
    case roleChange(guild: Snowflake, Role)
    /// A role was deleted.
    case roleDelete(guild: Snowflake, role: Snowflake)
    /// A user joined; may name users who are members already.
    case memberAdd(guild: Snowflake, User)
    /// A member's roles or name changed.
    indirect case memberUpdate(guild: Snowflake, Member)
    /// A member left or was removed.
    case memberRemove(guild: Snowflake, User)
    /// A message was sent.
    indirect case messageCreate(Message)
    /// Messages were deleted, one or many.
    case messageDelete([Snowflake], channel: Snowflake)
    /// A reaction was added.
    case reactionAdd(ReactionEvent)
    /// A reaction was removed.
    case reactionRemove(ReactionEvent)
    /// All reactions (of one emoji, if given) were removed from a message.
    case reactionsCleared(message: Snowflake, guild: Snowflake?, emoji: Emoji?)
    /// A slash command was used or a button pressed.
    indirect case interaction(Interaction)

    /// The content of READY, as far as it is used.
    package struct Ready: Codable, Sendable, Equatable {
        /// The bot itself.
        package var user: User
        /// The guilds for which GUILD_CREATE follows, one by one.
        package var guilds: [GuildReference]
        /// The session, needed to resume it.
        package var sessionID: String
        /// The URL at which to resume.
        package var resumeGatewayURL: String
        /// The application of the bot, for which its commands are registered.
        package var application: ApplicationReference?

        /// Makes the content of READY.
        package init(
            user: User, guilds: [GuildReference], sessionID: String, resumeGatewayURL: String,
            application: ApplicationReference? = nil
        ) {
            self.user = user
            self.guilds = guilds
            self.sessionID = sessionID
            self.resumeGatewayURL = resumeGatewayURL
            self.application = application
        }

        enum CodingKeys: String, CodingKey {
            case user, guilds, application
            case sessionID = "session_id"
            case resumeGatewayURL = "resume_gateway_url"
        }
    }

    /// A guild of which only the id is known.
    package struct GuildReference: Codable, Sendable, Equatable {
        /// The guild's id.
        package var id: Snowflake
        /// True in an outage; absent when the bot was removed.
        package var unavailable: Bool?

        /// Makes a reference.
        package init(id: Snowflake, unavailable: Bool? = true) {
            self.id = id
            self.unavailable = unavailable
        }
    }

    /// An application of which only the id is known.
    package struct ApplicationReference: Codable, Sendable, Equatable {
        /// The application's id.
        package var id: Snowflake

        /// Makes a reference.
        package init(id: Snowflake) { self.id = id }
    }

    /// The content of GUILD_UPDATE, as far as it is used.
    package struct GuildUpdate: Codable, Sendable, Equatable {
        /// The guild's id.
        package var id: Snowflake
        /// The name.
        package var name: String
        /// The owner.
        package var ownerID: Snowflake
        /// All roles.
        package var roles: [Role]?

        enum CodingKeys: String, CodingKey {
            case id, name, roles
            case ownerID = "owner_id"
        }
    }
}

extension GatewayEvent {
    /// Reads the `d` of a dispatch. Nil for events that the bot does not handle.
    /// - Throws: `DecodingError` or `MalformedEvent` when a handled one is malformed.
    init?(_ name: GatewayEventName, _ data: () throws -> Data, scan: () -> ReactionEvent?) throws {
        switch name {
        case .reactionAdd, .reactionRemove:
            guard let reaction = scan() else { throw MalformedEvent() }
            self = name == .reactionAdd ? .reactionAdd(reaction) : .reactionRemove(reaction)
        case .resumed: self = .resumed
        case .ready: self = .ready(try Self.decode(data))
        case .guildCreate, .guildUpdate, .guildDelete: try self.init(guildEvent: name, data)
        case .channelCreate: self = .channelCreate(try Self.decode(data))
        case .channelUpdate: self = .channelUpdate(try Self.decode(data))
        case .channelDelete: self = .channelDelete(try Self.decode(data))
        case .roleCreate, .roleUpdate, .roleDelete: try self.init(roleEvent: name, data)
        case .memberAdd, .memberUpdate, .memberRemove: try self.init(memberEvent: name, data)
        case .messageCreate: self = .messageCreate(try Self.decode(data))
        case .messageDelete, .messageDeleteBulk, .reactionRemoveAll, .reactionRemoveEmoji:
            try self.init(messageEvent: name, data)
        case .interactionCreate:
            let wire: Interaction.Wire = try Self.decode(data)
            guard let interaction = wire.interaction else { return nil }
            self = .interaction(interaction)
        default: return nil
        }
    }

    private struct MalformedEvent: Error {}

    private static func decode<Value: Decodable>(_ data: () throws -> Data) throws -> Value {
        try JSONDecoder().decode(Value.self, from: data())
    }

    private init(guildEvent name: GatewayEventName, _ data: () throws -> Data) throws {
        switch name {
        case .guildCreate: self = .guildCreate(try Self.decode(data))
        case .guildUpdate: self = .guildUpdate(try Self.decode(data))
        default:
            let guild: GuildReference = try Self.decode(data)
            self = .guildDelete(guild.id, isOutage: guild.unavailable == true)
        }
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct RoleData: Decodable {
        var guild_id: Snowflake
        var role: Role?
        var role_id: Snowflake?
    }

    private init(roleEvent name: GatewayEventName, _ data: () throws -> Data) throws {
        let event: RoleData = try Self.decode(data)
        if let role = event.role {
            self = .roleChange(guild: event.guild_id, role)
        } else if let id = event.role_id {
            self = .roleDelete(guild: event.guild_id, role: id)
        } else {
            throw MalformedEvent()
        }
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct MemberData: Decodable {
        var guild_id: Snowflake
        var user: User
    }

    private init(memberEvent name: GatewayEventName, _ data: () throws -> Data) throws {
        let event: MemberData = try Self.decode(data)
        switch name {
        case .memberAdd: self = .memberAdd(guild: event.guild_id, event.user)
        case .memberRemove: self = .memberRemove(guild: event.guild_id, event.user)
        default: self = .memberUpdate(guild: event.guild_id, try Self.decode(data))
        }
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct MessageData: Decodable {
        var id: Snowflake?
        var ids: [Snowflake]?
        var message_id: Snowflake?
        var channel_id: Snowflake
        var guild_id: Snowflake?
        var emoji: Emoji?
    }

    private init(messageEvent name: GatewayEventName, _ data: () throws -> Data) throws {
        let event: MessageData = try Self.decode(data)
        if let message = event.message_id {
            self = .reactionsCleared(message: message, guild: event.guild_id, emoji: event.emoji)
        } else if let ids = event.ids ?? event.id.map({ [$0] }) {
            self = .messageDelete(ids, channel: event.channel_id)
        } else {
            throw MalformedEvent()
        }
    }
}
