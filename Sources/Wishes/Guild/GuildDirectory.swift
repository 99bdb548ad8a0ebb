import Discord

/// The name, owner, roles and channels of a guild, kept up to date by the gateway's events.
///
/// Source: https://docs.discord.com/developers/events/gateway-events#guilds
struct GuildDirectory: Sendable {
    let id: Snowflake
    private(set) var name: String
    private(set) var ownerID: Snowflake?
    /// The language that the guild prefers; nil for one that the bot does not speak.
    private(set) var language: Language?
    private(set) var roles: IDTable<Role>
    private(set) var channels: ChannelTable
    /// The level of its boosts, 0–3.
    private(set) var premiumTier: Int
    /// How many members there are, bots included; nil when Discord has not said. Joins and leaves move it; lost ones leave
    /// it wrong, so it only casts doubt on a list of members.
    private(set) var memberCount: Int?

    /// From GUILD_CREATE; nil for the stub of an unavailable guild.
    init?(_ guild: GuildCreate) {
        guard guild.unavailable != true, let name = guild.name else { return nil }
        id = guild.id
        self.name = name
        ownerID = guild.ownerID
        language = Language(locale: guild.preferredLocale)
        memberCount = guild.memberCount ?? guild.approximateMemberCount
        premiumTier = guild.premiumTier ?? 0
        roles = IDTable(guild.roles ?? [])
        channels = ChannelTable(guild.channels ?? [])
    }

    mutating func update(_ guild: GatewayEvent.GuildUpdate) {
        if let name = guild.name { self.name = name }
        if let owner = guild.ownerID { ownerID = owner }
        if let tier = guild.premiumTier { premiumTier = tier }
        if let locale = guild.preferredLocale { language = Language(locale: locale) }
        if let roles = guild.roles { self.roles = IDTable(roles) }
    }

    /// The guild was fetched. Channels that are not listed are hidden from the bot, or gone: absence proves neither.
    mutating func refresh(_ guild: GuildCreate) {
        if let name = guild.name { self.name = name }
        if let owner = guild.ownerID { ownerID = owner }
        if let tier = guild.premiumTier { premiumTier = tier }
        if let locale = guild.preferredLocale { language = Language(locale: locale) }
        if let count = guild.memberCount ?? guild.approximateMemberCount { memberCount = count }
        if let roles = guild.roles { self.roles = IDTable(roles) }
        if let channels = guild.channels { self.channels.refresh(channels) }
    }

    /// The channels were listed.
    mutating func refresh(channels listed: [Channel]) { channels.refresh(listed) }

    /// The largest file that can be sent there, in bytes.
    var largestFile: Int { UploadLimits(premiumTier: premiumTier).largest }

    /// A member has joined (1) or left (−1).
    mutating func changeMemberCount(by change: Int) { memberCount = memberCount.map { max(0, $0 + change) } }

    mutating func set(_ channel: Channel) { channels.set(channel) }
    mutating func remove(channel: Snowflake) { channels.remove(channel) }
    mutating func set(_ role: Role) { roles[role.id] = role }
    mutating func remove(role: Snowflake) { roles[role] = nil }

    /// What the creation of a channel depends on: while it is the same, a refusal stays.
    var creationConditions: CreationConditions {
        CreationConditions(
            owner: ownerID, roles: roles.mapValues(\.permissions),
            categories: channels.values.filter { $0.type == .category }.map(CreationConditions.Category.init)
                .sorted { $0.id < $1.id },
            channelsByParent: Dictionary(grouping: channels.values) { $0.parentID ?? Snowflake(0) }.mapValues(\.count))
    }

    /// What the bot may do depends on this: while it is the same, a refusal stays.
    var permissionConditions: PermissionConditions {
        PermissionConditions(
            roles: roles.mapValues(\.permissions),
            // A new channel without overwrites changes nothing.
            overwrites: channels.values.reduce(into: [:]) { overwrites, channel in
                guard !channel.isHidden, let list = channel.permissionOverwrites, !list.isEmpty else { return }
                overwrites[channel.id] = list
            })
    }

    // MARK: Questions

    /// The text or announcement channel of that name or id; nil if there is none that the bot can see.
    func textChannel(_ nameOrID: String) -> Channel? {
        find(nameOrID) { $0 == .text || $0 == .announcement }
    }

    /// Whether a channel of that name or id is neither a text channel nor a category.
    func hasOtherChannel(_ nameOrID: String) -> Bool {
        find(nameOrID) { $0 != .text && $0 != .announcement && $0 != .category } != nil
    }

    /// The category of that name or id; nil if there is none that the bot can see.
    func category(_ nameOrID: String) -> Channel? { find(nameOrID) { $0 == .category } }

    /// The oldest visible channel whose name looks like this one; categories do not count.
    func channel(like name: String) -> Snowflake? { channels.values.oldest(like: name) }

    /// The oldest visible text channel whose name is nearly this one.
    func channel(near name: String) -> Snowflake? {
        var trigrams = TrigramLikeness(to: WishWords(.channel, text: "", channelName: name).compared, .channel)
        return channels.values.filter { channel in
            guard channel.type == .text || channel.type == .announcement, !channel.isHidden, let other = channel.name
            else { return false }
            return trigrams.likeness(of: WishWords(.channel, text: "", channelName: other).compared) != nil
        }.map(\.id).min()
    }

    private func find(_ nameOrID: String, where isRight: (ChannelType) -> Bool) -> Channel? {
        if let id = Snowflake(nameOrID), let channel = channels[id], isRight(channel.type), !channel.isHidden {
            return channel
        }
        let wanted = Self.comparable(nameOrID)
        // The oldest of equal names, so that a channel made later cannot take its place.
        return channels.oldestVisible(where: isRight) { Self.isSame($0, wanted) }
    }

    /// Whether a name, as it is compared, is this one. Nearly all names are compared with few.
    private static func isSame(_ name: String, _ wanted: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) && $0 != UInt8(ascii: "#") }
        return (isPlain ? name : comparable(name)) == wanted
    }

    /// The name for comparisons: without case, a leading `#` and the invisible variation selectors.
    private static func comparable(_ name: String) -> String {
        let trimmed = name.hasPrefix("#") ? String(name.dropFirst()) : name
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: trimmed.lowercased().unicodeScalars.filter { $0.value != 0xFE0F })
        return String(scalars)
    }

    /// Whether a member may wish: by role, or because no role or `@everyone` is configured.
    func isDreamer(_ member: Member, roles dreamerRoles: [String]) -> Bool {
        dreamerRoles.isEmpty || dreamerRoles.contains(where: isEveryone) || has(member, oneOf: dreamerRoles)
    }

    /// Whether a member has one of these roles, given by name or id. Several roles may have one name: each of them
    /// counts. `@everyone` does not count.
    private func has(_ member: Member, oneOf wanted: [String]) -> Bool {
        wanted.contains { nameOrID in
            if isEveryone(nameOrID) { return false }
            if let id = Snowflake(nameOrID), roles[id] != nil { return member.roles.contains(id) }
            let name = Self.comparable(nameOrID)
            return member.roles.contains { role in roles[role].map { Self.isSame($0.name, name) } ?? false }
        }
    }

    /// Whether a role of that name or id exists.
    func hasRole(_ nameOrID: String) -> Bool { !roles(called: nameOrID).isEmpty }

    /// The roles of that name or id: all of them, if several have one name.
    func roles(called nameOrID: String) -> Set<Snowflake> {
        if isEveryone(nameOrID) { return [id] }
        if let role = Snowflake(nameOrID), roles[role] != nil { return [role] }
        let name = Self.comparable(nameOrID)
        return Set(roles.elements.filter { Self.isSame($0.name, name) }.map(\.id))
    }

    /// Whether a name or id is that of `@everyone`. Its id is the guild's, and Discord does not list it among a
    /// member's roles.
    private func isEveryone(_ nameOrID: String) -> Bool {
        Snowflake(nameOrID) == id || Self.comparable(nameOrID) == "@everyone"
    }

    /// Whether a member is a moderator: by role, by Manage Server, by Administrator, or as the owner.
    func isModerator(_ user: Snowflake, _ member: Member, roles moderatorRoles: [String]) -> Bool {
        has(member, oneOf: moderatorRoles) || isManager(user, member)
    }

    /// Whether a member may change the server itself: by Manage Server, by Administrator, or as the owner.
    func isManager(_ user: Snowflake, _ member: Member) -> Bool {
        if user == ownerID { return true }
        let granted = member.roles.reduce(roles[id]?.permissions ?? []) { $0.union(roles[$1]?.permissions ?? []) }
        return granted.contains(.administrator) || granted.contains(.manageGuild)
    }
}

extension Sequence<Channel> {
    /// The oldest visible one whose name looks like this one; categories do not count.
    func oldest(like name: String) -> Snowflake? {
        let (skeleton, normalized) = (NameSkeleton.of(name), ChannelName.normalized(name))
        return filter { channel in
            guard channel.type != .category, !channel.isHidden, let other = channel.name else { return false }
            // Names that are nothing but decoration have no skeleton.
            return skeleton.isEmpty
                ? ChannelName.normalized(other) == normalized : NameSkeleton.of(other) == skeleton
        }.map(\.id).min()
    }
}

/// What the creation of a channel depends on in a guild.
struct CreationConditions: Sendable, Equatable {
    /// A category, with who may do what in it.
    struct Category: Sendable, Equatable {
        var id: Snowflake
        var name: String?
        var isHidden: Bool
        var overwrites: [PermissionOverwrite]

        init(_ channel: Channel) {
            (id, name, isHidden) = (channel.id, channel.name, channel.isHidden)
            overwrites = channel.permissionOverwrites ?? []
        }
    }

    var owner: Snowflake?
    /// Some roles change their colour every few seconds, so only their permissions count.
    var roles: [Snowflake: Permissions]
    var categories: [Category]
    /// How many channels each category has; those without one under 0.
    var channelsByParent: [Snowflake: Int]
}

/// What permissions depend on in a guild, besides who has which role.
struct PermissionConditions: Sendable, Equatable {
    var roles: [Snowflake: Permissions]
    /// Of the channels that the bot can see.
    var overwrites: [Snowflake: [PermissionOverwrite]]
}
