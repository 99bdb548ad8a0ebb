import Discord

/// What the gateway has told about a guild: name, owner, roles, channels.
struct GuildDirectory: Sendable {
    let id: Snowflake
    private(set) var name: String
    private(set) var ownerID: Snowflake?
    private(set) var roles: [Snowflake: Role] = [:]
    private(set) var channels: [Snowflake: Channel] = [:]

    /// From GUILD_CREATE; nil when it is only the stub of an outage.
    init?(_ guild: GuildCreate) {
        guard guild.unavailable != true, let name = guild.name else { return nil }
        id = guild.id
        self.name = name
        ownerID = guild.ownerID
        for role in guild.roles ?? [] { roles[role.id] = role }
        for channel in guild.channels ?? [] { channels[channel.id] = channel }
    }

    mutating func update(_ guild: GatewayEvent.GuildUpdate) {
        name = guild.name
        ownerID = guild.ownerID
        guard let roles = guild.roles else { return }
        self.roles = Dictionary(roles.map { ($0.id, $0) }) { _, last in last }
    }

    mutating func set(_ channel: Channel) { channels[channel.id] = channel }
    mutating func remove(channel: Snowflake) { channels[channel] = nil }
    mutating func set(_ role: Role) { roles[role.id] = role }
    mutating func remove(role: Snowflake) { roles[role] = nil }

    // MARK: Questions

    /// The text channel of that name or id, if the bot can see it.
    func textChannel(_ nameOrID: String) -> Channel? {
        find(nameOrID) { $0.type == .text || $0.type == .announcement }
    }

    /// The category of that name or id, if the bot can see it.
    func category(_ nameOrID: String) -> Channel? { find(nameOrID) { $0.type == .category } }

    private func find(_ nameOrID: String, where isRight: (Channel) -> Bool) -> Channel? {
        let candidates = channels.values.filter { isRight($0) && !$0.isHidden }
        if let id = Snowflake(nameOrID), let channel = candidates.first(where: { $0.id == id }) { return channel }
        let wanted = Self.comparable(nameOrID)
        // The oldest of equal names, so that a look-alike made later changes nothing.
        return candidates.filter { Self.comparable($0.name ?? "") == wanted }.min { $0.id < $1.id }
    }

    /// Names are compared without regard to case, a leading `#` and variation selectors, which people cannot see.
    private static func comparable(_ name: String) -> String {
        let trimmed = name.hasPrefix("#") ? String(name.dropFirst()) : name
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: trimmed.lowercased().unicodeScalars.filter { $0.value != 0xFE0F })
        return String(scalars)
    }

    /// Whether a member may wish: everybody may where no role is asked for, or the one that everybody has.
    func isDreamer(_ member: Member, roles dreamerRoles: [String]) -> Bool {
        dreamerRoles.isEmpty || dreamerRoles.contains(where: isEveryone) || has(member, oneOf: dreamerRoles)
    }

    /// Whether a member has one of these roles, given by name or id. Names may repeat: each role of the name counts.
    /// What everybody has sets nobody apart, so it does not count.
    private func has(_ member: Member, oneOf wanted: [String]) -> Bool {
        wanted.contains { nameOrID in
            if isEveryone(nameOrID) { return false }
            if let id = Snowflake(nameOrID), roles[id] != nil { return member.roles.contains(id) }
            let name = Self.comparable(nameOrID)
            return member.roles.contains { role in roles[role].map { Self.comparable($0.name) == name } ?? false }
        }
    }

    /// Whether a name or id is that of the role that everybody has. Discord gives it the guild's id, and never lists it
    /// among a member's roles.
    private func isEveryone(_ nameOrID: String) -> Bool {
        Snowflake(nameOrID) == id || Self.comparable(nameOrID) == "@everyone"
    }

    /// Whether a member may do what moderators may: by role, by Manage Server, by Administrator, or as the owner.
    func isModerator(_ user: Snowflake, _ member: Member, roles moderatorRoles: [String]) -> Bool {
        if user == ownerID || has(member, oneOf: moderatorRoles) { return true }
        let granted = member.roles.reduce(roles[id]?.permissions ?? []) { $0.union(roles[$1]?.permissions ?? []) }
        return granted.contains(.administrator) || granted.contains(.manageGuild)
    }
}
