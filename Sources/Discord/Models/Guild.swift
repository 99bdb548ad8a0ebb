/// A user account. A human is one that is neither a bot nor Discord's own system account.
package struct User: Codable, Sendable, Equatable {
    /// The account's id.
    package var id: Snowflake
    /// The account name.
    package var username: String
    /// The display name, if one is set.
    package var globalName: String?
    /// True for bots; absent for people.
    package var bot: Bool?
    /// True for Discord's own accounts; absent for people.
    package var system: Bool?

    /// Makes a user.
    package init(
        id: Snowflake, username: String, globalName: String? = nil, bot: Bool? = nil, system: Bool? = nil
    ) {
        self.id = id
        self.username = username
        self.globalName = globalName
        self.bot = bot
        self.system = system
    }

    /// The name that people see, where no guild has another one.
    package var displayName: String { globalName ?? username }

    /// Whether the account counts as a person.
    package var isHuman: Bool { bot != true && system != true }

    enum CodingKeys: String, CodingKey {
        case id, username, bot, system
        case globalName = "global_name"
    }

    /// Reads an account; only the id is needed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Snowflake.self, forKey: .id), username: container.text(.username) ?? "",
            globalName: container.text(.globalName), bot: container.flag(.bot), system: container.flag(.system))
    }
}

/// A member of a guild. `user` is absent inside message events.
package struct Member: Codable, Sendable, Equatable {
    /// The account.
    package var user: User?
    /// The name in this guild, if one is set.
    package var nick: String?
    /// Ids of the member's roles, without @everyone.
    package var roles: [Snowflake]
    /// Until when a moderator has silenced the member, as ISO 8601; nil or past when they have not.
    package var timedOutUntil: String?
    /// Whether the member still has to accept the guild's rules (Membership Screening).
    package var isPending: Bool

    /// Makes a member.
    package init(user: User? = nil, nick: String? = nil, roles: [Snowflake] = [], isPending: Bool = false) {
        self.user = user
        self.nick = nick
        self.roles = roles
        self.isPending = isPending
    }

    enum CodingKeys: String, CodingKey {
        case user, nick, roles
        case isPending = "pending"
        case timedOutUntil = "communication_disabled_until"
    }

    /// Reads a membership; nothing is needed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            user: container.lenient(User.self, .user), nick: container.text(.nick),
            roles: container.list(Snowflake.self, .roles) ?? [], isPending: container.flag(.isPending) ?? false)
        timedOutUntil = container.text(.timedOutUntil)
    }
}

/// A role of a guild. The @everyone role has the guild's id.
package struct Role: Codable, Sendable, Equatable {
    /// The role's id.
    package var id: Snowflake
    /// The role's name.
    package var name: String
    /// What it grants in the whole guild.
    package var permissions: Permissions
    /// The bot for which Discord has made it; nil for any other role.
    package var botID: Snowflake?

    /// Makes a role.
    package init(id: Snowflake, name: String, permissions: Permissions, botID: Snowflake? = nil) {
        self.id = id
        self.name = name
        self.permissions = permissions
        self.botID = botID
    }

    enum CodingKeys: String, CodingKey { case id, name, permissions, tags }

    /// Source: https://docs.discord.com/developers/topics/permissions#role-object-role-tags-structure
    private struct Tags: Codable {
        var botID: Snowflake?

        enum CodingKeys: String, CodingKey { case botID = "bot_id" }
    }

    /// Reads a role; only the id is needed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Snowflake.self, forKey: .id), name: container.text(.name) ?? "",
            permissions: container.lenient(Permissions.self, .permissions) ?? [],
            botID: container.lenient(Tags.self, .tags)?.botID)
    }

    /// Writes Discord's form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(permissions, forKey: .permissions)
        try container.encodeIfPresent(botID.map { Tags(botID: $0) }, forKey: .tags)
    }
}

/// A permission overwrite of a channel.
package struct PermissionOverwrite: Codable, Sendable, Hashable {
    /// The role's or member's id.
    package var id: Snowflake
    /// 0 for a role, 1 for a member.
    package var type: Int
    /// Granted bits.
    package var allow: Permissions
    /// Denied bits.
    package var deny: Permissions

    /// Makes an overwrite.
    package init(id: Snowflake, type: Int, allow: Permissions, deny: Permissions) {
        self.id = id
        self.type = type
        self.allow = allow
        self.deny = deny
    }

    enum CodingKeys: String, CodingKey { case id, type, allow, deny }

    /// Reads an overwrite; only the id is needed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Snowflake.self, forKey: .id), type: container.integer(.type) ?? 0,
            allow: container.lenient(Permissions.self, .allow) ?? [],
            deny: container.lenient(Permissions.self, .deny) ?? [])
    }
}

/// A channel's kind. Unknown values survive.
package struct ChannelType: RawRepresentable, Codable, Hashable, Sendable {
    /// Discord's number.
    package var rawValue: Int
    /// Wraps a number.
    package init(rawValue: Int) { self.rawValue = rawValue }
    /// An ordinary text channel.
    package static let text = ChannelType(rawValue: 0)
    /// A kind that could not be read.
    package static let unknown = ChannelType(rawValue: -1)
    /// A category that groups channels.
    package static let category = ChannelType(rawValue: 4)
    /// A news channel: text too.
    package static let announcement = ChannelType(rawValue: 5)
    /// A thread of a news channel.
    package static let announcementThread = ChannelType(rawValue: 10)
    /// A thread that all can see who see its channel.
    package static let publicThread = ChannelType(rawValue: 11)
    /// A thread for those who were invited.
    package static let privateThread = ChannelType(rawValue: 12)

    /// Whether it is a thread. Its permissions are those of its channel.
    /// Source: https://docs.discord.com/developers/topics/threads
    package var isThread: Bool { self == .announcementThread || self == .publicThread || self == .privateThread }
}

/// A channel of a guild, whole or obfuscated.
package struct Channel: Codable, Sendable, Equatable {
    /// The channel's id.
    package var id: Snowflake
    /// The kind.
    package var type: ChannelType
    /// The guild; may be missing inside guild events.
    package var guildID: Snowflake?
    /// The name; `___hidden___` when obfuscated.
    package var name: String?
    /// The topic line.
    package var topic: String?
    /// The category, if in one.
    package var parentID: Snowflake?
    /// Overwrites of this channel.
    package var permissionOverwrites: [PermissionOverwrite]?
    /// Flags; see `isHidden`.
    package var flags: UInt64?

    /// Makes a channel.
    package init(
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
    package var isHidden: Bool { (flags ?? 0) & (1 << 17) != 0 }

    enum CodingKeys: String, CodingKey {
        case id, type, name, topic, flags
        case guildID = "guild_id"
        case parentID = "parent_id"
        case permissionOverwrites = "permission_overwrites"
    }

    /// Reads a channel; only the id is needed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Snowflake.self, forKey: .id),
            type: container.integer(.type).map(ChannelType.init) ?? .unknown,
            guildID: container.lenient(Snowflake.self, .guildID), name: container.text(.name),
            topic: container.text(.topic), parentID: container.lenient(Snowflake.self, .parentID),
            permissionOverwrites: container.list(PermissionOverwrite.self, .permissionOverwrites),
            flags: container.lenient(Permissions.self, .flags)?.rawValue)
    }
}

/// The content of GUILD_CREATE, as far as it is used. In an outage it may have only `id` and `unavailable`.
/// Source: https://docs.discord.com/developers/events/gateway-events#guild-create
package struct GuildCreate: Codable, Sendable, Equatable {
    /// The guild's id.
    package var id: Snowflake
    /// True in an outage.
    package var unavailable: Bool?
    /// The name.
    package var name: String?
    /// The owner, who has all permissions.
    package var ownerID: Snowflake?
    /// All roles.
    package var roles: [Role]?
    /// All channels, hidden ones obfuscated.
    package var channels: [Channel]?
    /// The bot and some other members. Not the whole guild.
    package var members: [Member]?
    /// How many members there are, bots included. Only GUILD_CREATE has it.
    package var memberCount: Int?
    /// About how many members there are, bots included. Only GET guild has it, when asked for counts.
    package var approximateMemberCount: Int?
    /// The language of a community's announcements and of its bots: `en-US`, `de`.
    package var preferredLocale: String?
    /// The level of its boosts, 0–3, on which the size of files depends.
    package var premiumTier: Int?

    /// Makes the content of GUILD_CREATE.
    package init(
        id: Snowflake, unavailable: Bool? = nil, name: String? = nil, ownerID: Snowflake? = nil, roles: [Role]? = nil,
        channels: [Channel]? = nil, members: [Member]? = nil, memberCount: Int? = nil
    ) {
        self.id = id
        self.unavailable = unavailable
        self.name = name
        self.ownerID = ownerID
        self.roles = roles
        self.channels = channels
        self.members = members
        self.memberCount = memberCount
    }

    enum CodingKeys: String, CodingKey {
        case id, unavailable, name, roles, channels, members
        case ownerID = "owner_id"
        case memberCount = "member_count"
        case approximateMemberCount = "approximate_member_count"
        case preferredLocale = "preferred_locale"
        case premiumTier = "premium_tier"
    }

    /// Reads a guild; only the id is needed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Snowflake.self, forKey: .id), unavailable: container.flag(.unavailable),
            name: container.text(.name), ownerID: container.lenient(Snowflake.self, .ownerID),
            roles: container.list(Role.self, .roles), channels: container.list(Channel.self, .channels),
            members: container.list(Member.self, .members), memberCount: container.count(.memberCount))
        approximateMemberCount = container.count(.approximateMemberCount)
        preferredLocale = container.text(.preferredLocale)
        premiumTier = container.integer(.premiumTier)
    }
}
