/// Changes to guilds, roles and members, after all checks.
extension World {
    /// The properties of a new guild.
    struct GuildPlan: Sendable {
        var name: String
        var humans = 10
        var bots = 1
        var channels: [String] = ["general", "suggestions"]
        var categories: [String] = []
        var moderators = 0
        /// Its id; nil: the next one.
        var id: ID?
    }

    mutating func addGuild(_ plan: GuildPlan) -> Sandbox.Guild {
        let id = plan.id ?? newID()
        let ownerID = newID()
        let botRole = Sandbox.Role(
            id: newID(), name: users[botID]?.name ?? "bot", permissions: .bot, position: 2, isManaged: true,
            botID: botID)
        let moderator = Sandbox.Role(
            id: newID(), name: "Moderator", permissions: [.manageGuild, .manageMessages], position: 1,
            isMentionable: true)
        let everyone = Sandbox.Role(id: id, name: "@everyone", permissions: .everyone, position: 0)
        let guild = Sandbox.Guild(
            id: id, name: plan.name, ownerID: ownerID, roles: [everyone, moderator, botRole], botRoleID: botRole.id,
            joinedAt: now)
        guilds[id] = guild
        guildOrder.append(id)
        addInitialMembers(plan, ownerID: ownerID, moderatorRole: moderator.id, guild: guild)
        addInitialChannels(plan, guild: id)
        emit(.guildCreate(id))
        return guild
    }

    private mutating func addInitialMembers(_ plan: GuildPlan, ownerID: ID, moderatorRole: ID, guild: Sandbox.Guild) {
        var memberList = MemberList()
        for index in 0..<plan.humans {
            let id = index == 0 ? ownerID : newID()
            users[id] = Sandbox.User(id: id, name: SampleNames.human(index), displayName: nil, isBot: false)
            let moderates = (1...max(1, plan.moderators)).contains(index) && plan.moderators > 0
            memberList.put(Sandbox.Member(id: id, roles: moderates ? [moderatorRole] : [], joinedAt: now))
        }
        for index in 1..<max(1, plan.bots) {
            let id = newID()
            users[id] = Sandbox.User(id: id, name: SampleNames.bot(index - 1), displayName: nil, isBot: true)
            memberList.put(Sandbox.Member(id: id, joinedAt: now))
        }
        memberList.put(Sandbox.Member(id: botID, roles: [guild.botRoleID], joinedAt: now))
        members[guild.id] = memberList
    }

    private mutating func addInitialChannels(_ plan: GuildPlan, guild: ID) {
        let wasSilent = isSilent
        isSilent = true
        for (position, name) in plan.categories.enumerated() {
            _ = addChannel(ChannelPlan(name: name, kind: .category, position: position), to: guild)
        }
        for (index, name) in plan.channels.enumerated() {
            _ = addChannel(ChannelPlan(name: name, position: plan.categories.count + index), to: guild)
        }
        isSilent = wasSilent
    }

    mutating func addMember(_ name: String?, isBot: Bool, to guild: ID) -> Sandbox.Member {
        let index = members[guild]?.count ?? 0
        let user = Sandbox.User(
            id: newID(), name: name ?? (isBot ? SampleNames.bot(index) : SampleNames.human(index)),
            displayName: nil, isBot: isBot)
        users[user.id] = user
        let member = Sandbox.Member(id: user.id, joinedAt: now)
        members[guild]?.put(member)
        emit(.memberAdd(guild: guild, member))
        return member
    }

    /// Adds an existing account; if it is a member already, its event is repeated.
    mutating func addMember(again user: ID, to guild: ID) -> Sandbox.Member {
        let member = members[guild]?[user] ?? Sandbox.Member(id: user, joinedAt: now)
        members[guild]?.put(member)
        emit(.memberAdd(guild: guild, member))
        return member
    }

    /// Removes a member; the member's reactions stay.
    mutating func removeMember(_ user: ID, from guild: ID) {
        guard members[guild]?.remove(user) != nil else { return }
        emit(.memberRemove(guild: guild, user: user))
    }

    mutating func updateMember(_ user: ID, in guild: ID, _ change: (inout Sandbox.Member) -> Void) -> Sandbox.Member? {
        guard var member = members[guild]?[user] else { return nil }
        change(&member)
        let seen = user == botID ? visibility(guild) : [:]
        members[guild]?.put(member)
        emit(.memberUpdate(guild: guild, member))
        announceVisibility(guild, before: seen)
        return member
    }

    mutating func addRole(_ name: String, permissions: Permissions, to guild: ID) -> Sandbox.Role? {
        guard let position = guilds[guild]?.roles.count else { return nil }
        let role = Sandbox.Role(id: newID(), name: name, permissions: permissions, position: position)
        guilds[guild]?.roles.append(role)
        emit(.roleCreate(guild: guild, role))
        return role
    }

    mutating func updateRole(_ id: ID, in guild: ID, _ change: (inout Sandbox.Role) -> Void) -> Sandbox.Role? {
        guard let place = guilds[guild]?.roles.firstIndex(where: { $0.id == id }),
            var role = guilds[guild]?.roles[place]
        else { return nil }
        change(&role)
        let seen = visibility(guild)
        guilds[guild]?.roles[place] = role
        emit(.roleUpdate(guild: guild, role))
        announceVisibility(guild, before: seen)
        return role
    }

    mutating func removeRole(_ id: ID, from guild: ID) {
        guard let place = guilds[guild]?.roles.firstIndex(where: { $0.id == id }), id != guild else { return }
        let seen = visibility(guild)
        guilds[guild]?.roles.remove(at: place)
        for member in members[guild]?.byID.values.filter({ $0.roles.contains(id) }) ?? [] {
            var changed = member
            changed.roles.removeAll { $0 == id }
            members[guild]?.put(changed)
        }
        emit(.roleDelete(guild: guild, role: id))
        announceVisibility(guild, before: seen)
    }

    mutating func setUnavailable(_ unavailable: Bool, guild: ID) {
        guard guilds[guild] != nil else { return }
        guilds[guild]?.isUnavailable = unavailable
        emit(unavailable ? .guildDelete(guild, unavailable: true) : .guildCreate(guild))
    }

    /// Kicks the bot from a guild.
    mutating func removeBot(from guild: ID) {
        guard guilds[guild]?.botRemoved == false else { return }
        guilds[guild]?.botRemoved = true
        let bot = botID
        members[guild]?.remove(bot)
        emit(.guildDelete(guild, unavailable: false))
    }

    /// Adds the bot to a guild again.
    mutating func inviteBot(to guild: ID) {
        guard let role = guilds[guild]?.botRoleID else { return }
        guilds[guild]?.botRemoved = false
        let member = Sandbox.Member(id: botID, roles: [role], joinedAt: now)
        members[guild]?.put(member)
        emit(.guildCreate(guild))
    }

    mutating func renameGuild(_ guild: ID, to name: String) {
        guilds[guild]?.name = name
        emit(.guildUpdate(guild))
    }
}

/// Which channels the bot can view, before and after a change of permissions.
extension World {
    func visibility(_ guild: ID) -> [ID: Bool] {
        Dictionary(uniqueKeysWithValues: channels(of: guild).map { ($0.id, botSees($0)) })
    }

    /// Emits an update for each channel whose visibility changed: obfuscated when lost, complete when gained.
    mutating func announceVisibility(_ guild: ID, before: [ID: Bool]) {
        for channel in channels(of: guild) where before[channel.id].map({ $0 != botSees(channel) }) ?? false {
            emit(.channelUpdate(channel))
            if botSees(channel) { emit(.threadListSync(channel)) }
        }
    }
}
