/// A set of Discord permissions; a decimal string in JSON. Unknown bits survive.
public struct Permissions: OptionSet, Hashable, Sendable, Codable {
    /// The bits.
    public let rawValue: UInt64
    /// Makes a set from its bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// Bypasses channel overwrites and grants everything.
    public static let administrator = Permissions(rawValue: 1 << 3)
    /// Create, edit and delete channels.
    public static let manageChannels = Permissions(rawValue: 1 << 4)
    /// "Manage Server".
    public static let manageGuild = Permissions(rawValue: 1 << 5)
    /// Add an emoji nobody has used on the message yet.
    public static let addReactions = Permissions(rawValue: 1 << 6)
    /// See a channel.
    public static let viewChannel = Permissions(rawValue: 1 << 10)
    /// Write in a channel.
    public static let sendMessages = Permissions(rawValue: 1 << 11)
    /// Delete other people's messages.
    public static let manageMessages = Permissions(rawValue: 1 << 13)
    /// Send cards.
    public static let embedLinks = Permissions(rawValue: 1 << 14)
    /// Read messages that were there before. Without it lists are empty, not refused.
    public static let readMessageHistory = Permissions(rawValue: 1 << 16)
    /// Everything.
    public static let all = Permissions(rawValue: .max)

    /// Reads a decimal string or a number.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self), let value = UInt64(text) {
            rawValue = value
        } else {
            rawValue = try container.decode(UInt64.self)
        }
    }

    /// Writes a decimal string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(String(rawValue))
    }
}
