extension Sandbox {
    /// A member clicks a button of a message or of a hidden answer that they see; returns the interaction's id. `forged`:
    /// a modified client sends an id that no button has. Throws: `Failure`.
    @discardableResult
    public func click(
        _ customID: String, on message: ID, in channel: ID, by user: ID, forged: Bool = false
    ) throws -> ID {
        let place = try self.channel(channel)
        let hidden = world.hiddenAnswers(in: channel, for: user).first { $0.id == message }
        guard let source = hidden ?? self.message(message, in: channel) else {
            throw Failure.unknown("There is no message \(message) in channel \(channel) that the member sees.")
        }
        guard forged || World.component(customID, in: source)?["type"] == 2 else {
            throw Failure.invalid("That message has no button \"\(customID)\" that is enabled.")
        }
        let data: JSON = ["custom_id": .string(customID), "component_type": 2, "id": 1]
        return change { $0.addInteraction(.component, data: data, by: user, in: place, source: message).id }
    }

    /// A member uses a registered slash command; returns the interaction's id. Options are Discord's objects: name,
    /// type, value; an option of type 11 gets the file of its name. Throws: `Failure.unknown`.
    @discardableResult
    public func slash(
        _ name: String, options: [JSON] = [], files: [String: File] = [:], in channel: ID, by user: ID
    ) throws -> ID {
        let place = try self.channel(channel)
        var data = try commandData(name, type: 1, in: place)
        return change { world in
            let (filled, resolved) = world.resolve(options, files: files, in: place)
            if !filled.isEmpty { data["options"] = .array(filled) }
            if let resolved { data["resolved"] = resolved }
            return world.addInteraction(.command, data: data, by: user, in: place).id
        }
    }

    /// A member chooses a registered command from the menu of a message; returns the interaction's id. Throws:
    /// `Failure.unknown`.
    @discardableResult
    public func useMenu(_ name: String, of message: ID, in channel: ID, by user: ID) throws -> ID {
        let place = try self.channel(channel)
        guard let target = world.message(message, in: channel) else {
            throw Failure.unknown("There is no message \(message) in channel \(channel).")
        }
        var data = try commandData(name, type: 3, in: place)
        data["target_id"] = .id(message)
        return change { world in
            var resolved: JSON = [:]
            // The target of a menu can be read without the message content intent.
            resolved.note("messages", message, world.json(target, readable: true))
            data["resolved"] = resolved
            return world.addInteraction(.command, data: data, by: user, in: place).id
        }
    }

    /// A member chooses a registered command from the menu of a user; returns the interaction's id. Throws:
    /// `Failure.unknown`.
    @discardableResult
    public func useMenu(_ name: String, ofUser target: ID, in channel: ID, by user: ID) throws -> ID {
        let place = try self.channel(channel)
        _ = try self.user(target)
        var data = try commandData(name, type: 2, in: place)
        data["target_id"] = .id(target)
        return change { world in
            var resolved: JSON = [:]
            world.noteUser(target, in: place, &resolved)
            data["resolved"] = resolved
            return world.addInteraction(.command, data: data, by: user, in: place).id
        }
    }

    private func commandData(_ name: String, type: Int, in place: Channel) throws -> JSON {
        guard let command = world.command(named: name, type: type, in: place.guildID) else {
            let kind = type == 1 ? "slash command" : type == 2 ? "entry of users' menus" : "entry of messages' menus"
            throw Failure.unknown("The bot has no \(kind) \"\(name)\".")
        }
        var data: JSON = ["id": command["id"] ?? .null, "name": .string(name), "type": .int(type)]
        if let guild = command["guild_id"] { data["guild_id"] = guild }
        return data
    }

    /// The messages of a channel as one member sees it: with the hidden answers to them, oldest first.
    public func messages(in channel: ID, seenBy user: ID) -> [Message] {
        (messages(in: channel) + world.hiddenAnswers(in: channel, for: user)).sorted { $0.id < $1.id }
    }

    /// What the bot answered to an interaction, ephemeral ones included, oldest first.
    public func answers(to interaction: ID) -> [Message] {
        guard let interaction = world.interactions[interaction] else { return [] }
        return interaction.answers.compactMap { id in
            interaction.ephemeral.first { $0.id == id } ?? world.logs[interaction.channelID]?[id]
        }
    }

    /// The registered commands, global ones or a guild's own.
    public func commands(of guild: ID? = nil) -> [JSON] {
        world.commands[CommandScope(guildID: guild)] ?? []
    }

    /// Replaces the registered commands, without the checks of the REST API.
    public func setCommands(_ commands: [JSON], of guild: ID? = nil) {
        change { world in
            let scope = CommandScope(guildID: guild)
            world.commands[scope] = commands.map { command in
                var json = command
                json["id"] = .id(world.newID())
                if json["type"] == nil { json["type"] = 1 }
                return json
            }
        }
    }
}
