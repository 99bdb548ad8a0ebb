import Discord

/// What a search of a channel's messages found.
enum SearchFinding<Found: Sendable>: Sendable {
    /// What was looked for.
    case found(Found)
    /// All messages were read; none matches.
    case absent
    /// The history cannot be read, so nothing is proved.
    case unreadable
    /// More messages than were read: it may be among the rest.
    case unfinished
}

extension SearchFinding: Equatable where Found: Equatable {}

/// A search among the messages of a channel above an id, page by page until one matches or a page holds nothing new.
///
/// One look reads ten pages at most; the next one goes on where it ended. What a page holds depends on Discord, so no page
/// is taken for the last because it is short.
///
/// Source: https://docs.discord.com/developers/resources/message#get-channel-messages
struct MessageSearch: Sendable {
    /// Pages of one look, of 100 messages each.
    private static let pages = 10

    private let channel: Snowflake
    private let start: Snowflake
    /// Up to here all messages were read.
    private var position: Snowflake

    init(in channel: Snowflake, after start: Snowflake) {
        (self.channel, self.start, position) = (channel, start, start)
    }

    /// Reads the next pages. Throws: `PortError`.
    mutating func look<Found: Sendable>(
        with port: any GuildPort, for match: (PostedMessage) -> Found?
    ) async throws(PortError) -> SearchFinding<Found> {
        var isReadable = false
        for _ in 0..<Self.pages {
            let page = try await port.messages(in: channel, after: position, limit: 100).sorted { $0.id < $1.id }
            for message in page where message.id > start {
                if let found = match(message) { return .found(found) }
            }
            guard let newest = page.last?.id, newest > position else {
                // Without Read Message History every page is empty.
                if isReadable { return .absent }
                return try await port.isHistoryReadable(start, in: channel) ? .absent : .unreadable
            }
            (position, isReadable) = (newest, true)
        }
        return .unfinished
    }
}

extension GuildPort {
    /// Searches the messages of a channel above an id to the end, at most 20,000. Throws: `PortError`.
    func search<Found: Sendable>(
        in channel: Snowflake, after start: Snowflake, _ match: (PostedMessage) -> Found?
    ) async throws(PortError) -> SearchFinding<Found> {
        var search = MessageSearch(in: channel, after: start)
        for _ in 0..<20 {
            let finding = try await search.look(with: self, for: match)
            guard case .unfinished = finding else { return finding }
        }
        return .unfinished
    }
}
