import Discord

/// A search for one of the bot's own messages among those after another message, page by page until there is no more.
///
/// One look reads ten pages at most; the next one goes on where it ended. A short page is not believed to be the last.
struct MessageSearch: Sendable {
    /// What a look has found.
    enum Finding: Sendable, Equatable {
        /// This message.
        case found(Snowflake)
        /// The message does not exist: all were seen.
        case absent
        /// There are more messages to look at.
        case unfinished
        /// The history of the channel cannot be read, so nothing is known.
        case unreadable
    }

    /// Pages of one look, of 100 messages each.
    private static let pages = 10

    private let channel: Snowflake
    private let start: Snowflake
    /// Up to here all messages were seen.
    private var position: Snowflake

    init(in channel: Snowflake, after start: Snowflake) {
        (self.channel, self.start, position) = (channel, start, start)
    }

    /// Looks at the next pages. Throws: `PortError`.
    mutating func look(
        with port: any GuildPort, for fits: (PostedMessage) -> Bool
    ) async throws(PortError) -> Finding {
        var isReadable = false
        for _ in 0..<Self.pages {
            let page = try await port.messages(in: channel, after: position, limit: 100)
            if let found = page.first(where: fits) { return .found(found.id) }
            guard let last = page.map(\.id).max(), last > position else {
                // Without Read Message History every page is empty.
                if isReadable { return .absent }
                return try await port.isHistoryReadable(start, in: channel) ? .absent : .unreadable
            }
            (position, isReadable) = (last, true)
        }
        return .unfinished
    }
}
