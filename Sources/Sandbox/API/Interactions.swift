extension Sandbox {
    /// A member clicks a button of a message; returns the interaction's id. Throws: `Failure`.
    @discardableResult
    package func click(_ customID: String, on message: ID, in channel: ID, by user: ID) throws -> ID {
        let place = try self.channel(channel)
        guard let source = self.message(message, in: channel) else {
            throw Failure.unknown("There is no message \(message) in channel \(channel).")
        }
        guard World.hasButton(customID, in: source) else {
            throw Failure.invalid("That message has no button \"\(customID)\" that is enabled.")
        }
        let data: JSON = ["custom_id": .string(customID), "component_type": 2, "id": 1]
        return change { $0.addInteraction(.component, data: data, by: user, in: place, source: message).id }
    }

    /// A member uses a registered slash command; returns the interaction's id. Options are Discord's objects: name,
    /// type, value. Throws: `Failure.unknown`.
    @discardableResult
    package func slash(_ name: String, options: [JSON] = [], in channel: ID, by user: ID) throws -> ID {
        let place = try self.channel(channel)
        guard let command = world.command(named: name, in: place.guildID) else {
            throw Failure.unknown("The bot has no slash command \"\(name)\".")
        }
        var data: JSON = ["id": command["id"] ?? .null, "name": .string(name), "type": command["type"] ?? 1]
        if !options.isEmpty { data["options"] = .array(options) }
        if let guild = command["guild_id"] { data["guild_id"] = guild }
        return change { $0.addInteraction(.command, data: data, by: user, in: place).id }
    }

    /// What the bot answered to an interaction, ephemeral ones included, oldest first.
    package func answers(to interaction: ID) -> [Message] {
        guard let interaction = world.interactions[interaction] else { return [] }
        return interaction.answers.compactMap { id in
            interaction.ephemeral.first { $0.id == id } ?? world.logs[interaction.channelID]?[id]
        }
    }

    /// The registered commands, global ones or a guild's own.
    package func commands(of guild: ID? = nil) -> [JSON] {
        world.commands[CommandScope(guildID: guild)] ?? []
    }

    /// Replaces the registered commands, without the checks of the REST API.
    package func setCommands(_ commands: [JSON], of guild: ID? = nil) {
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
