/// What the bot's messages of an order are made of.
struct BotMessageTemplates: Sendable {
    let order: Sandbox.BotMessages
    /// In the form of answers.
    private let embeds: [JSON]
    /// Messages made so far.
    private var count = 0

    /// The embeds have been validated.
    init(_ order: Sandbox.BotMessages) {
        self.order = order
        embeds = order.embeds.compactMap { try? EmbedForm.read([$0]).first }
    }

    /// The next message; `member` is the human whose turn it is.
    mutating func next(_ member: Sandbox.User) -> World.Draft {
        count += 1
        var draft = World.Draft()
        if !order.texts.isEmpty { draft.content = filled(order.texts[(count - 1) % order.texts.count], member) }
        if !embeds.isEmpty { draft.embeds = [filled(embeds[(count - 1) % embeds.count], member)] }
        return draft
    }

    private func filled(_ text: String, _ member: Sandbox.User) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return text.replacing("{number}", with: String(count)).replacing("{member}", with: member.id.description)
            .replacing("{name}", with: member.displayName ?? member.name)
    }

    private func filled(_ json: JSON, _ member: Sandbox.User) -> JSON {
        switch json {
        case .string(let text): .string(filled(text, member))
        case .array(let values): .array(values.map { filled($0, member) })
        case .object(let pairs): .object(pairs.map { JSON.Pair($0.key, filled($0.value, member)) })
        default: json
        }
    }
}

extension World {
    /// Writes the bot's messages of an order in a guild; nil when the guild has no such channel or no humans.
    mutating func write(_ templates: inout BotMessageTemplates, in guild: ID) -> Sandbox.WrittenMessages? {
        let order = templates.order
        guard order.count > 0, let channel = channel(named: order.channel, in: guild) else { return nil }
        let humans = (members[guild]?.ids.all ?? []).filter { users[$0]?.isBot == false }
        guard !humans.isEmpty else { return nil }
        var written = Sandbox.WrittenMessages(guild: guild, channel: channel.id)
        for place in 0..<order.count {
            guard let member = users[humans[place % humans.count]] else { continue }
            let message = addMessage(templates.next(member), by: botID, in: channel)
            written.messages.append(message.id)
            written.members.append(member.id)
            guard let emoji = order.emoji else { continue }
            for user in [botID] + humans.prefix(order.votes) {
                _ = addReaction(emoji, by: user, kind: .normal, to: message.id, in: channel.id)
            }
        }
        return written
    }
}
