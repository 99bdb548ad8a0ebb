/// The answer to GET /gateway/bot.
/// Source: https://docs.discord.com/developers/events/gateway#get-gateway-bot
package struct GatewayBot: Sendable, Equatable {
    /// The address to connect to.
    package var url: String
    /// Over how many shards Discord recommends to spread the bot's guilds.
    package var shards: Int
    /// The identifies that are left.
    package var budget: IdentifyBudget

    /// Makes an answer.
    package init(url: String, shards: Int = 1, budget: IdentifyBudget) {
        (self.url, self.shards, self.budget) = (url, shards, budget)
    }
}

extension GatewayBot: Decodable {
    private enum CodingKeys: String, CodingKey {
        case url, shards
        case limit = "session_start_limit"
    }

    private enum LimitKeys: String, CodingKey {
        case total, remaining
        case resetAfter = "reset_after"
        case maxConcurrency = "max_concurrency"
    }

    /// The longest `reset_after` that is believed, in milliseconds.
    private static let day = 86_400_000

    /// Reads Discord's answer; numbers beyond reason are cut to what is possible.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        url = try container.decode(String.self, forKey: .url)
        shards = (container.integer(.shards) ?? 1).clamped(to: 1...100_000)
        let limit = try container.nestedContainer(keyedBy: LimitKeys.self, forKey: .limit)
        let remaining = try limit.decode(LenientInteger.self, forKey: .remaining).value
        let resetAfter = try limit.decode(LenientInteger.self, forKey: .resetAfter).value
        budget = IdentifyBudget(
            total: (limit.integer(.total) ?? 1000).clamped(to: 0...1_000_000),
            remaining: remaining.clamped(to: 0...1_000_000),
            resetAfter: .milliseconds(resetAfter.clamped(to: 0...Self.day)),
            maxConcurrency: (limit.integer(.maxConcurrency) ?? 1).clamped(to: 1...10_000))
    }
}
