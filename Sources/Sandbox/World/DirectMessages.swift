/// Direct messages of the bot and one user.
extension World {
    /// The channel between the bot and a user; made when there is none.
    mutating func directChannel(with user: ID) -> Sandbox.Channel {
        if let known = channels.values.first(where: { $0.recipientID == user }) { return known }
        var channel = Sandbox.Channel(id: newID(), guildID: .noGuild, kind: .direct, name: "", position: 0)
        channel.recipientID = user
        channels[channel.id] = channel
        logs[channel.id] = MessageLog()
        return channel
    }

    /// Whether the bot can send a user direct messages: they share a guild, the user takes them, and is no bot.
    func takesDirectMessages(_ user: ID) -> Bool {
        guard users[user]?.isBot == false, !withoutDirectMessages.contains(user) else { return false }
        return guilds.values.contains { !$0.botRemoved && members[$0.id]?[user] != nil }
    }

    func directJSON(_ channel: Sandbox.Channel, with user: ID) -> JSON {
        [
            "id": .id(channel.id), "type": .int(channel.kind.rawValue), "flags": 0,
            "last_message_id": .id(channel.lastMessageID), "recipients": [userJSON(user)],
        ]
    }

    /// `POST /users/@me/channels`.
    /// Source: https://docs.discord.com/developers/resources/user#create-dm
    mutating func openDirectChannel(_ call: RESTCall) throws(APIError) -> RESTAnswer {
        guard let user = try call.json()["recipient_id"]?.id, users[user] != nil, user != botID else {
            throw .invalid(["recipient_id"], "BASE_TYPE_REQUIRED", "This field is required")
        }
        return .ok(json(directChannel(with: user)))
    }
}
