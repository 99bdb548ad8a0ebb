/// A gateway opcode. Unknown values survive and print.
/// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes
package struct GatewayOpcode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// Discord's number.
    package var rawValue: Int
    /// Wraps a number.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// An event.
    package static let dispatch = GatewayOpcode(rawValue: 0)
    /// A heartbeat, in either direction.
    package static let heartbeat = GatewayOpcode(rawValue: 1)
    /// Starts a session.
    package static let identify = GatewayOpcode(rawValue: 2)
    /// Resumes a session.
    package static let resume = GatewayOpcode(rawValue: 6)
    /// Discord asks to reconnect and resume.
    package static let reconnect = GatewayOpcode(rawValue: 7)
    /// The session is not, or no longer, valid.
    package static let invalidSession = GatewayOpcode(rawValue: 9)
    /// The first message of a connection.
    package static let hello = GatewayOpcode(rawValue: 10)
    /// The answer to a heartbeat.
    package static let heartbeatACK = GatewayOpcode(rawValue: 11)

    /// The number.
    package var description: String { "op \(rawValue)" }
}

/// The intents a bot can ask for: which events Discord sends.
/// Source: https://docs.discord.com/developers/events/gateway#gateway-intents
package struct GatewayIntents: OptionSet, Sendable, Hashable {
    /// The bits.
    package let rawValue: Int
    /// Makes a set from its bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Guilds, roles and channels.
    package static let guilds = GatewayIntents(rawValue: 1 << 0)
    /// Joins and leaves (privileged: "Server Members Intent").
    package static let guildMembers = GatewayIntents(rawValue: 1 << 1)
    /// Messages.
    package static let guildMessages = GatewayIntents(rawValue: 1 << 9)
    /// Reactions.
    package static let guildMessageReactions = GatewayIntents(rawValue: 1 << 10)
    /// The text of messages (privileged: "Message Content Intent").
    package static let messageContent = GatewayIntents(rawValue: 1 << 15)

    /// The intents that dreambot needs.
    package static let dreambot: GatewayIntents = [
        .guilds, .guildMembers, .guildMessages, .guildMessageReactions, .messageContent,
    ]
}
