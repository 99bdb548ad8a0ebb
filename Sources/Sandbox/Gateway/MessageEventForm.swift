/// The dispatches of messages and reactions. Channels that the bot cannot view have none.
extension World {
    private func isVisible(_ channel: ID) -> Bool {
        channels[channel].map { permissions(of: botID, in: $0).contains(.viewChannel) } ?? false
    }

    func messageEvent(_ event: WorldEvent, _ intents: Intents) -> GatewayEvent? {
        let readable = intents.contains(.messageContent) && portal.privilegedIntents.contains(.messageContent)
        switch event {
        case .messageCreate(let message) where isDelivered(message, intents):
            return GatewayEvent(
                name: "MESSAGE_CREATE", data: eventJSON(message, readable: readable), guildID: message.guildID)
        case .messageUpdate(let message) where isDelivered(message, intents):
            return GatewayEvent(
                name: "MESSAGE_UPDATE", data: eventJSON(message, readable: readable), guildID: message.guildID)
        case .messageDelete(let message) where isDelivered(message, intents):
            return GatewayEvent(
                name: "MESSAGE_DELETE",
                data: [
                    "id": .id(message.id), "channel_id": .id(message.channelID), "guild_id": .id(message.guildID),
                ], guildID: message.guildID)
        case .messageDeleteBulk(let messages):
            guard let first = messages.first, isDelivered(first, intents) else { return nil }
            return GatewayEvent(
                name: "MESSAGE_DELETE_BULK",
                data: [
                    "ids": .ids(messages.map(\.id)), "channel_id": .id(first.channelID),
                    "guild_id": .id(first.guildID),
                ], guildID: first.guildID)
        default: return nil
        }
    }

    /// Ephemeral messages and direct ones need the intent for direct messages.
    private func isDelivered(_ message: Sandbox.Message, _ intents: Intents) -> Bool {
        let isPrivate = message.isEphemeral || message.guildID == .noGuild
        return intents.contains(isPrivate ? .directMessages : .guildMessages) && isVisible(message.channelID)
    }

    func reactionEvent(_ event: WorldEvent) -> GatewayEvent? {
        switch event {
        case .reactionAdd(let vote) where isVisible(vote.channelID):
            var data = voteJSON(vote)
            if let member = members[vote.guildID]?[vote.user] { data["member"] = json(member) }
            data["message_author_id"] = .id(vote.authorID)
            if vote.kind == .burst { data["burst_colors"] = ["#f7a5ca"] }
            return GatewayEvent(name: "MESSAGE_REACTION_ADD", data: data, guildID: vote.guildID)
        case .reactionRemove(let vote) where isVisible(vote.channelID):
            return GatewayEvent(name: "MESSAGE_REACTION_REMOVE", data: voteJSON(vote), guildID: vote.guildID)
        case .reactionsCleared(let message) where isVisible(message.channelID):
            return GatewayEvent(
                name: "MESSAGE_REACTION_REMOVE_ALL", data: placeJSON(message), guildID: message.guildID)
        case .emojiCleared(let message, let emoji) where isVisible(message.channelID):
            var data = placeJSON(message)
            data["emoji"] = emoji.json
            return GatewayEvent(name: "MESSAGE_REACTION_REMOVE_EMOJI", data: data, guildID: message.guildID)
        default: return nil
        }
    }

    private func voteJSON(_ vote: WorldEvent.Vote) -> JSON {
        [
            "user_id": .id(vote.user), "channel_id": .id(vote.channelID), "message_id": .id(vote.messageID),
            "guild_id": .id(vote.guildID), "emoji": vote.emoji.json, "burst": .bool(vote.kind == .burst),
            "type": .int(vote.kind.rawValue),
        ]
    }

    private func placeJSON(_ message: Sandbox.Message) -> JSON {
        ["channel_id": .id(message.channelID), "message_id": .id(message.id), "guild_id": .id(message.guildID)]
    }
}
