import Discord
import Wishes

/// Changes of messages, threads, direct messages and files.
extension FakeDiscord {
    /// As `GuildPort` says.
    package func editMessage(
        _ message: Snowflake, in channel: Snowflake, _ edit: MessageEdit
    ) async throws(PortError) {
        try await perform(.editMessage(message)) { [me] world throws(PortError) in
            guard var standing = try Self.visible(channel, world)[message] else {
                throw PortError(.messageGone, "Unknown Message")
            }
            guard standing.message.authorID == me else {
                throw PortError(
                    .forbidden, "Cannot edit a message authored by another user", code: APIErrorCode(rawValue: 50005))
            }
            if let left = world.editsLeft {
                guard left > 0 else { throw PortError(.tooManyEdits, "Too many edits", code: .tooManyOldEdits) }
                world.editsLeft = left - 1
            }
            world.edits.append((message, edit))
            standing.message.change(by: edit)
            world.channels[channel]?[message] = standing
        }
    }

    /// As `GuildPort` says. The thread is a channel of its own, which is not among those of the guild.
    package func startThread(
        under message: Snowflake, in channel: Snowflake, name: String, patience: ThreadPatience
    ) async throws(PortError) -> Snowflake {
        try await perform(.startThread(message)) { world throws(PortError) in
            guard try Self.visible(channel, world)[message] != nil else {
                throw PortError(.messageGone, "Unknown Message")
            }
            guard !world.muted.contains(channel) else {
                throw PortError(.forbidden, "Missing Permissions", code: .missingPermissions)
            }
            if world.threads[message] == nil {
                world.threads[message] = name
                world.channels[message] = [:]
            }
            return message
        }
    }

    /// As `GuildPort` says.
    package func lockThread(_ thread: Snowflake) async throws(PortError) {
        try await perform(.lockThread(thread)) { world throws(PortError) in
            guard world.threads[thread] != nil else { throw PortError(.channelGone, "Unknown Channel") }
            world.lockedThreads.insert(thread)
        }
    }

    /// As `GuildPort` says.
    package func directMessage(_ message: NewMessage, to user: Snowflake) async throws(PortError) -> Snowflake {
        try await perform(.directMessage(user)) { world throws(PortError) in
            guard !world.withoutDirectMessages.contains(user) else {
                throw PortError(.forbidden, "Cannot send messages to this user", code: .cannotMessageUser)
            }
            world.directMessages[user, default: []].append(message)
            return Self.newID(&world)
        }
    }

    /// As `GuildPort` says.
    package func fetchAttachment(_ attachment: MessageAttachment, limit: Int) async throws(PortError) -> [UInt8] {
        try await perform(.fetchAttachment(attachment.id)) { world throws(PortError) in
            guard let bytes = world.files[attachment.id], bytes.count <= limit else {
                throw PortError(.refused, "the file cannot be fetched")
            }
            return bytes
        }
    }
}

extension PostedMessage {
    /// Takes over what an edit changes.
    fileprivate mutating func change(by edit: MessageEdit) {
        if let content = edit.content { self.content = content }
        if let embeds = edit.embeds {
            self.embeds = embeds
            titles = embeds.compactMap(\.title)
            footers = embeds.compactMap(\.footer?.text)
        }
        if let kept = edit.keptFiles { attachments = attachments.filter { kept.contains($0.id) } }
    }
}
