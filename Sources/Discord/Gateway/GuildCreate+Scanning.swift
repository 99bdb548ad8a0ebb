/// GUILD_CREATE in one pass: thousands of guilds come when a session begins, each with some dozens of channels and roles, and
/// a general decoder is twenty times slower. What is written as Discord writes it gives the same as the lenient decoder;
/// anything else gives nil and is left to that.
extension GuildCreate {
    /// Reads `d`.
    init?(scanning bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = JSONCursor(bytes)
        var fields = Fields()
        guard cursor.object({ fields.read($0, &$1) }), let id = fields.id else { return nil }
        self.init(
            id: id, unavailable: fields.unavailable, name: fields.name, ownerID: fields.owner, roles: fields.roles,
            channels: fields.channels, members: fields.members,
            memberCount: fields.memberCount?.clamped(to: 0...Int(Int32.max)))
        preferredLocale = fields.locale
        premiumTier = fields.tier
    }

    private struct Fields {
        var id: Snowflake?
        var unavailable: Bool?
        var name: String?
        var owner: Snowflake?
        var roles: [Role]?
        var channels: [Channel]?
        var members: [Member]?
        var memberCount: Int?
        var locale: String?
        var tier: Int?

        mutating func read(_ key: Range<Int>, _ cursor: inout JSONCursor) -> Bool {
            if cursor.equals(key, "id") { return cursor.once(&id) { $0.snowflake() } }
            if cursor.equals(key, "unavailable") { return cursor.once(&unavailable) { $0.flag() } }
            if cursor.equals(key, "name") { return cursor.once(&name) { $0.text() } }
            if cursor.equals(key, "owner_id") { return cursor.once(&owner) { $0.snowflake() } }
            if cursor.equals(key, "roles") { return cursor.once(&roles) { $0.list { Role(scanning: &$0) } } }
            if cursor.equals(key, "channels") { return cursor.once(&channels) { $0.list { Channel(scanning: &$0) } } }
            if cursor.equals(key, "members") { return cursor.once(&members) { $0.list { Member(scanning: &$0) } } }
            if cursor.equals(key, "member_count") { return cursor.once(&memberCount) { $0.number() } }
            if cursor.equals(key, "preferred_locale") { return cursor.once(&locale) { $0.text() } }
            if cursor.equals(key, "premium_tier") { return cursor.once(&tier) { $0.number() } }
            // Only REST has it; here it would need the decoder.
            return !cursor.equals(key, "approximate_member_count") && cursor.skipValue()
        }
    }
}

extension Role {
    fileprivate init?(scanning cursor: inout JSONCursor) {
        var (id, name, permissions, bot): (Snowflake?, String?, Permissions?, Snowflake?) = (nil, nil, nil, nil)
        let isRead = cursor.object { key, cursor in
            if cursor.equals(key, "id") { return cursor.once(&id) { $0.snowflake() } }
            if cursor.equals(key, "name") { return cursor.once(&name) { $0.text() } }
            if cursor.equals(key, "permissions") { return cursor.once(&permissions) { $0.permissions() } }
            guard cursor.equals(key, "tags") else { return cursor.skipValue() }
            return cursor.literal("null")
                || cursor.object { key, cursor in
                    cursor.equals(key, "bot_id") ? cursor.once(&bot) { $0.snowflake() } : cursor.skipValue()
                }
        }
        guard isRead, let id else { return nil }
        self.init(id: id, name: name ?? "", permissions: permissions ?? [], botID: bot)
    }
}

extension PermissionOverwrite {
    fileprivate init?(scanning cursor: inout JSONCursor) {
        var (id, type, allow, deny): (Snowflake?, Int?, Permissions?, Permissions?) = (nil, nil, nil, nil)
        let isRead = cursor.object { key, cursor in
            if cursor.equals(key, "id") { return cursor.once(&id) { $0.snowflake() } }
            if cursor.equals(key, "type") { return cursor.once(&type) { $0.number() } }
            if cursor.equals(key, "allow") { return cursor.once(&allow) { $0.permissions() } }
            if cursor.equals(key, "deny") { return cursor.once(&deny) { $0.permissions() } }
            return cursor.skipValue()
        }
        guard isRead, let id else { return nil }
        self.init(id: id, type: type ?? 0, allow: allow ?? [], deny: deny ?? [])
    }
}

extension Channel {
    fileprivate init?(scanning cursor: inout JSONCursor) {
        var (id, type, guild, parent): (Snowflake?, Int?, Snowflake?, Snowflake?) = (nil, nil, nil, nil)
        var (name, topic, overwrites, flags): (String?, String?, [PermissionOverwrite]?, UInt64?) = (nil, nil, nil, nil)
        let isRead = cursor.object { key, cursor in
            if cursor.equals(key, "id") { return cursor.once(&id) { $0.snowflake() } }
            if cursor.equals(key, "type") { return cursor.once(&type) { $0.number() } }
            if cursor.equals(key, "guild_id") { return cursor.once(&guild) { $0.snowflake() } }
            if cursor.equals(key, "parent_id") { return cursor.once(&parent) { $0.snowflake() } }
            if cursor.equals(key, "name") { return cursor.once(&name) { $0.text() } }
            if cursor.equals(key, "topic") { return cursor.once(&topic) { $0.text() } }
            if cursor.equals(key, "flags") { return cursor.once(&flags) { $0.unsigned() } }
            if cursor.equals(key, "permission_overwrites") {
                return cursor.once(&overwrites) { $0.list { PermissionOverwrite(scanning: &$0) } }
            }
            return cursor.skipValue()
        }
        guard isRead, let id else { return nil }
        self.init(
            id: id, type: type.map(ChannelType.init) ?? .unknown, guildID: guild, name: name, topic: topic,
            parentID: parent, permissionOverwrites: overwrites, flags: flags)
    }
}

extension Member {
    fileprivate init?(scanning cursor: inout JSONCursor) {
        var (user, nick, roles): (User?, String?, [Snowflake]?) = (nil, nil, nil)
        var (isPending, timedOut): (Bool?, String?) = (nil, nil)
        let isRead = cursor.object { key, cursor in
            if cursor.equals(key, "user") { return cursor.once(&user) { User(scanning: &$0) } }
            if cursor.equals(key, "nick") { return cursor.once(&nick) { $0.text() } }
            if cursor.equals(key, "roles") { return cursor.once(&roles) { $0.list { $0.snowflake() } } }
            if cursor.equals(key, "pending") { return cursor.once(&isPending) { $0.flag() } }
            if cursor.equals(key, "communication_disabled_until") { return cursor.once(&timedOut) { $0.text() } }
            return cursor.skipValue()
        }
        guard isRead else { return nil }
        self.init(user: user, nick: nick, roles: roles ?? [], isPending: isPending ?? false)
        timedOutUntil = timedOut
    }
}

extension User {
    fileprivate init?(scanning cursor: inout JSONCursor) {
        var (id, username, globalName): (Snowflake?, String?, String?) = (nil, nil, nil)
        var (bot, system): (Bool?, Bool?) = (nil, nil)
        let isRead = cursor.object { key, cursor in
            if cursor.equals(key, "id") { return cursor.once(&id) { $0.snowflake() } }
            if cursor.equals(key, "username") { return cursor.once(&username) { $0.text() } }
            if cursor.equals(key, "global_name") { return cursor.once(&globalName) { $0.text() } }
            if cursor.equals(key, "bot") { return cursor.once(&bot) { $0.flag() } }
            if cursor.equals(key, "system") { return cursor.once(&system) { $0.flag() } }
            return cursor.skipValue()
        }
        guard isRead, let id else { return nil }
        self.init(id: id, username: username ?? "", globalName: globalName, bot: bot, system: system)
    }
}
