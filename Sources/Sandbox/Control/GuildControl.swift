import Foundation

extension Sandbox {
    /// Calls below `/control/guilds`.
    func guilds(_ call: ControlCall, _ path: [String]) throws -> Reply {
        guard let name = path.first else {
            guard call.method == "POST" else { return .json(200, .array(guilds.map { state(of: $0) })) }
            return try newGuild(try call.json())
        }
        let guild = try guild(named: name)
        switch (call.method, path.dropFirst().first) {
        case ("GET", nil): return .json(200, state(of: guild))
        case ("PATCH", nil): return try change(guild, try call.json())
        case ("GET", "screen"):
            return .text(
                Sidebar(width: try call.number("width") ?? 48, ansi: ANSIStyle(call.flag("color"))).draw(guild, world))
        case ("GET", "members") where path.dropFirst(3).first == "messages":
            let user = try member(named: path[2], in: guild.id).id
            return .json(200, .array(directMessages(with: user).map { messageJSON($0) }))
        case (_, "members"): return try members(call, guild, path.dropFirst(2).first)
        case (_, "roles"): return try roles(call, guild, path.dropFirst(2).first)
        case (_, "channels"): return try channels(call, guild, Array(path.dropFirst(2)))
        default:
            throw Failure.unknown("There is no \(call.method) \(path.dropFirst().joined(separator: "/")) of a guild.")
        }
    }

    private func newGuild(_ json: JSON) throws -> Reply {
        let guild = addGuild(
            try json.required("name"), humans: json["humans"]?.number ?? 10, bots: json["bots"]?.number ?? 1,
            channels: json.texts("channels") ?? ["general", "suggestions"],
            categories: json.texts("categories") ?? [], moderators: json["moderators"]?.number ?? 0,
            silent: json.isOn("silent"))
        return .json(201, state(of: guild))
    }

    private func change(_ guild: Guild, _ json: JSON) throws -> Reply {
        let silent = json.isOn("silent")
        if let name = json["name"]?.text { renameGuild(guild.id, to: name, silent: silent) }
        if let unavailable = json["unavailable"]?.flag { setUnavailable(unavailable, guild: guild.id, silent: silent) }
        if let locale = json["locale"]?.text { setLocale(locale, of: guild.id, silent: silent) }
        if let tier = json["premium_tier"]?.number { setPremiumTier(tier, of: guild.id, silent: silent) }
        switch json["bot"]?.flag {
        case true?: inviteBot(to: guild.id, silent: silent)
        case false?: removeBot(from: guild.id, silent: silent)
        case nil: break
        }
        return .json(200, state(of: try self.guild(guild.id)))
    }

    private func members(_ call: ControlCall, _ guild: Guild, _ name: String?) throws -> Reply {
        let json = try call.json()
        let silent = json.isOn("silent") || call.flag("silent")
        guard let name else {
            guard call.method == "POST" else { return .json(200, .array(members(of: guild.id).map { memberJSON($0) })) }
            let member = addMember(json["name"]?.text, bot: json.isOn("bot"), to: guild.id, silent: silent)
            return .json(201, memberJSON(member))
        }
        let member = try member(named: name, in: guild.id)
        switch call.method {
        case "DELETE":
            removeMember(member.id, from: guild.id, silent: silent)
            return Self.done
        case "PATCH": return .json(200, memberJSON(try change(member, guild, json)))
        default: return .json(200, memberJSON(member))
        }
    }

    private func change(_ member: Member, _ guild: Guild, _ json: JSON) throws -> Member {
        let roles = try json.texts("roles")?.map { try role(named: $0, in: guild).id }
        if let locale = json["locale"]?.text { setLocale(locale, ofUser: member.id) }
        if let takes = json["direct_messages"]?.flag { setTakesDirectMessages(takes, member.id) }
        let until = json["timed_out_seconds"]?.real.map { clock.now().addingTimeInterval($0) }
        return try updateMember(member.id, in: guild.id, silent: json.isOn("silent")) { member in
            if let nick = json["nick"] { member.nick = nick.text }
            if let roles { member.roles = roles }
            if let until { member.timedOutUntil = until }
        }
    }

    func role(named name: String, in guild: Guild) throws -> Role {
        if let role = guild.roles.first(where: { $0.id.description == name }) ?? guild.role(named: name) { return role }
        throw Failure.unknown("There is no role \"\(name)\". Roles: \(Self.listed(guild.roles.map(\.name))).")
    }

    private func roles(_ call: ControlCall, _ guild: Guild, _ name: String?) throws -> Reply {
        let json = try call.json()
        let given = try json.texts("permissions").map { try Self.permissions($0) }
        guard let name else {
            guard call.method == "POST" else { return .json(200, .array(guild.roles.map { world.json($0) })) }
            let role = try addRole(
                try json.required("name"), permissions: given ?? [], to: guild.id, silent: json.isOn("silent"))
            return .json(201, world.json(role))
        }
        let role = try role(named: name, in: guild)
        guard call.method != "DELETE" else {
            removeRole(role.id, from: guild.id, silent: call.flag("silent"))
            return Self.done
        }
        let changed = try updateRole(role.id, in: guild.id, silent: json.isOn("silent")) { role in
            if let given { role.permissions = given }
        }
        return .json(200, world.json(changed))
    }

    static func permissions(_ names: [String]) throws -> Permissions {
        guard let permissions = Permissions(names: names) else {
            throw Failure.invalid("Permissions are: \(Permissions.named.map(\.0).joined(separator: ", ")).")
        }
        return permissions
    }
}
