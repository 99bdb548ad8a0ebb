import Foundation

extension Sandbox {
    /// People react; returns how many had not done so before.
    @discardableResult
    public func react(
        _ emoji: Emoji, to message: ID, in channel: ID, by users: [ID], kind: ReactionKind = .normal,
        silent: Bool = false
    ) -> Int {
        change(silent: silent) { world in
            users.count { world.addReaction(emoji, by: $0, kind: kind, to: message, in: channel) }
        }
    }

    /// People take their reactions back; returns how many had any.
    @discardableResult
    public func unreact(
        _ emoji: Emoji, from message: ID, in channel: ID, by users: [ID], kind: ReactionKind = .normal,
        silent: Bool = false
    ) -> Int {
        change(silent: silent) { world in
            users.count { world.removeReaction(emoji, by: $0, kind: kind, from: message, in: channel) }
        }
    }

    /// Removes all reactions of a message, or those of one emoji.
    public func clearReactions(of message: ID, in channel: ID, emoji: Emoji? = nil, silent: Bool = false) {
        change(silent: silent) { world in
            if let emoji {
                world.clearReactions(of: message, in: channel, emoji: emoji)
            } else {
                world.clearReactions(of: message, in: channel)
            }
        }
    }

    /// Somebody presses a button of a message.
    @discardableResult
    public func click(_ customID: String, on message: ID, in channel: ID, by user: ID) throws -> ID {
        let place = try self.channel(channel)
        guard let source = self.message(message, in: channel) else {
            throw Failure.unknown("There is no message \(message) in channel \(channel).")
        }
        guard World.hasButton(customID, in: source) else {
            throw Failure.invalid("That message has no button \"\(customID)\" that can be pressed.")
        }
        let data: JSON = ["custom_id": .string(customID), "component_type": 2, "id": 1]
        return change { $0.addInteraction(.component, data: data, by: user, in: place, source: message).id }
    }

    /// Somebody uses a registered slash command. Options are Discord's objects: name, type, value.
    @discardableResult
    public func slash(_ name: String, options: [JSON] = [], in channel: ID, by user: ID) throws -> ID {
        let place = try self.channel(channel)
        guard let command = world.command(named: name, in: place.guildID) else {
            throw Failure.unknown("The bot has no slash command \"\(name)\".")
        }
        var data: JSON = ["id": command["id"] ?? .null, "name": .string(name), "type": command["type"] ?? 1]
        if !options.isEmpty { data["options"] = .array(options) }
        if let guild = command["guild_id"] { data["guild_id"] = guild }
        return change { $0.addInteraction(.command, data: data, by: user, in: place).id }
    }

    /// What the bot answered to an interaction, hidden answers included, oldest first.
    public func answers(to interaction: ID) -> [Message] {
        guard let interaction = world.interactions[interaction] else { return [] }
        return interaction.answers.compactMap { id in
            interaction.hidden.first { $0.id == id } ?? world.logs[interaction.channelID]?[id]
        }
    }

    /// The registered commands, global ones or a guild's own.
    public func commands(of guild: ID? = nil) -> [JSON] {
        world.commands[CommandScope(guildID: guild)] ?? []
    }
}
