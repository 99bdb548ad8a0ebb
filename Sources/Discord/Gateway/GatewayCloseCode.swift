/// Why the gateway closed a connection. Unknown values survive and print.
package struct GatewayCloseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The WebSocket close code.
    package var rawValue: UInt16
    /// Wraps a code.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// What the client can do after a close code.
    /// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
    package enum Verdict: Sendable, Equatable {
        /// Resume: Discord keeps the session.
        case resume
        /// Identify: the session is over.
        case identify
        /// Do not connect again: the operator has to change a setting first.
        case fatal(GatewayFatal)
    }

    /// What to do after this code; unknown ones mean resume.
    package var verdict: Verdict {
        switch rawValue {
        case 4004: .fatal(.tokenRefused)
        case 4010, 4011: .fatal(.shardingRequired)
        case 4012: .fatal(.versionRefused)
        case 4013: .fatal(.intentsInvalid)
        case 4014: .fatal(.intentsDisallowed)
        case 4001, 4003, 4005, 4007, 4009: .identify
        default: .resume
        }
    }

    /// The number, and its meaning if that is known.
    package var description: String {
        let meanings: [UInt16: String] = [
            1000: "normal closure", 1001: "going away", 1006: "no close frame", 4000: "unknown error",
            4001: "unknown opcode", 4002: "decode error", 4003: "not authenticated", 4004: "authentication failed",
            4005: "already authenticated", 4007: "invalid sequence", 4008: "rate limited",
            4009: "session timed out", 4010: "invalid shard", 4011: "sharding required",
            4012: "invalid API version", 4013: "invalid intents", 4014: "disallowed intents",
        ]
        return meanings[rawValue].map { "\(rawValue) (\($0))" } ?? "\(rawValue)"
    }
}

/// A problem that only the operator can solve; the connection ends with it.
package enum GatewayFatal: Error, Sendable, Equatable, CustomStringConvertible {
    /// 4004, or 401 from REST.
    case tokenRefused
    /// 4010 or 4011: the bot is in too many guilds for one connection.
    case shardingRequired
    /// 4012: Discord no longer supports gateway v10.
    case versionRefused
    /// 4013: Discord does not know the intents.
    case intentsInvalid
    /// 4014: a privileged intent is not switched on.
    case intentsDisallowed
    /// GET /gateway/bot answered with an address that is neither wss nor on this machine.
    case untrustedAddress(String)

    /// The cause and the cure in one sentence.
    package var description: String {
        switch self {
        case .tokenRefused:
            "Discord refused the token. Reset it in the Developer Portal (Bot → Reset Token) and store the new one."
        case .shardingRequired:
            "Discord requires sharding for this bot (more than 2,500 guilds); dreambot runs one connection only."
        case .versionRefused: "Discord no longer accepts gateway version 10; a newer dreambot is needed."
        case .intentsInvalid: "Discord does not know the intents that were asked for; a newer dreambot is needed."
        case .intentsDisallowed:
            "Discord disallows the intents. Switch on \"Server Members Intent\" and \"Message Content Intent\" in the "
                + "Developer Portal (Bot → Privileged Gateway Intents)."
        case .untrustedAddress(let address):
            "The API answered with the gateway address \(address), which is neither wss nor on this machine; "
                + "the token is not sent there."
        }
    }
}
