import Foundation

/// A set of Discord permissions; a decimal string in JSON. Unknown bits below 64 survive.
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
    /// Read who changed what in the guild.
    package static let viewAuditLog = Permissions(rawValue: 1 << 7)
    /// See a channel.
    package static let viewChannel = Permissions(rawValue: 1 << 10)
    /// Write in a channel.
    package static let sendMessages = Permissions(rawValue: 1 << 11)
    /// Delete other people's messages.
    package static let manageMessages = Permissions(rawValue: 1 << 13)
    /// Send cards.
    package static let embedLinks = Permissions(rawValue: 1 << 14)
    /// Send files.
    package static let attachFiles = Permissions(rawValue: 1 << 15)
    /// Read earlier messages. Without it lists of messages are empty, not refused.
    package static let readMessageHistory = Permissions(rawValue: 1 << 16)
    /// Read the text of a voice channel.
    package static let connect = Permissions(rawValue: 1 << 20)
    /// Archive, lock and delete threads.
    package static let manageThreads = Permissions(rawValue: 1 << 34)
    /// Start a thread that all can see.
    package static let createPublicThreads = Permissions(rawValue: 1 << 35)
    /// Write in a thread. Takes the place of `sendMessages` there.
    package static let sendMessagesInThreads = Permissions(rawValue: 1 << 38)
    /// Everything.
    package static let all = Permissions(rawValue: .max)

    /// The lowest 64 bits of a decimal number of any length; nil for anything else.
    package init?(decimal text: String) {
        guard (1...100).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        // Modulo 2^64, which leaves the lowest 64 bits as they are.
        rawValue = text.utf8.reduce(0) { $0 &* 10 &+ UInt64($1 - 48) }
    }

    /// Reads a decimal string of any length, or a number. Bits from 64 on are ignored.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self), let bits = Permissions(decimal: text) {
            self = bits
        } else if let number = try? container.decode(Decimal.self), let bits = Permissions(decimal: "\(number)") {
            self = bits
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
