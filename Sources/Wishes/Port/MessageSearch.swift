import Discord

/// What a search of a channel's messages found.
enum MessageSearch<Found: Sendable>: Sendable {
    /// What was looked for.
    case found(Found)
    /// All messages were read; none matches.
    case absent
    /// The history cannot be read, so nothing is proved.
    case unreadable
    /// More messages than are read: it may be among the rest.
    case unfinished
}

extension GuildPort {
    /// Reads the messages of a channel above an id, page by page, until one matches or a page holds nothing new; at most
    /// 200 pages. What a page holds depends on Discord, so no page is taken for the last because it is short.
    ///
    /// Source: https://docs.discord.com/developers/resources/message#get-channel-messages
    func search<Found: Sendable>(
        in channel: Snowflake, after start: Snowflake, _ match: @Sendable (PostedMessage) -> Found?
    ) async throws(PortError) -> MessageSearch<Found> {
        var last = start
        for _ in 0..<200 {
            let page = try await messages(in: channel, after: last, limit: 100).sorted { $0.id < $1.id }
            for message in page where message.id > start {
                if let found = match(message) { return .found(found) }
            }
            guard let newest = page.last?.id, newest > last else {
                if last > start { return .absent }
                // Without Read Message History every page is empty.
                return try await isHistoryReadable(start, in: channel) ? .absent : .unreadable
            }
            last = newest
        }
        return .unfinished
    }
}
