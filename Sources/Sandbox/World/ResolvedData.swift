/// What the ids in the options of a command refer to.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
extension World {
    /// The options with the ids of their files, and everything that they name; nil when they name nothing.
    mutating func resolve(
        _ options: [JSON], files: [String: Sandbox.File], in channel: Sandbox.Channel
    ) -> (options: [JSON], resolved: JSON?) {
        var resolved: JSON = [:]
        let filled = resolve(options, files, channel, &resolved)
        // Not `nil` alone, which would be JSON's null.
        return (filled, resolved == [:] ? JSON?.none : resolved)
    }

    private mutating func resolve(
        _ options: [JSON], _ files: [String: Sandbox.File], _ channel: Sandbox.Channel, _ resolved: inout JSON
    ) -> [JSON] {
        var result: [JSON] = []
        for option in options {
            var filled = option
            if let inner = option["options"]?.list {
                filled["options"] = .array(resolve(inner, files, channel, &resolved))
            } else if option["type"] == 11, let file = option["name"]?.text.flatMap({ files[$0] }) {
                let attachment = keep([file], in: channel.id, isEphemeral: true)[0]
                filled["value"] = .id(attachment.id)
                resolved.note("attachments", attachment.id, json(attachment))
            } else if let id = option["value"]?.text.flatMap({ ID($0) }) {
                note(id, ofType: option["type"]?.number ?? 3, in: channel, &resolved)
            }
            result.append(filled)
        }
        return result
    }

    /// Adds the user, channel or role of an option or of a choice in a menu.
    func note(_ id: ID, ofType type: Int, in channel: Sandbox.Channel, _ resolved: inout JSON) {
        if type == 6 || type == 9, users[id] != nil { noteUser(id, in: channel, &resolved) }
        if type == 7, let named = channels[id] {
            var json = json(named)
            json["permissions"] = permissions(of: botID, in: named).json
            resolved.note("channels", id, json)
        }
        if type == 8 || type == 9, let role = guilds[channel.guildID]?.roles.first(where: { $0.id == id }) {
            resolved.note("roles", id, json(role))
        }
    }

    func noteUser(_ id: ID, in channel: Sandbox.Channel, _ resolved: inout JSON) {
        resolved.note("users", id, userJSON(id))
        guard let member = members[channel.guildID]?[id] else { return }
        var json = partialJSON(member)
        json["permissions"] = permissions(of: id, in: channel).json
        resolved.note("members", id, json)
    }
}

extension JSON {
    /// Adds an entry to one of the maps of resolved data.
    mutating func note(_ map: String, _ id: ID, _ value: JSON) {
        if self[map] == nil { self[map] = [:] }
        self[map]?[id.description] = value
    }
}
