/// Why the gateway closed a connection. Unknown values survive and print.
package struct GatewayCloseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The WebSocket close code.
    package var rawValue: UInt16
    /// Wraps a code.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// What the client can do after a close code. 4004 is no proof against the token: the REST interface is asked.
    /// Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
    package enum Verdict: Sendable, Equatable {
        /// Resume: Discord keeps the session.
        case resume
        /// Identify: the session is over.
        case identify
        /// When it comes twice: do not connect again, the operator has to change a setting first.
        case fatal(GatewayFatal)
    }

    /// What to do after this code; unknown ones mean resume.
    package var verdict: Verdict {
        switch rawValue {
        case 4010: .fatal(.shardInvalid)
        case 4011: .fatal(.shardingRequired)
        case 4012: .fatal(.versionRefused)
        case 4013: .fatal(.intentsInvalid)
        case 4014: .fatal(.intentsDisallowed)
        case 4001, 4003, 4004, 4005, 4007, 4009: .identify
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
    /// 401 from REST, twice.
    case tokenRefused
    /// 4010, twice: there is no such shard, or Discord allows this bot only other numbers of shards.
    case shardInvalid
    /// 4011, twice: the bot is in too many guilds for its shards.
    case shardingRequired
    /// GET /gateway/bot recommends more shards than the one that asks. Ends the connection, not the program.
    case shardsRecommended(GatewayBot)
    /// 4012, twice: Discord no longer supports gateway v10.
    case versionRefused
    /// 4013, twice: Discord does not know the intents.
    case intentsInvalid
    /// 4014, twice: a privileged intent is not switched on.
    case intentsDisallowed
    /// GET /gateway/bot answered twice with an address that may not get the token.
    case untrustedAddress(String)

    /// Whether both are the same, whatever the address.
    func isSameKind(as other: GatewayFatal) -> Bool {
        if case .untrustedAddress = self, case .untrustedAddress = other { return true }
        return self == other
    }

    /// The cause and the cure in one sentence.
    package var description: String {
        switch self {
        case .tokenRefused:
            "Discord refused the token. Reset it in the Developer Portal (Bot → Reset Token) and store the new one."
        case .shardInvalid:
            "Discord does not accept the shard: very large bots need a multiple of the number that Discord assigns. Set `shards` "
                + "to \"auto\", or to a number that `dreambot check` names."
        case .shardingRequired:
            "Discord requires more shards for this bot: it allows at most 2,500 guilds in each. Set `shards` to \"auto\" or "
                + "to a higher number."
        case .shardsRecommended(let bot): "Discord recommends \(bot.shards) shards."
        case .versionRefused: "Discord no longer accepts gateway version 10; a newer dreambot is needed."
        case .intentsInvalid: "Discord does not know the intents that were asked for; a newer dreambot is needed."
        case .intentsDisallowed:
            "Discord disallows the intents. Switch on \"Server Members Intent\" and \"Message Content Intent\" in the "
                + "Developer Portal (Bot → Privileged Gateway Intents)."
        case .untrustedAddress(let address):
            "The API answered with the gateway address \(OutsideText(address, limit: 200).quoted), which is neither "
                + "Discord's over wss nor the configured API's; the token is not sent there."
        }
    }
}
