import Foundation

extension Sandbox {
    /// What a person does: `POST /control/act`.
    func act(_ json: JSON) throws -> Reply {
        let guild = try json["guild"]?.text.map { try self.guild(named: $0) } ?? onlyGuild()
        let channel = try channel(named: try json.needed("channel"), in: guild.id)
        let people = try self.people(json, guild)
        guard let first = people.first else { throw Failure.invalid("Nobody is left to do that.") }
        let silent = json.isOn("silent")
        switch try json.needed("do") {
        case "send": return .json(200, messageJSON(try send(json, first, channel, silent)))
        case "slash":
            let options = json["options"]?.list ?? []
            return .json(
                200,
                ["interaction": .id(try slash(try json.needed("command"), options: options, in: channel.id, by: first))]
            )
        case let verb:
            let message = try message(called: json["message"]?.text ?? "latest", in: channel.id)
            return try act(verb, on: message, people, json, silent)
        }
    }

    private func onlyGuild() throws -> Guild {
        guard guilds.count == 1, let only = guilds.first else {
            throw Failure.invalid("\"guild\" is missing. Guilds: \(Self.listed(guilds.map(\.name))).")
        }
        return only
    }

    private func people(_ json: JSON, _ guild: Guild) throws -> [ID] {
        let names = json.texts("member") ?? []
        if names == ["everybody"] { return humans(of: guild.id) }
        if let name = names.first, name.hasPrefix("humans:"), let count = Int(name.dropFirst(7)) {
            return Array(humans(of: guild.id).prefix(count))
        }
        if names.isEmpty { return [guild.ownerID] }
        return try names.map { try member(named: $0, in: guild.id).id }
    }

    private func send(_ json: JSON, _ author: ID, _ channel: Channel, _ silent: Bool) throws -> Message {
        let target = try json["reply_to"]?.text.map { try message(called: $0, in: channel.id).id }
        return try post(try json.needed("text"), as: author, in: channel.id, replyTo: target, silent: silent)
    }

    private func act(_ verb: String, on message: Message, _ people: [ID], _ json: JSON, _ silent: Bool) throws -> Reply
    {
        let emoji = Emoji(json["emoji"]?.text ?? "🌟")
        let (id, channel) = (message.id, message.channelID)
        switch verb {
        case "react": react(emoji, to: id, in: channel, by: people, silent: silent)
        case "super_react": react(emoji, to: id, in: channel, by: people, kind: .burst, silent: silent)
        case "unreact": unreact(emoji, from: id, in: channel, by: people, silent: silent)
        case "super_unreact": unreact(emoji, from: id, in: channel, by: people, kind: .burst, silent: silent)
        case "clear_reactions":
            clearReactions(of: id, in: channel, emoji: json["emoji"] == nil ? nil : emoji, silent: silent)
        case "edit": try edit(id, in: channel, to: try json.needed("text"), silent: silent)
        case "delete":
            delete(id, in: channel, silent: silent)
            return Self.done
        case "click":
            return .json(
                200, ["interaction": .id(try click(try json.needed("button"), on: id, in: channel, by: people[0]))])
        default:
            throw Failure.invalid(
                "\"do\" is one of send, edit, react, super_react, unreact, super_unreact, clear_reactions, delete, click, slash."
            )
        }
        return .json(200, self.message(id, in: channel).map { messageJSON($0) } ?? [:])
    }
}
