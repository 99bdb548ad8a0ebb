import Foundation

/// Changes to messages, after all checks.
extension World {
    /// The properties of a new message.
    struct Draft: Sendable {
        var content = ""
        var embeds: [JSON] = []
        var components: [JSON] = []
        var attachments: [Sandbox.Attachment] = []
        var kind = 0
        var flags = 0
        var nonce: JSON?
        var replyTo: ID?
        var allowed = AllowedMentions.everything
        var interaction: JSON?
    }

    mutating func addMessage(_ draft: Draft, by author: ID, in channel: Sandbox.Channel) -> Sandbox.Message {
        let message = message(from: draft, by: author, in: channel)
        if !message.isEphemeral {
            logs[channel.id, default: MessageLog()].append(message)
            channels[channel.id]?.lastMessageID = message.id
            noteMessage(by: author, inThread: channel.id)
        }
        emit(.messageCreate(message))
        return message
    }

    private mutating func message(from draft: Draft, by author: ID, in channel: Sandbox.Channel) -> Sandbox.Message {
        var message = Sandbox.Message(
            id: newID(), channelID: channel.id, guildID: channel.guildID, authorID: author, content: draft.content,
            embeds: draft.embeds, components: draft.components, attachments: draft.attachments, kind: draft.kind,
            flags: draft.flags, timestamp: now,
            nonce: draft.nonce, replyTo: draft.replyTo, interaction: draft.interaction)
        mention(in: &message, draft.allowed)
        return message
    }

    /// Sets the mentions of a message and whom it pings.
    func mention(in message: inout Sandbox.Message, _ allowed: AllowedMentions) {
        guard message.content.contains("@") || message.replyTo != nil else { return }
        let named = Mentions(in: message.content)
        let memberList = members[message.guildID]
        let roles = guilds[message.guildID]?.roles ?? []
        let channel = channels[message.channelID]
        let mayPingEveryone =
            channel.map { permissions(of: message.authorID, in: $0).contains(.mentionEveryone) } ?? false
        message.mentions = named.users.filter { allowed.allows(user: $0) && memberList?[$0] != nil }
        message.mentionRoles = named.roles.filter { id in
            allowed.allows(role: id) && roles.contains { $0.id == id && ($0.isMentionable || mayPingEveryone) }
        }
        message.mentionsEveryone = named.everyone && allowed.everyone && mayPingEveryone
        if let target = message.replyTo.flatMap({ logs[message.channelID]?[$0] })?.authorID, allowed.repliedUser,
            target != message.authorID, !message.mentions.contains(target)
        {
            message.mentions.append(target)
        }
        message.pinged = Sandbox.Pinged(
            everyone: message.mentionsEveryone, users: message.mentions, roles: message.mentionRoles)
    }

    mutating func editMessage(
        _ id: ID, in channel: ID, mentions allowed: AllowedMentions = .everything,
        _ change: (inout Sandbox.Message) -> Void
    ) -> Sandbox.Message? {
        guard var message = logs[channel]?[id] else { return nil }
        change(&message)
        message.editedAt = now
        mention(in: &message, allowed)
        let edited = message
        _ = logs[channel]?.update(id) { $0 = edited }
        emit(.messageUpdate(edited))
        return edited
    }

    mutating func removeMessage(_ id: ID, from channel: ID) -> Bool {
        guard let message = logs[channel]?.remove(id) else { return false }
        emit(.messageDelete(message))
        return true
    }

    /// Deletes messages with one event; returns how many existed.
    mutating func removeMessages(_ ids: [ID], from channel: ID) -> Int {
        let removed = ids.compactMap { logs[channel]?.remove($0) }
        if !removed.isEmpty { emit(.messageDeleteBulk(removed)) }
        return removed.count
    }
}
