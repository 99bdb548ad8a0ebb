/// Messages, reactions and interactions in the form of Discord's answers.
extension World {
    /// The form that REST answers; the content is empty without the message content intent.
    func json(_ message: Sandbox.Message) -> JSON {
        json(message, readable: portal.privilegedIntents.contains(.messageContent))
    }

    func json(_ message: Sandbox.Message, readable: Bool, isReferenced: Bool = false) -> JSON {
        let blank =
            !(readable || message.guildID == .noGuild || message.authorID == botID || message.mentions.contains(botID))
        let shown = EmbeddedFiles(message) { files.url(of: $0, now: now) }
        var json: JSON = [
            "type": .int(message.kind), "content": .string(blank ? "" : message.content),
            "mentions": .array(message.mentions.map { userJSON($0) }), "mention_roles": .ids(message.mentionRoles),
            "attachments": .array(blank ? [] : shown.attachments.map { self.json($0) }),
            "embeds": .array(blank ? [] : shown.embeds),
            "timestamp": .string(Timestamp.text(message.timestamp)),
            "edited_timestamp": .text(message.editedAt.map(Timestamp.text)), "flags": .int(message.flags),
            "components": .array(blank ? [] : message.components), "id": .id(message.id),
            "channel_id": .id(message.channelID), "author": userJSON(message.authorID), "pinned": false,
            "mention_everyone": .bool(message.mentionsEveryone), "tts": false,
        ]
        if let thread = channels[message.id], thread.isThread, thread.parentID == message.channelID {
            json["thread"] = self.json(thread)
            json["flags"] = .int(message.flags | 1 << 5)
        }
        if let nonce = message.nonce { json["nonce"] = nonce }
        if !message.reactions.isEmpty { json["reactions"] = .array(message.reactions.map { self.json($0) }) }
        if let interaction = message.interaction {
            json["interaction_metadata"] = interaction
            json["webhook_id"] = .id(portal.applicationID)
            json["application_id"] = .id(portal.applicationID)
        }
        if let target = message.replyTo {
            addReference(target, in: message.channelID, message.guildID, readable, isReferenced, to: &json)
        }
        if let source = message.starterOf, let parent = channels[message.channelID]?.parentID {
            addReference(source, in: parent, message.guildID, readable, isReferenced, to: &json)
        }
        return json
    }

    private func addReference(
        _ target: ID, in channel: ID, _ guild: ID, _ readable: Bool, _ isReferenced: Bool, to json: inout JSON
    ) {
        json["message_reference"] = ["type": 0, "channel_id": .id(channel), "message_id": .id(target)]
        if guild != .noGuild { json["message_reference"]?["guild_id"] = .id(guild) }
        guard !isReferenced else { return }
        json["referenced_message"] =
            logs[channel]?[target].map { self.json($0, readable: readable, isReferenced: true) } ?? .null
    }

    private func json(_ reaction: Sandbox.Reaction) -> JSON {
        [
            "emoji": reaction.emoji.json, "count": .int(reaction.count),
            "count_details": ["burst": .int(reaction.burstIDs.count), "normal": .int(reaction.normalIDs.count)],
            "burst_colors": [], "me_burst": .bool(reaction.burstIDs.contains(botID)),
            "me": .bool(reaction.normalIDs.contains(botID)),
        ]
    }

    /// The form that the gateway sends: with guild, the author's member object and channel type.
    func eventJSON(_ message: Sandbox.Message, readable: Bool) -> JSON {
        var json = json(message, readable: readable)
        json["channel_type"] = .int(channels[message.channelID]?.kind.rawValue ?? 0)
        guard !message.isEphemeral else { return json }
        json["guild_id"] = .id(message.guildID)
        if let author = members[message.guildID]?[message.authorID], message.interaction == nil {
            json["member"] = partialJSON(author)
        }
        return json
    }

    func eventJSON(_ interaction: Interaction) -> JSON {
        let guildLocale = guilds[interaction.guildID]?.preferredLocale ?? "en-US"
        var json: JSON = [
            "id": .id(interaction.id), "application_id": .id(portal.applicationID),
            "type": .int(interaction.kind.rawValue), "data": interaction.data, "guild_id": .id(interaction.guildID),
            "guild": ["id": .id(interaction.guildID), "locale": .string(guildLocale), "features": []],
            "channel_id": .id(interaction.channelID), "token": .string(interaction.token), "version": 1,
            "locale": .string(users[interaction.userID]?.locale ?? "en-US"), "guild_locale": .string(guildLocale),
            "entitlements": [],
            "authorizing_integration_owners": ["0": .id(interaction.guildID)], "context": 0,
            "attachment_size_limit": .int(fileLimit(in: interaction.guildID)),
        ]
        if let channel = channels[interaction.channelID] {
            json["channel"] = self.json(channel)
            json["app_permissions"] = permissions(of: botID, in: channel).json
            if let member = members[interaction.guildID]?[interaction.userID] {
                json["member"] = self.json(member)
                json["member"]?["permissions"] = permissions(of: member.id, in: channel).json
            }
        }
        if let source = interaction.sourceID.flatMap({ message($0, in: interaction.channelID) }) {
            json["message"] = self.json(source, readable: true)
        }
        return json
    }

    func metadataJSON(_ interaction: Interaction) -> JSON {
        var json: JSON = [
            "id": .id(interaction.id), "type": .int(interaction.kind.rawValue), "user": userJSON(interaction.userID),
            "authorizing_integration_owners": ["0": .id(interaction.guildID)],
        ]
        if let name = interaction.data["name"] { json["name"] = name }
        if let target = interaction.data["target_id"] {
            json[interaction.data["type"] == 2 ? "target_user" : "target_message_id"] =
                interaction.data["type"] == 2 ? target.id.map { userJSON($0) } : target
        }
        if let opener = interaction.openerID.flatMap({ interactions[$0] }) {
            json["triggering_interaction_metadata"] = metadataJSON(opener)
        }
        if let source = interaction.sourceID { json["interacted_message_id"] = .id(source) }
        return json
    }

    func callbackJSON(_ interaction: Interaction, type: Int, message: Sandbox.Message?) -> JSON {
        var json: JSON = [
            "interaction": ["id": .id(interaction.id), "type": .int(interaction.kind.rawValue)]
        ]
        guard let message else { return json }
        json["interaction"]?["response_message_id"] = .id(message.id)
        json["interaction"]?["response_message_loading"] = .bool(type == 5)
        json["interaction"]?["response_message_ephemeral"] = .bool(message.isEphemeral)
        json["resource"] = ["type": .int(type), "message": self.json(message)]
        return json
    }
}
