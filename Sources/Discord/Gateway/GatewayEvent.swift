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
    indirect case memberAdd(guild: Snowflake, Member)
    /// A member's roles or name changed, or the member accepted the guild's rules.
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
    /// A command was used, a button pressed or a form sent.
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

        /// Reads the content of READY. Guilds that cannot be read are left out; without a resume address another one is
        /// asked for.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                user: try container.decode(User.self, forKey: .user),
                guilds: container.list(GuildReference.self, .guilds) ?? [],
                sessionID: try container.decode(String.self, forKey: .sessionID),
                resumeGatewayURL: container.text(.resumeGatewayURL) ?? "",
                application: container.lenient(ApplicationReference.self, .application))
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

        enum CodingKeys: String, CodingKey { case id, unavailable }

        /// Reads a reference; only the id is needed.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(
                id: try container.decode(Snowflake.self, forKey: .id), unavailable: container.flag(.unavailable))
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
        /// The name, if it could be read.
        package var name: String?
        /// The owner, if it could be read.
        package var ownerID: Snowflake?
        /// All roles.
        package var roles: [Role]?
        /// The preferred language, if it could be read.
        package var preferredLocale: String?
        /// The level of its boosts, if it could be read.
        package var premiumTier: Int?

        enum CodingKeys: String, CodingKey {
            case id, name, roles
            case ownerID = "owner_id"
            case preferredLocale = "preferred_locale"
            case premiumTier = "premium_tier"
        }

        /// Reads a guild; only the id is needed.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(Snowflake.self, forKey: .id)
            name = container.text(.name)
            ownerID = container.lenient(Snowflake.self, .ownerID)
            roles = container.list(Role.self, .roles)
            preferredLocale = container.text(.preferredLocale)
            premiumTier = container.integer(.premiumTier)
        }
    }
}

extension GatewayEvent {
    /// Reads the `d` of a dispatch, which `bytes` begin with. Nil for events that the bot does not handle.
    /// - Throws: `DecodingError` or `MalformedEvent` when a handled one is malformed.
    init?(
        _ name: GatewayEventName, _ data: () throws -> Data, decoder: LenientDecoder,
        scanning bytes: UnsafeBufferPointer<UInt8>?
    ) throws {
        switch name {
        case .reactionAdd, .reactionRemove:
            guard let reaction = bytes.flatMap({ ReactionEvent(scanning: $0) }) else { throw MalformedEvent() }
            self = name == .reactionAdd ? .reactionAdd(reaction) : .reactionRemove(reaction)
        case .resumed: self = .resumed
        case .ready: self = .ready(try decoder.decode(from: data()))
        case .guildCreate:
            self = .guildCreate(try bytes.flatMap { GuildCreate(scanning: $0) } ?? decoder.decode(from: data()))
        case .guildUpdate, .guildDelete: try self.init(guildEvent: name, data, decoder)
        case .channelCreate: self = .channelCreate(try decoder.decode(from: data()))
        case .channelUpdate: self = .channelUpdate(try decoder.decode(from: data()))
        case .channelDelete: self = .channelDelete(try decoder.decode(from: data()))
        case .roleCreate, .roleUpdate, .roleDelete: try self.init(roleEvent: name, data, decoder)
        case .memberAdd, .memberUpdate, .memberRemove: try self.init(memberEvent: name, data, decoder)
        case .messageCreate: self = .messageCreate(try decoder.decode(from: data()))
        case .messageDelete, .messageDeleteBulk, .reactionRemoveAll, .reactionRemoveEmoji:
            try self.init(messageEvent: name, data, decoder)
        case .interactionCreate:
            let wire: Interaction.Wire = try decoder.decode(from: data())
            guard let interaction = wire.interaction else { return nil }
            self = .interaction(interaction)
        default: return nil
        }
    }

    private struct MalformedEvent: Error {}

    private init(
        guildEvent name: GatewayEventName, _ data: () throws -> Data, _ decoder: LenientDecoder
    ) throws {
        switch name {
        case .guildUpdate: self = .guildUpdate(try decoder.decode(from: data()))
        default:
            let guild: GuildReference = try decoder.decode(from: data())
            self = .guildDelete(guild.id, isOutage: guild.unavailable == true)
        }
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct RoleData: Decodable {
        var guild_id: Snowflake
        var role: Role?
        var role_id: Snowflake?
    }

    private init(
        roleEvent name: GatewayEventName, _ data: () throws -> Data, _ decoder: LenientDecoder
    ) throws {
        let event: RoleData = try decoder.decode(from: data())
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

    private init(
        memberEvent name: GatewayEventName, _ data: () throws -> Data, _ decoder: LenientDecoder
    ) throws {
        let event: MemberData = try decoder.decode(from: data())
        switch name {
        case .memberAdd: self = .memberAdd(guild: event.guild_id, try decoder.decode(from: data()))
        case .memberRemove: self = .memberRemove(guild: event.guild_id, event.user)
        default: self = .memberUpdate(guild: event.guild_id, try decoder.decode(from: data()))
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

        // swift-format-ignore: AlwaysUseLowerCamelCase
        enum CodingKeys: CodingKey { case id, ids, message_id, channel_id, guild_id, emoji }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = container.lenient(Snowflake.self, .id)
            ids = container.list(Snowflake.self, .ids)
            message_id = container.lenient(Snowflake.self, .message_id)
            channel_id = try container.decode(Snowflake.self, forKey: .channel_id)
            guild_id = container.lenient(Snowflake.self, .guild_id)
            emoji = container.lenient(Emoji.self, .emoji)
        }
    }

    private init(
        messageEvent name: GatewayEventName, _ data: () throws -> Data, _ decoder: LenientDecoder
    ) throws {
        let event: MessageData = try decoder.decode(from: data())
        if let message = event.message_id {
            self = .reactionsCleared(message: message, guild: event.guild_id, emoji: event.emoji)
        } else if let ids = event.ids ?? event.id.map({ [$0] }) {
            self = .messageDelete(ids, channel: event.channel_id)
        } else {
            throw MalformedEvent()
        }
    }
}
