import Foundation

extension Sandbox {
    /// The guild's members, bots included, by id.
    public func members(of guild: ID) -> [Member] {
        let memberList = world.members[guild] ?? MemberList()
        return memberList.page(after: nil, limit: memberList.count)
    }

    /// The ids of the members that are not bots, ascending; the owner is first while a member.
    public func humans(of guild: ID) -> [ID] {
        (world.members[guild]?.ids.all ?? []).filter { world.users[$0]?.isBot == false }
    }

    /// The account with an id. Throws: `Failure.unknown`.
    public func user(_ id: ID) throws -> User {
        guard let user = world.users[id] else { throw Failure.unknown("There is no user \(id).") }
        return user
    }

    /// The member with an id or a name; case does not matter, "bot" is our bot. Throws: `Failure.unknown`.
    public func member(named name: String, in guild: ID) throws -> Member {
        let memberList = world.members[guild] ?? MemberList()
        if let member = ID(name).flatMap({ memberList[$0] }) { return member }
        if name.lowercased() == "bot", let bot = memberList[world.botID] { return bot }
        let wanted = name.lowercased()
        for id in memberList.ids.all where world.users[id]?.name.lowercased() == wanted {
            if let member = memberList[id] { return member }
        }
        let known = memberList.ids.page(after: nil, limit: 30).compactMap { world.users[$0]?.name }
        throw Failure.unknown("There is no member \"\(name)\". Members: \(Self.listed(known)).")
    }

    /// Adds a new account as a member; without a name it gets the next sample name.
    @discardableResult
    public func addMember(_ name: String? = nil, bot: Bool = false, to guild: ID, silent: Bool = false) -> Member {
        change(silent: silent) { $0.addMember(name, isBot: bot, to: guild) }
    }

    /// Adds an existing account as a member. If it is one already, GUILD_MEMBER_ADD is sent again.
    @discardableResult
    public func addMember(again user: ID, to guild: ID, silent: Bool = false) -> Member {
        change(silent: silent) { $0.addMember(again: user, to: guild) }
    }

    /// Adds many new accounts as members; returns their ids.
    @discardableResult
    public func addMembers(_ count: Int, bot: Bool = false, to guild: ID, silent: Bool = true) -> [ID] {
        change(silent: silent) { world in (0..<count).map { _ in world.addMember(nil, isBot: bot, to: guild).id } }
    }

    /// Removes a member. The member's reactions stay.
    public func removeMember(_ user: ID, from guild: ID, silent: Bool = false) {
        change(silent: silent) { $0.removeMember(user, from: guild) }
    }

    /// Changes nick, roles, time-out or screening of a member.
    @discardableResult
    public func updateMember(
        _ user: ID, in guild: ID, silent: Bool = false, _ body: @Sendable (inout Member) -> Void
    ) throws -> Member {
        guard let member = change(silent: silent, { $0.updateMember(user, in: guild, body) }) else {
            throw Failure.unknown("There is no member \(user) in guild \(guild).")
        }
        return member
    }

    /// Creates a role.
    @discardableResult
    public func addRole(
        _ name: String, permissions: Permissions = [], to guild: ID, silent: Bool = false
    ) throws -> Role {
        guard let role = change(silent: silent, { $0.addRole(name, permissions: permissions, to: guild) }) else {
            throw Failure.unknown("There is no guild \(guild).")
        }
        return role
    }

    /// Changes name, permissions or mentionability of a role.
    @discardableResult
    public func updateRole(
        _ role: ID, in guild: ID, silent: Bool = false, _ body: @Sendable (inout Role) -> Void
    ) throws -> Role {
        guard let role = change(silent: silent, { $0.updateRole(role, in: guild, body) }) else {
            throw Failure.unknown("There is no role \(role) in guild \(guild).")
        }
        return role
    }

    /// Deletes a role.
    public func removeRole(_ role: ID, from guild: ID, silent: Bool = false) {
        change(silent: silent) { $0.removeRole(role, from: guild) }
    }

    /// Gives a member a role or takes it away.
    public func setRole(_ role: ID, of user: ID, in guild: ID, held: Bool = true, silent: Bool = false) throws {
        try updateMember(user, in: guild, silent: silent) { member in
            member.roles.removeAll { $0 == role }
            if held { member.roles.append(role) }
        }
    }

    /// Sets the permissions of the bot's own role. Those of @everyone are added to them.
    public func setBotPermissions(_ permissions: Permissions, in guild: ID, silent: Bool = false) throws {
        let role = try self.guild(guild).botRoleID
        try updateRole(role, in: guild, silent: silent) { $0.permissions = permissions }
    }
}
