/// A gateway opcode. Unknown values survive and print.
public struct GatewayOpcode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Discord's number.
    public var rawValue: Int
    /// Wraps a number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// An event.
    public static let dispatch = GatewayOpcode(rawValue: 0)
    /// A sign of life, either way.
    public static let heartbeat = GatewayOpcode(rawValue: 1)
    /// Starts a session.
    public static let identify = GatewayOpcode(rawValue: 2)
    /// Continues a session.
    public static let resume = GatewayOpcode(rawValue: 6)
    /// Discord asks to reconnect and resume.
    public static let reconnect = GatewayOpcode(rawValue: 7)
    /// The session is not (or no longer) valid.
    public static let invalidSession = GatewayOpcode(rawValue: 9)
    /// The first message of a connection.
    public static let hello = GatewayOpcode(rawValue: 10)
    /// The answer to a heartbeat.
    public static let heartbeatACK = GatewayOpcode(rawValue: 11)

    /// The number.
    public var description: String { "op \(rawValue)" }
}

/// The intents a bot can ask for.
public struct GatewayIntents: OptionSet, Sendable, Hashable {
    /// The bits.
    public let rawValue: Int
    /// Makes a set from its bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Guilds, roles and channels.
    public static let guilds = GatewayIntents(rawValue: 1 << 0)
    /// Joins and leaves (privileged: "Server Members Intent").
    public static let guildMembers = GatewayIntents(rawValue: 1 << 1)
    /// Messages.
    public static let guildMessages = GatewayIntents(rawValue: 1 << 9)
    /// Reactions.
    public static let guildMessageReactions = GatewayIntents(rawValue: 1 << 10)
    /// The text of messages (privileged: "Message Content Intent").
    public static let messageContent = GatewayIntents(rawValue: 1 << 15)

    /// Exactly what dreambot needs.
    public static let dreambot: GatewayIntents = [
        .guilds, .guildMembers, .guildMessages, .guildMessageReactions, .messageContent,
    ]
}
