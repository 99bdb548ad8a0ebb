import Discord
import Foundation

/// A wish as a file holds it: the predecessor's record, or a line of our own export.
///
/// Ids may be strings or numbers; `created_at` may be ISO 8601 or seconds since 1970.
struct ForeignWish: Decodable, Sendable {
    var messageID: Snowflake?
    var kind: WishKind
    var authorID: Snowflake
    var text: String
    var guildID: Snowflake
    var channelID: Snowflake?
    var channelName: String?
    var votes: Int
    var state: WishState
    var grantedAt: Date?
    var grantedBy: Snowflake?
    var grantedNotes: String?
    var createdAt: Date
    var cardID: String?

    enum CodingKeys: String, CodingKey {
        case votes, status
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
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        messageID = try container.decodeIfPresent(Snowflake.self, forKey: .messageID)
        kind = try Self.word(container, .kind)
        authorID = try container.decode(Snowflake.self, forKey: .authorID)
        text = try container.decode(String.self, forKey: .text)
        guildID = try container.decode(Snowflake.self, forKey: .guildID)
        channelID = try container.decodeIfPresent(Snowflake.self, forKey: .channelID)
        channelName = try container.decodeIfPresent(String.self, forKey: .channelName)
        votes = max(0, try container.decodeIfPresent(Int.self, forKey: .votes) ?? 0)
        state = try container.contains(.status) ? Self.word(container, .status) : .active
        grantedAt = try container.decodeIfPresent(FlexibleDate.self, forKey: .grantedAt)?.date
        grantedBy = try container.decodeIfPresent(Snowflake.self, forKey: .grantedBy)
        grantedNotes = try container.decodeIfPresent(String.self, forKey: .grantedNotes)
        createdAt = try container.decode(FlexibleDate.self, forKey: .createdAt).date
        cardID = try container.decodeIfPresent(String.self, forKey: .cardID)
        try settleChannelName()
    }

    /// The predecessor keeps a channel wish as `NAME: PURPOSE` in one field.
    private mutating func settleChannelName() throws {
        guard kind == .channel, channelName == nil else { return }
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
            throw Unreadable("\(key.rawValue) is \"\(text ?? "")\", known are \(valid)")
        }
        return word
    }

    /// Why a record is not a wish.
    struct Unreadable: Error, CustomStringConvertible {
        let description: String
        init(_ description: String) { self.description = description }
    }
}

/// A time as ISO 8601 (with or without fractions or zone) or as seconds since 1970.
struct FlexibleDate: Decodable {
    let date: Date

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let seconds = try? container.decode(Double.self) {
            date = Date(timeIntervalSince1970: seconds)
            return
        }
        let text = try container.decode(String.self)
        guard let date = Self.parse(text) else {
            throw ForeignWish.Unreadable("\"\(text)\" is not a time (ISO 8601, or seconds since 1970)")
        }
        self.date = date
    }

    static func parse(_ text: String) -> Date? {
        // Python's isoformat() writes no zone for naive times; the predecessor meant UTC.
        let hasZone = text.hasSuffix("Z") || text.dropFirst(10).contains { $0 == "+" || $0 == "-" }
        let zoned = (hasZone ? text : text + "Z").replacing(" ", with: "T", maxReplacements: 1)
        let whole = Date.ISO8601FormatStyle()
        if let date = try? whole.parse(zoned) { return date }
        // Microseconds are more than the parser takes: three digits are as much as the database keeps.
        guard let dot = zoned.firstIndex(of: ".") else { return nil }
        let digits = zoned[dot...].dropFirst().prefix { $0.isNumber }
        let rest = zoned[dot...].dropFirst(1 + digits.count)
        let milliseconds = (digits + "000").prefix(3)
        return (try? whole.parse(String(zoned[..<dot] + rest)))?
            .addingTimeInterval((Double(milliseconds) ?? 0) / 1000)
    }
}
