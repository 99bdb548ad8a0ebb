/// Interactions of members with the bot's commands and buttons.
extension World {
    mutating func addInteraction(
        _ kind: Interaction.Kind, data: JSON, by user: ID, in channel: Sandbox.Channel, source: ID? = nil,
        opener: ID? = nil
    ) -> Interaction {
        let id = newID()
        let interaction = Interaction(
            id: id, token: "token-\(id)", kind: kind, guildID: channel.guildID, channelID: channel.id, userID: user,
            data: data, createdAt: now, sourceID: source, openerID: opener)
        interactions[id] = interaction
        emit(.interaction(interaction))
        return interaction
    }

    /// The registered command with a name: 1 after a slash, 2 in the menu of a user, 3 in that of a message. The guild's
    /// own comes before a global one.
    func command(named name: String, type: Int = 1, in guild: ID) -> JSON? {
        let lists = [commands[CommandScope(guildID: guild)] ?? [], commands[CommandScope()] ?? []]
        return lists.joined().first { $0["name"]?.text == name && ($0["type"]?.number ?? 1) == type }
    }

    /// A message of a channel's history, or a hidden answer in it.
    func message(_ id: ID, in channel: ID) -> Sandbox.Message? {
        logs[channel]?[id]
            ?? interactions.values.lazy.filter { $0.channelID == channel }
            .compactMap { $0.ephemeral.first { $0.id == id } }.first
    }

    /// The hidden answers that a user sees in a channel, oldest first.
    func hiddenAnswers(in channel: ID, for user: ID) -> [Sandbox.Message] {
        interactions.values.filter { $0.channelID == channel && $0.userID == user }.flatMap(\.ephemeral)
            .sorted { $0.id < $1.id }
    }

    /// The enabled button or menu of a message with an id.
    static func component(_ customID: String, in message: Sandbox.Message) -> JSON? {
        message.components.lazy.flatMap { $0["components"]?.list ?? [] }.first {
            $0["custom_id"]?.text == customID && $0["disabled"]?.flag != true
        }
    }
}
