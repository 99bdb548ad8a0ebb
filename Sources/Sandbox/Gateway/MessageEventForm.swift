/// Messages and reactions as the gateway words them. What happens where the bot cannot look stays unsaid.
extension World {
    private func hears(_ channel: ID) -> Bool {
        channels[channel].map { permissions(of: botID, in: $0).contains(.viewChannel) } ?? false
    }

    func messageEvent(_ happening: Happening, _ intents: Intents) -> GatewayEvent? {
        let readable = intents.contains(.messageContent) && portal.privilegedIntents.contains(.messageContent)
        switch happening {
        case .messageCreate(let message) where heard(message, intents):
            return GatewayEvent(
                name: "MESSAGE_CREATE", data: eventJSON(message, readable: readable), guildID: message.guildID)
        case .messageUpdate(let message) where heard(message, intents):
            return GatewayEvent(
                name: "MESSAGE_UPDATE", data: eventJSON(message, readable: readable), guildID: message.guildID)
        case .messageDelete(let message) where heard(message, intents):
            return GatewayEvent(
                name: "MESSAGE_DELETE",
                data: [
                    "id": .id(message.id), "channel_id": .id(message.channelID), "guild_id": .id(message.guildID),
                ], guildID: message.guildID)
        case .messageDeleteBulk(let messages):
            guard let first = messages.first, heard(first, intents) else { return nil }
            return GatewayEvent(
                name: "MESSAGE_DELETE_BULK",
                data: [
                    "ids": .ids(messages.map(\.id)), "channel_id": .id(first.channelID),
                    "guild_id": .id(first.guildID),
                ], guildID: first.guildID)
        default: return nil
        }
    }

    /// Messages only one person sees ride on the intent for direct messages.
    private func heard(_ message: Sandbox.Message, _ intents: Intents) -> Bool {
        intents.contains(message.isEphemeral ? .directMessages : .guildMessages) && hears(message.channelID)
    }

    func reactionEvent(_ happening: Happening) -> GatewayEvent? {
        switch happening {
        case .reactionAdd(let vote) where hears(vote.channelID):
            var data = voteJSON(vote)
            if let member = members[vote.guildID]?[vote.user] { data["member"] = json(member) }
            data["message_author_id"] = .id(vote.authorID)
            if vote.kind == .burst { data["burst_colors"] = ["#f7a5ca"] }
            return GatewayEvent(name: "MESSAGE_REACTION_ADD", data: data, guildID: vote.guildID)
        case .reactionRemove(let vote) where hears(vote.channelID):
            return GatewayEvent(name: "MESSAGE_REACTION_REMOVE", data: voteJSON(vote), guildID: vote.guildID)
        case .reactionsCleared(let message) where hears(message.channelID):
            return GatewayEvent(
                name: "MESSAGE_REACTION_REMOVE_ALL", data: placeJSON(message), guildID: message.guildID)
        case .emojiCleared(let message, let emoji) where hears(message.channelID):
            var data = placeJSON(message)
            data["emoji"] = emoji.json
            return GatewayEvent(name: "MESSAGE_REACTION_REMOVE_EMOJI", data: data, guildID: message.guildID)
        default: return nil
        }
    }

    private func voteJSON(_ vote: Happening.Vote) -> JSON {
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
