import Discord
import Foundation

/// A wish as a file holds it: the predecessor's record, or one of our own export.
struct ForeignWish: Decodable, Sendable {
    var messageID: Snowflake?
    var kind: WishKind
    var authorID: Snowflake
    var text: String
    var guildID: Snowflake
    var channelID: Snowflake?
    var channelName: String?
    /// As in the file. The predecessor counted by events, which can lead below zero.
    var votes: Int
    var state: WishState
    var grantedAt: FileTime?
    var grantedBy: Snowflake?
    var grantedNotes: String?
    var createdAt: FileTime
    // Only in our own export:
    var cardID: String?
    var authorName: String?
    var commandID: Snowflake?
    var confirmedAt: FileTime?
    var madeChannelID: Snowflake?
    var history: [WishPart.Event]
    var manifestation: WishPart.Manifestation?
    var refusal: WishPart.Refusal?
    var voteEmoji: String?

    enum CodingKeys: String, CodingKey {
        case votes, status, history, manifestation, refusal
        case messageID = "message_id"
        case kind = "type"
        case authorID = "author_id"
        case text = "description"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case channelName = "channel_name"
        case grantedAt = "granted_at"
        case grantedBy = "granted_by"
        case grantedNotes = "granted_notes"
        case createdAt = "created_at"
        case cardID = "card_id"
        case authorName = "author_name"
        case commandID = "command_id"
        case confirmedAt = "confirmed_at"
        case madeChannelID = "made_channel_id"
        case voteEmoji = "vote_emoji"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func id(_ key: CodingKeys) throws -> Snowflake? {
            try container.decodeIfPresent(FileID.self, forKey: key)?.snowflake
        }
        messageID = try id(.messageID)
        kind = try Self.word(container, .kind)
        authorID = try container.decode(FileAuthor.self, forKey: .authorID).snowflake
        text = try container.decode(String.self, forKey: .text)
        guard text.utf8.count <= 10 * FileLimits.text else { throw Unreadable("its text is too long") }
        guildID = try container.decode(FileID.self, forKey: .guildID).snowflake
        channelID = try id(.channelID)
        channelName = try container.decodeIfPresent(String.self, forKey: .channelName)?.cut(to: 2 * FileLimits.name)
        votes = try container.decodeIfPresent(Int.self, forKey: .votes) ?? 0
        state = try container.contains(.status) ? Self.word(container, .status) : .active
        grantedAt = try container.decodeIfPresent(FileTime.self, forKey: .grantedAt)
        grantedBy = try id(.grantedBy)
        grantedNotes = try container.decodeIfPresent(String.self, forKey: .grantedNotes)?.cut(to: FileLimits.text)
        createdAt = try container.decode(FileTime.self, forKey: .createdAt)
        cardID = try container.decodeIfPresent(String.self, forKey: .cardID)
        guard cardID.map(Self.isCardID) ?? true else { throw Unreadable("card_id is not one of this bot's") }
        authorName = try container.decodeIfPresent(String.self, forKey: .authorName)?.cut(to: FileLimits.name)
        commandID = try id(.commandID)
        confirmedAt = try container.decodeIfPresent(FileTime.self, forKey: .confirmedAt)
        madeChannelID = try id(.madeChannelID)
        history = try container.decodeIfPresent([WishPart.Event].self, forKey: .history) ?? []
        manifestation = try container.decodeIfPresent(WishPart.Manifestation.self, forKey: .manifestation)
        refusal = try container.decodeIfPresent(WishPart.Refusal.self, forKey: .refusal)
        voteEmoji = try container.decodeIfPresent(String.self, forKey: .voteEmoji)?.cut(to: FileLimits.name)
        guard history.count <= FileLimits.history else { throw Unreadable("its history is too long") }
        guard votes <= FileLimits.count.upperBound else { throw Unreadable("votes: \(votes) is out of range") }
        try settleChannelName()
    }

    /// Whether a footer can hold it: one word of visible ASCII.
    static func isCardID(_ text: String) -> Bool {
        (1...FileLimits.name).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    /// The predecessor keeps a channel wish as `NAME: PURPOSE` in one field.
    private mutating func settleChannelName() throws {
        guard kind == .channel else {
            channelName = nil
            return
        }
        if let given = channelName {
            let name = ChannelName.normalized(given)
            guard !name.isEmpty else { throw Unreadable("its channel name is empty") }
            channelName = name
            return
        }
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = ChannelName.normalized(String(parts[0]))
        guard !name.isEmpty else { throw Unreadable("its channel name is empty") }
        channelName = name
        if parts.count == 2 { text = parts[1].trimmingCharacters(in: .whitespacesAndNewlines) }
    }

    private static func word<Word: RawRepresentable & CaseIterable>(
        _ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys
    ) throws -> Word where Word.RawValue == String {
        let text = try container.decodeIfPresent(String.self, forKey: key)
        if text == nil, let active = Word(rawValue: "active") { return active }
        guard let word = Word(rawValue: (text ?? "").lowercased()) else {
            let valid = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw Unreadable("\(key.rawValue) is \(OutsideText(text ?? "").quoted), known are \(valid)")
        }
        return word
    }

    /// Why a record cannot be read as a wish.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }

        /// The reason with the key of the value before it.
        init(_ description: String, _ container: any SingleValueDecodingContainer) {
            let name = container.codingPath.last { $0.intValue == nil }?.stringValue
            self.description = (name.map { $0 + ": " } ?? "") + description
        }
    }
}
