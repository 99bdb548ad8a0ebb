/// The world in the form that a page is sent: Discord's objects, with the users behind each reaction.
extension World {
    /// Members of one guild that a page is sent.
    static let pageMemberLimit = 1000

    /// A guild in the list of guilds.
    func pageHead(_ guild: Sandbox.Guild) -> JSON {
        [
            "id": .id(guild.id), "name": .string(guild.name), "unavailable": .bool(guild.isUnavailable),
            "bot_removed": .bool(guild.botRemoved),
        ]
    }

    /// A guild with everything in it but messages.
    func pageDetails(_ guild: Sandbox.Guild) -> JSON {
        var json = pageHead(guild)
        json["owner_id"] = .id(guild.ownerID)
        json["roles"] = .array(guild.roles.map { self.json($0) })
        let threads = channels.all(of: guild.id).filter(\.isThread).sorted { $0.id < $1.id }
        json["channels"] = .array((channels(of: guild.id) + threads).map { pageChannel($0) })
        let members = members[guild.id] ?? MemberList()
        json["member_count"] = .int(members.count)
        json["members"] = .array(members.page(after: nil, limit: Self.pageMemberLimit).map { pageMember($0, guild.id) })
        return json
    }

    func pageChannel(_ channel: Sandbox.Channel) -> JSON {
        var json = json(channel)
        json["bot_sees"] = .bool(botSees(channel))
        return json
    }

    func pageMember(_ member: Sandbox.Member, _ guild: ID) -> JSON {
        var json = json(member)
        json["guild_id"] = .id(guild)
        json["locale"] = .text(users[member.id]?.locale)
        json["moderates"] = .bool(permissions(of: member.id, inGuild: guild).contains(.manageGuild))
        return json
    }

    func pageMessage(_ message: Sandbox.Message) -> JSON {
        var json = json(message, readable: true)
        json["guild_id"] = .id(message.guildID)
        json["reactions"] = .array(
            message.reactions.map { reaction in
                ["emoji": reaction.emoji.json, "users": .ids(reaction.normal), "burst": .ids(reaction.burst)]
            })
        return json
    }

    func pageAnswers(_ interaction: Interaction) -> JSON {
        [
            "interaction": .id(interaction.id), "channel_id": .id(interaction.channelID),
            "user_id": .id(interaction.userID), "state": .string("\(interaction.state)"),
            "at": .string(Timestamp.text(interaction.createdAt)), "name": interaction.data["name"] ?? .null,
            "messages": .array(interaction.ephemeral.map { pageMessage($0) }), "form": interaction.form ?? .null,
        ]
    }

    /// The registered commands: global ones first, then those of guilds.
    var pageCommands: JSON {
        .array(
            commands.sorted { ($0.key.guildID?.rawValue ?? 0) < ($1.key.guildID?.rawValue ?? 0) }.flatMap(\.value))
    }

    /// The state of a part, or a note that it is gone. nil when there is nothing to tell.
    func pageJSON(_ item: PageItem) -> JSON? {
        switch item {
        case .guild(let id): guilds[id].map { ["guild": pageDetails($0)] } ?? ["guild_gone": ["id": .id(id)]]
        case .channel(let id, let guild):
            channels[id].map { ["channel": pageChannel($0)] }
                ?? ["channel_gone": ["id": .id(id), "guild_id": .id(guild)]]
        case .member(let id, let guild):
            members[guild]?[id].map { ["member": pageMember($0, guild)] }
                ?? ["member_gone": ["id": .id(id), "guild_id": .id(guild)]]
        case .message(let id, let channel):
            logs[channel]?[id].map { ["message": pageMessage($0)] }
                ?? ["message_gone": ["id": .id(id), "channel_id": .id(channel)]]
        case .answers(let id): interactions[id].map { ["answers": pageAnswers($0)] }
        case .direct(let id): channels[id].map { ["direct": json($0)] }
        case .commands: ["commands": pageCommands]
        case .bot: nil
        }
    }
}

extension Sandbox {
    /// The text of a delivery to a page.
    func pageText(_ delivery: Pages.Delivery) -> String {
        var json: JSON = [:]
        if let items = delivery.items {
            json["items"] = .array(
                items.compactMap { $0 == .bot ? ["bot": botJSON] : world.pageJSON($0) })
        } else {
            json["all"] = [
                "token": .string(browserGuard.token), "bot": botJSON, "commands": world.pageCommands,
                "guilds": .array(guilds.map { world.pageHead($0) }), "has_story": .bool(configuration.story != nil),
                "direct": .array(world.channels.values.filter(\.isDirect).map { world.json($0) }),
            ]
        }
        json["traffic"] = .array(delivery.traffic.map(\.json))
        json["log"] = .array(delivery.lines.map { ["n": .int($0.number), "text": .string($0.text)] })
        return json.serialized
    }

    /// The bot's account, its connection, and its process if the sandbox runs it.
    var botJSON: JSON {
        [
            "user": world.userJSON(world.botID), "connected": .bool(isGatewayConnected),
            "process": bot.map { $0.json } ?? .null,
        ]
    }

    /// A channel's messages before one of them or the newest ones, oldest first, with the hidden answers among them.
    func pageMessages(in channel: ID, before: ID?, limit: Int) -> JSON {
        let page = world.logs[channel]?.page(before.map { .before($0) } ?? .newest, limit: limit) ?? []
        let oldest = page.last?.id ?? ID(rawValue: 0)
        let hidden = world.interactions.values.filter { interaction in
            interaction.channelID == channel && interaction.id > oldest && before.map { interaction.id < $0 } ?? true
                && !interaction.ephemeral.isEmpty
        }
        return [
            "messages": .array(page.reversed().map { world.pageMessage($0) }),
            "answers": .array(hidden.sorted { $0.id < $1.id }.map { world.pageAnswers($0) }),
            "more": .bool(page.count == limit),
        ]
    }
}
