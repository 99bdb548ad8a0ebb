extension Route {
    static let botRoutes: [Route] = [
        Route("GET", "/gateway", needsToken: false) { (world, _) throws(APIError) in
            .ok(["url": .string(world.gatewayURL)])
        },
        Route("GET", "/gateway/bot") { (world, _) throws(APIError) in .ok(world.gatewayBotJSON) },
        Route("GET", "/users/@me") { (world, _) throws(APIError) in .ok(world.ownUserJSON) },
        Route("GET", "/users/@me/guilds") { (world, call) throws(APIError) in world.ownGuilds(call) },
        Route("GET", "/users/{user}") { (world, call) throws(APIError) in
            let user = try call.id("user")
            guard world.users[user] != nil else { throw .unknownUser }
            return .ok(world.userJSON(user))
        },
        Route("GET", "/applications/@me") { (world, _) throws(APIError) in .ok(world.applicationJSON) },
        Route("GET", "/oauth2/applications/@me") { (world, _) throws(APIError) in .ok(world.applicationJSON) },
        Route("GET", "/soundboard-default-sounds") { (_, _) throws(APIError) in .ok([]) },
    ]

    static let guildRoutes: [Route] = [
        Route("GET", "/guilds/{guild}") { (world, call) throws(APIError) in
            let guild = try world.guild(call)
            return .ok(world.json(guild, withCounts: call.flag("with_counts")))
        },
        Route("GET", "/guilds/{guild}/channels") { (world, call) throws(APIError) in
            let guild = try world.guild(call)
            return .ok(.array(world.channels(of: guild.id).filter { world.botSees($0) }.map { world.json($0) }))
        },
        Route("POST", "/guilds/{guild}/channels") { (world, call) throws(APIError) in try world.createChannel(call) },
        Route("GET", "/guilds/{guild}/roles") { (world, call) throws(APIError) in
            .ok(.array(try world.guild(call).roles.map { world.json($0) }))
        },
        Route("GET", "/guilds/{guild}/audit-logs") { (world, call) throws(APIError) in
            try world.listAuditLog(call)
        },
        Route("GET", "/guilds/{guild}/members") { (world, call) throws(APIError) in try world.listMembers(call) },
        Route("GET", "/guilds/{guild}/members/{user}") { (world, call) throws(APIError) in
            let guild = try world.guild(call)
            guard let member = world.members[guild.id]?[try call.id("user")] else { throw .unknownMember }
            return .ok(world.json(member))
        },
    ]
}

extension World {
    /// The bot's guilds, by id.
    func ownGuilds(_ call: RESTCall) -> RESTAnswer {
        let after = call.query["after"].flatMap(UInt64.init) ?? 0
        let limit = min(max(call.query["limit"].flatMap(Int.init) ?? 200, 1), 200)
        let page = guilds.values.filter { !$0.botRemoved && $0.id.rawValue > after }.sorted { $0.id < $1.id }.prefix(
            limit)
        return .ok(.array(page.map { ["id": .id($0.id), "name": .string($0.name), "owner": false] }))
    }

    /// The guild of a call. Throws: `APIError.unknownGuild` when the bot is not in it.
    func guild(_ call: RESTCall) throws(APIError) -> Sandbox.Guild {
        guard let guild = guilds[try call.id("guild")], !guild.botRemoved else { throw .unknownGuild }
        return guild
    }

    func listMembers(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let guild = try guild(call)
        guard portal.privilegedIntents.contains(.guildMembers) else { throw .missingAccess }
        let limit = try call.limit(1...1000, otherwise: 1)
        let page = members[guild.id]?.page(after: try call.queryID("after"), limit: limit) ?? []
        return .ok(.array(page.map { json($0) }))
    }

    mutating func createChannel(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        let guild = try guild(call)
        let held = permissions(of: botID, inGuild: guild.id)
        guard held.contains(.manageChannels) else { throw .missingPermissions }
        var plan = try ChannelForm(try call.json()).plan
        guard !bannedWords.contains(where: { plan.name.lowercased().contains($0.lowercased()) }) else {
            throw .bannedName
        }
        try checkRoom(for: plan, in: guild.id)
        try check(plan.overwrites ?? [], held: held)
        plan.createdBy = botID
        plan.auditReason = call.reason
        return RESTAnswer(status: 201, json: json(addChannel(plan, to: guild.id)))
    }

    private func checkRoom(for plan: ChannelPlan, in guild: ID) throws(APIError) {
        let others = channels.all(of: guild).filter { !$0.isThread }
        guard others.count < channelLimit else { throw .tooManyChannels }
        guard let parent = plan.parentID else { return }
        guard let category = channels[parent], category.guildID == guild else {
            throw .invalid(["parent_id"], "CHANNEL_PARENT_INVALID", "Category does not exist")
        }
        guard category.kind == .category else {
            throw .invalid(["parent_id"], "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
        }
        guard others.count(where: { $0.parentID == parent }) < categoryLimit else {
            throw .invalid(
                ["parent_id"], "CHANNEL_PARENT_MAX_CHANNELS",
                "Maximum number of channels in category reached (\(categoryLimit))")
        }
    }

    private func check(_ overwrites: [Sandbox.Overwrite], held: Permissions) throws(APIError) {
        for overwrite in overwrites {
            let touched = overwrite.allow.union(overwrite.deny)
            let mayManageRoles = !touched.contains(.manageRoles) || held.contains(.administrator)
            guard touched.isSubset(of: held), mayManageRoles else { throw .missingPermissions }
        }
    }
}
