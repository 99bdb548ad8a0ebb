/// A dispatch: its name (`t`) and data (`d`).
struct GatewayEvent: Sendable {
    var name: String
    var data: JSON
    /// The guild, which determines the shard.
    var guildID: ID?

    /// The same; without a guild where it is about direct messages.
    var outsideGuild: GatewayEvent {
        guard guildID == .noGuild else { return self }
        var event = self
        event.guildID = nil
        event.data["guild_id"] = nil
        return event
    }
}

extension World {
    /// The dispatch of a world event to a session with these intents; nil when it gets none.
    /// Source: https://docs.discord.com/developers/events/gateway-events
    func gatewayEvent(for event: WorldEvent, intents: Intents, largeThreshold: Int) -> GatewayEvent? {
        if let guild = guildID(of: event), guilds[guild]?.isUnavailable == true, !event.isAboutAvailability {
            return nil
        }
        switch event {
        case .guildCreate, .guildUpdate, .guildDelete, .channelCreate, .channelUpdate, .channelDelete, .roleCreate,
            .roleUpdate, .roleDelete:
            return intents.contains(.guilds) ? guildEvent(event, intents, largeThreshold) : nil
        case .memberAdd, .memberUpdate, .memberRemove: return memberEvent(event, intents)
        case .messageCreate, .messageUpdate, .messageDelete, .messageDeleteBulk:
            return messageEvent(event, intents)?.outsideGuild
        case .reactionAdd, .reactionRemove, .reactionsCleared, .emojiCleared:
            let needed: Intents = guildID(of: event) == .noGuild ? .directMessageReactions : .guildMessageReactions
            return intents.contains(needed) ? reactionEvent(event)?.outsideGuild : nil
        case .threadCreate, .threadUpdate, .threadDelete, .threadMembersUpdate, .threadListSync:
            return intents.contains(.guilds) ? threadEvent(event, intents) : nil
        case .interaction(let interaction):
            guard !portal.hasInteractionsEndpoint else { return nil }
            return GatewayEvent(
                name: "INTERACTION_CREATE", data: eventJSON(interaction), guildID: interaction.guildID)
        }
    }

    /// The guild that determines the shard of an event; nil where it is about direct messages.
    func shardGuild(of event: WorldEvent) -> ID? {
        guildID(of: event).flatMap { $0 == .noGuild ? nil : $0 }
    }

    private func guildID(of event: WorldEvent) -> ID? {
        switch event {
        case .guildCreate(let id), .guildUpdate(let id), .guildDelete(let id, _): id
        case .channelCreate(let channel), .channelUpdate(let channel), .channelDelete(let channel): channel.guildID
        case .roleCreate(let guild, _), .roleUpdate(let guild, _), .roleDelete(let guild, _): guild
        case .memberAdd(let guild, _), .memberUpdate(let guild, _), .memberRemove(let guild, _): guild
        case .messageCreate(let message), .messageUpdate(let message), .messageDelete(let message): message.guildID
        case .messageDeleteBulk(let messages): messages.first?.guildID
        case .reactionAdd(let vote), .reactionRemove(let vote): vote.guildID
        case .reactionsCleared(let message), .emojiCleared(let message, _): message.guildID
        case .interaction(let interaction): interaction.guildID
        case .threadCreate(let channel), .threadUpdate(let channel), .threadDelete(let channel),
            .threadMembersUpdate(let channel, _), .threadListSync(let channel):
            channel.guildID
        }
    }

    private func guildEvent(_ event: WorldEvent, _ intents: Intents, _ largeThreshold: Int) -> GatewayEvent? {
        switch event {
        case .guildCreate(let id):
            guard let guild = guilds[id], !guild.botRemoved else { return nil }
            return GatewayEvent(name: "GUILD_CREATE", data: createJSON(guild, intents, largeThreshold), guildID: id)
        case .guildUpdate(let id):
            guard let guild = guilds[id] else { return nil }
            return GatewayEvent(name: "GUILD_UPDATE", data: json(guild), guildID: id)
        case .guildDelete(let id, let unavailable):
            return GatewayEvent(
                name: "GUILD_DELETE", data: unavailable ? ["id": .id(id), "unavailable": true] : ["id": .id(id)],
                guildID: id)
        case .channelCreate(let channel): return channelEvent("CHANNEL_CREATE", channel)
        case .channelUpdate(let channel): return channelEvent("CHANNEL_UPDATE", channels[channel.id] ?? channel)
        case .channelDelete(let channel): return channelEvent("CHANNEL_DELETE", channel)
        case .roleCreate(let guild, let role): return roleEvent("GUILD_ROLE_CREATE", guild, role)
        case .roleUpdate(let guild, let role): return roleEvent("GUILD_ROLE_UPDATE", guild, role)
        case .roleDelete(let guild, let role):
            return GatewayEvent(
                name: "GUILD_ROLE_DELETE", data: ["guild_id": .id(guild), "role_id": .id(role)], guildID: guild)
        default: return nil
        }
    }

    private func channelEvent(_ name: String, _ channel: Sandbox.Channel) -> GatewayEvent? {
        guard guilds[channel.guildID]?.botRemoved == false else { return nil }
        return GatewayEvent(name: name, data: gatewayJSON(channel), guildID: channel.guildID)
    }

    private func roleEvent(_ name: String, _ guild: ID, _ role: Sandbox.Role) -> GatewayEvent {
        GatewayEvent(name: name, data: ["guild_id": .id(guild), "role": json(role)], guildID: guild)
    }

    /// The data of GUILD_CREATE. It lists only the bot as a member; with the presences intent all, up to the threshold of
    /// the session.
    func createJSON(_ guild: Sandbox.Guild, _ intents: Intents, _ largeThreshold: Int) -> JSON {
        var data = json(guild)
        let memberList = members[guild.id]
        let count = memberList?.count ?? 0
        let everybody = intents.contains(.guildPresences) && count <= largeThreshold
        let shown =
            everybody ? memberList?.page(after: nil, limit: count) ?? [] : [memberList?[botID]].compactMap(\.self)
        data["joined_at"] = .string(Timestamp.text(guild.joinedAt))
        data["large"] = .bool(count > largeThreshold)
        data["unavailable"] = false
        data["member_count"] = .int(count)
        data["members"] = .array(shown.map { json($0) })
        data["channels"] = .array(channels(of: guild.id).map { gatewayJSON($0) })
        data["threads"] = .array(activeThreads(of: guild.id).map { json($0) })
        for key in [
            "voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds",
        ] { data[key] = [] }
        return data
    }

    private func memberEvent(_ event: WorldEvent, _ intents: Intents) -> GatewayEvent? {
        switch event {
        case .memberAdd(let guild, let member) where intents.contains(.guildMembers):
            return memberEvent("GUILD_MEMBER_ADD", guild, member)
        case .memberUpdate(let guild, let member) where intents.contains(.guildMembers) || member.id == botID:
            return memberEvent("GUILD_MEMBER_UPDATE", guild, member)
        case .memberRemove(let guild, let user) where intents.contains(.guildMembers):
            return GatewayEvent(
                name: "GUILD_MEMBER_REMOVE", data: ["guild_id": .id(guild), "user": userJSON(user)], guildID: guild)
        default: return nil
        }
    }

    private func memberEvent(_ name: String, _ guild: ID, _ member: Sandbox.Member) -> GatewayEvent {
        var data = json(member)
        data["guild_id"] = .id(guild)
        return GatewayEvent(name: name, data: data, guildID: guild)
    }
}

extension WorldEvent {
    fileprivate var isAboutAvailability: Bool {
        switch self {
        case .guildCreate, .guildDelete: true
        default: false
        }
    }
}
