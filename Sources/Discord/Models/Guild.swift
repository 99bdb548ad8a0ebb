/// A user account. A human is one that is neither a bot nor Discord's own system account.
public struct User: Codable, Sendable, Equatable {
    /// The account's id.
    public var id: Snowflake
    /// The account name.
    public var username: String
    /// The display name, if one is set.
    public var globalName: String?
    /// True for bots; absent for people.
    public var bot: Bool?
    /// True for Discord's own accounts; absent for people.
    public var system: Bool?

    /// Makes a user.
    public init(
        id: Snowflake, username: String, globalName: String? = nil, bot: Bool? = nil, system: Bool? = nil
    ) {
        self.id = id
        self.username = username
        self.globalName = globalName
        self.bot = bot
        self.system = system
    }

    /// The name that people see, where no guild has another one.
    public var displayName: String { globalName ?? username }

    /// Whether the account counts as a person.
    public var isHuman: Bool { bot != true && system != true }

    enum CodingKeys: String, CodingKey {
        case id, username, bot, system
        case globalName = "global_name"
    }
}

/// A member of a guild. `user` is absent inside message events.
public struct Member: Codable, Sendable, Equatable {
    /// The account.
    public var user: User?
    /// The name in this guild, if one is set.
    public var nick: String?
    /// Ids of the member's roles, without @everyone.
    public var roles: [Snowflake]

    /// Makes a member.
    public init(user: User? = nil, nick: String? = nil, roles: [Snowflake] = []) {
        self.user = user
        self.nick = nick
        self.roles = roles
    }
}

/// A role of a guild. The @everyone role has the guild's id.
public struct Role: Codable, Sendable, Equatable {
    /// The role's id.
    public var id: Snowflake
    /// The role's name.
    public var name: String
    /// What it grants in the whole guild.
    public var permissions: Permissions

    /// Makes a role.
    public init(id: Snowflake, name: String, permissions: Permissions) {
        self.id = id
        self.name = name
        self.permissions = permissions
    }
}

/// A permission overwrite of a channel.
public struct PermissionOverwrite: Codable, Sendable, Equatable {
    /// The role's or member's id.
    public var id: Snowflake
    /// 0 for a role, 1 for a member.
    public var type: Int
    /// Granted bits.
    public var allow: Permissions
    /// Denied bits.
    public var deny: Permissions
}

/// A channel's kind. Unknown values survive.
public struct ChannelType: RawRepresentable, Codable, Hashable, Sendable {
    /// Discord's number.
    public var rawValue: Int
    /// Wraps a number.
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// An ordinary text channel.
    public static let text = ChannelType(rawValue: 0)
    /// A category that groups channels.
    public static let category = ChannelType(rawValue: 4)
    /// A news channel: text too.
    public static let announcement = ChannelType(rawValue: 5)
}

/// A channel of a guild, whole or obfuscated.
public struct Channel: Codable, Sendable, Equatable {
    /// The channel's id.
    public var id: Snowflake
    /// The kind.
    public var type: ChannelType
    /// The guild; may be missing inside guild events.
    public var guildID: Snowflake?
    /// The name; `___hidden___` when obfuscated.
    public var name: String?
    /// The topic line.
    public var topic: String?
    /// The category, if in one.
    public var parentID: Snowflake?
    /// Overwrites of this channel.
    public var permissionOverwrites: [PermissionOverwrite]?
    /// Flags; see `isHidden`.
    public var flags: UInt64?

    /// Makes a channel.
    public init(
        id: Snowflake, type: ChannelType, guildID: Snowflake? = nil, name: String? = nil, topic: String? = nil,
        parentID: Snowflake? = nil, permissionOverwrites: [PermissionOverwrite]? = nil, flags: UInt64? = nil
    ) {
        self.id = id
        self.type = type
        self.guildID = guildID
        self.name = name
        self.topic = topic
        self.parentID = parentID
        self.permissionOverwrites = permissionOverwrites
        self.flags = flags
    }

    /// Whether the gateway sent a placeholder because the bot cannot see the channel (flag 1<<17).
    public var isHidden: Bool { (flags ?? 0) & (1 << 17) != 0 }

    enum CodingKeys: String, CodingKey {
        case id, type, name, topic, flags
        case guildID = "guild_id"
        case parentID = "parent_id"
        case permissionOverwrites = "permission_overwrites"
    }
}

/// What GUILD_CREATE brings. In an outage it may be a stub with `unavailable` only.
public struct GuildCreate: Codable, Sendable, Equatable {
    /// The guild's id.
    public var id: Snowflake
    /// True in an outage.
    public var unavailable: Bool?
    /// The name.
    public var name: String?
    /// The owner, who may do everything.
    public var ownerID: Snowflake?
    /// All roles.
    public var roles: [Role]?
    /// All channels, hidden ones obfuscated.
    public var channels: [Channel]?
    /// The bot, and whoever else Discord felt like sending: never the whole guild.
    public var members: [Member]?

    /// Makes a guild as GUILD_CREATE would bring it.
    public init(
        id: Snowflake, unavailable: Bool? = nil, name: String? = nil, ownerID: Snowflake? = nil, roles: [Role]? = nil,
        channels: [Channel]? = nil, members: [Member]? = nil
    ) {
        self.id = id
        self.unavailable = unavailable
        self.name = name
        self.ownerID = ownerID
        self.roles = roles
        self.channels = channels
        self.members = members
    }

    enum CodingKeys: String, CodingKey {
        case id, unavailable, name, roles, channels, members
        case ownerID = "owner_id"
    }
}
