/// Interactions of members with the bot's commands and buttons.
extension World {
    mutating func addInteraction(
        _ kind: Interaction.Kind, data: JSON, by user: ID, in channel: Sandbox.Channel, source: ID? = nil
    ) -> Interaction {
        let id = newID()
        let interaction = Interaction(
            id: id, token: "token-\(id)", kind: kind, guildID: channel.guildID, channelID: channel.id, userID: user,
            data: data, createdAt: now, sourceID: source)
        interactions[id] = interaction
        emit(.interaction(interaction))
        return interaction
    }

    /// The registered command with a name; the guild's own comes before a global one.
    func command(named name: String, in guild: ID) -> JSON? {
        let lists = [commands[CommandScope(guildID: guild)] ?? [], commands[CommandScope()] ?? []]
        return lists.joined().first { $0["name"]?.text == name }
    }

    /// Whether a message has an enabled button with this id.
    static func hasButton(_ customID: String, in message: Sandbox.Message) -> Bool {
        message.components.contains { row in
            row["components"]?.list?.contains {
                $0["custom_id"]?.text == customID && $0["disabled"]?.flag != true
            } ?? false
        }
    }
}
