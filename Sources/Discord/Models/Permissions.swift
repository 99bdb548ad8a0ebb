/// A set of Discord permissions; a decimal string in JSON. Unknown bits survive.
/// Source: https://docs.discord.com/developers/topics/permissions
package struct Permissions: OptionSet, Hashable, Sendable, Codable {
    /// The bits.
    package let rawValue: UInt64
    /// Makes a set from its bits.
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Bypasses channel overwrites and grants everything.
    package static let administrator = Permissions(rawValue: 1 << 3)
    /// Create, edit and delete channels.
    package static let manageChannels = Permissions(rawValue: 1 << 4)
    /// "Manage Server".
    package static let manageGuild = Permissions(rawValue: 1 << 5)
    /// Add a new emoji to the reactions of a message.
    package static let addReactions = Permissions(rawValue: 1 << 6)
    /// See a channel.
    package static let viewChannel = Permissions(rawValue: 1 << 10)
    /// Write in a channel.
    package static let sendMessages = Permissions(rawValue: 1 << 11)
    /// Delete other people's messages.
    package static let manageMessages = Permissions(rawValue: 1 << 13)
    /// Send cards.
    package static let embedLinks = Permissions(rawValue: 1 << 14)
    /// Read earlier messages. Without it lists of messages are empty, not refused.
    package static let readMessageHistory = Permissions(rawValue: 1 << 16)
    /// Everything.
    package static let all = Permissions(rawValue: .max)

    /// Reads a decimal string or a number.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self), let value = UInt64(text) {
            rawValue = value
        } else {
            rawValue = try container.decode(UInt64.self)
        }
    }

    /// Writes a decimal string.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(rawValue))
    }
}
