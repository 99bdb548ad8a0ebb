import Discord

/// Changes of messages, threads, direct messages and files.
extension DiscordGuildPort {
    /// As `GuildPort` says.
    package func editMessage(
        _ message: Snowflake, in channel: Snowflake, _ edit: MessageEdit
    ) async throws(PortError) {
        _ = try await call(.editMessage(channel, message), body: try body(edit, edit.files))
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct ThreadBody: Encodable {
        var name: String
        var auto_archive_duration: ThreadPatience
    }

    /// As `GuildPort` says.
    package func startThread(
        under message: Snowflake, in channel: Snowflake, name: String, patience: ThreadPatience
    ) async throws(PortError) -> Snowflake {
        let thread = ThreadBody(name: name, auto_archive_duration: patience)
        do {
            _ = try await call(.startThread(channel, message), body: .json(try encode(thread)))
        } catch {
            guard error.code == .threadExists else { throw error }
        }
        return message
    }

    /// As `GuildPort` says.
    package func lockThread(_ thread: Snowflake) async throws(PortError) {
        let closed = ThreadChange(archived: true, locked: true)
        do {
            try await change(thread, closed)
        } catch {
            // An archived thread takes no other change than to be opened.
            guard error.code == .threadArchived else { throw error }
            try await change(thread, ThreadChange(archived: false))
            try await change(thread, closed)
        }
    }

    private func change(_ thread: Snowflake, _ change: ThreadChange) async throws(PortError) {
        _ = try await call(.modifyChannel(thread), body: .json(try encode(change)))
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct Recipient: Encodable { var recipient_id: Snowflake }

    /// As `GuildPort` says.
    package func directMessage(_ message: NewMessage, to user: Snowflake) async throws(PortError) -> Snowflake {
        let channel: Posted
        do {
            channel = try decode(try await call(.createDM, body: .json(try encode(Recipient(recipient_id: user)))))
        } catch {
            // The channel is not seen before a message is in it.
            guard error.kind == .uncertain else { throw error }
            throw PortError(.unreachable, error.description, code: error.code)
        }
        return try await post(message, in: channel.id)
    }

    /// As `GuildPort` says.
    package func fetchAttachment(_ attachment: MessageAttachment, limit: Int) async throws(PortError) -> [UInt8] {
        try await bytes(of: attachment, limit: limit)
    }
}
