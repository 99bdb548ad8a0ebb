/// Many guilds, members and messages at once.
extension World {
    /// Creates the guilds of an order, with their messages.
    mutating func makeGuilds(_ order: Sandbox.BulkOrder) -> Sandbox.BulkResult {
        var result = Sandbox.BulkResult()
        var plan = GuildPlan(
            name: "", humans: order.humans, bots: order.bots, channels: order.channels, categories: order.categories,
            moderators: order.moderators)
        let name = Numbered(order.name)
        var cards = BotMessageTemplates(order.botMessages)
        for number in 1...max(1, order.guilds) where number <= order.guilds {
            (plan.name, plan.id) = (name.text(number), spreadID())
            let guild = addGuild(plan)
            addRoles(order, to: guild.id)
            result.guilds += 1
            result.members += members[guild.id]?.count ?? 0
            if order.messages > 0, let channel = channel(of: order, in: guild.id) {
                result.messages += write(order, in: channel)
            }
            if let written = write(&cards, in: guild.id) {
                result.messages += written.messages.count
                if order.botMessages.isListed { result.written.append(written) }
            }
        }
        return result
    }

    /// Roles that some channels are closed to. They give nothing themselves.
    private mutating func addRoles(_ order: Sandbox.BulkOrder, to guild: ID) {
        guard order.roles > 0 else { return }
        let new = (1...order.roles).map { number in
            Sandbox.Role(id: newID(), name: "Role \(number)", permissions: .everyone, position: number)
        }
        let (count, roles) = (new.count, guilds[guild]?.roles ?? [])
        // The guild's own roles stay above them.
        guilds[guild]?.roles =
            roles.prefix(1) + new
            + roles.dropFirst().map { role in
                var role = role
                role.position += count
                return role
            }
        let overwrites = new.prefix(order.overwrites).map {
            Sandbox.Overwrite(id: $0.id, isMember: false, deny: .sendMessages)
        }
        guard !overwrites.isEmpty else { return }
        for channel in channels.all(of: guild) { channels[channel.id]?.overwrites += overwrites }
    }

    /// Adds the members and messages of an order to a guild that exists.
    mutating func fill(_ guild: ID, _ channel: Sandbox.Channel?, _ order: Sandbox.BulkOrder) -> Sandbox.BulkResult {
        var result = Sandbox.BulkResult()
        for _ in 0..<order.members {
            _ = addMember(nil, isBot: false, to: guild)
            result.members += 1
        }
        if order.messages > 0, let channel { result.messages = write(order, in: channel) }
        return result
    }

    private func channel(of order: Sandbox.BulkOrder, in guild: ID) -> Sandbox.Channel? {
        channel(named: order.channel, in: guild)
    }

    /// The channel for messages with a name; nil: the first.
    func channel(named name: String?, in guild: ID) -> Sandbox.Channel? {
        let all = channels(of: guild).filter(\.kind.hasMessages)
        guard let name else { return all.first }
        return all.first { $0.name == ChannelName.normalized(name, kind: $0.kind) }
    }

    private mutating func write(_ order: Sandbox.BulkOrder, in channel: Sandbox.Channel) -> Int {
        let authors = (members[channel.guildID]?.ids.all ?? []).filter { users[$0]?.isBot == false }
        let texts = order.texts.map(Numbered.init)
        guard !authors.isEmpty, !texts.isEmpty else { return 0 }
        for number in 0..<order.messages {
            let text = texts[number % texts.count].text(number + 1)
            _ = addMessage(Draft(content: text), by: authors[number % authors.count], in: channel)
        }
        return order.messages
    }

    /// An id of a millisecond of its own, a day before the world began: the shard of a guild depends on the millisecond.
    private mutating func spreadID() -> ID {
        spreadIDs += 1
        let began = UInt64(max(0, beganAt.timeIntervalSince1970 * 1000))
        let day: UInt64 = 86_400_000
        let base = began > IDGenerator.epoch + day ? began - IDGenerator.epoch - day : 0
        return ID(rawValue: (base + spreadIDs) << 22)
    }
}

/// A text in which every `#` becomes a number.
private struct Numbered {
    private let parts: [Substring]

    init(_ text: String) {
        parts = text.split(separator: "#", omittingEmptySubsequences: false)
    }

    func text(_ number: Int) -> String { parts.joined(separator: String(number)) }
}
