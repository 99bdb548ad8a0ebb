import Foundation

extension Sandbox {
    /// Calls below `/control/guilds/G/channels`.
    func channels(_ call: ControlCall, _ guild: Guild, _ path: [String]) throws -> Reply {
        guard let name = path.first else {
            guard call.method == "POST" else {
                return .json(200, .array(channels(of: guild.id).map { world.json($0) }))
            }
            return .json(201, world.json(try newChannel(guild, try call.json())))
        }
        let channel = try channel(named: name, in: guild.id)
        switch (call.method, path.dropFirst().first) {
        case ("GET", nil): return .json(200, world.json(channel))
        case ("DELETE", nil):
            deleteChannel(channel.id, silent: call.flag("silent"))
            return Self.done
        case ("PATCH", nil): return .json(200, world.json(try change(channel, guild, try call.json())))
        case ("POST", "permissions"): return .json(200, world.json(try permit(channel, guild, try call.json())))
        case ("GET", "messages"):
            let last = try shown(channel, guild, call).suffix(try call.number("last") ?? 20)
            return .json(200, .array(last.map { messageJSON($0) }))
        case ("GET", "screen"): return .text(try screen(of: channel, guild, call))
        case ("GET", "threads"): return .json(200, .array(threads(of: channel.id).map { world.json($0) }))
        default:
            throw Failure.unknown("There is no \(call.method) \(path.dropFirst().joined(separator: "/")) of a channel.")
        }
    }

    private func screen(of channel: Channel, _ guild: Guild, _ call: ControlCall) throws -> String {
        Screen(width: try call.number("width") ?? 72, ansi: ANSIStyle(call.flag("color")))
            .draw(channel, try shown(channel, guild, call).suffix(max(1, try call.number("last") ?? 20)), world)
    }

    /// The messages of a channel, with `as` the hidden answers to that member too.
    private func shown(_ channel: Channel, _ guild: Guild, _ call: ControlCall) throws -> [Message] {
        guard let name = call.query["as"] else { return messages(in: channel.id) }
        return messages(in: channel.id, seenBy: try member(named: name, in: guild.id).id)
    }

    private func newChannel(_ guild: Guild, _ json: JSON) throws -> Channel {
        let parent = try json["parent"]?.text.map { try channel(named: $0, in: guild.id).id }
        return addChannel(
            try json.required("name"), in: guild.id, kind: json["kind"]?.text == "category" ? .category : .text,
            parent: parent, topic: json["topic"]?.text, silent: json.isOn("silent"))
    }

    private func change(_ channel: Channel, _ guild: Guild, _ json: JSON) throws -> Channel {
        let silent = json.isOn("silent")
        if channel.isThread {
            return try setThread(
                channel.id, archived: json["archived"]?.flag, locked: json["locked"]?.flag, silent: silent)
        }
        if let hidden = json["hidden"]?.flag { try setHidden(hidden, channel: channel.id, silent: silent) }
        guard json["name"] != nil || json["topic"] != nil || json["parent"] != nil else {
            return try self.channel(channel.id)
        }
        let parent = try json["parent"]?.text.map { try self.channel(named: $0, in: guild.id).id }
        return try updateChannel(channel.id, silent: silent) { channel in
            if let name = json["name"]?.text { channel.name = ChannelName.normalized(name, kind: channel.kind) }
            if let topic = json["topic"] { channel.topic = topic.text }
            if json["parent"] != nil { channel.parentID = parent }
        }
    }

    private func permit(_ channel: Channel, _ guild: Guild, _ json: JSON) throws -> Channel {
        let name = try json.required("for")
        let role = try? role(named: name, in: guild)
        let id = name == "bot" ? world.botID : try role?.id ?? member(named: name, in: guild.id).id
        let overwrite = Overwrite(
            id: id, isMember: name == "bot" || role == nil, allow: try Self.permissions(json.texts("allow") ?? []),
            deny: try Self.permissions(json.texts("deny") ?? []))
        return try setOverwrite(overwrite, in: channel.id, silent: json.isOn("silent"))
    }
}
