import Foundation

extension RESTClient {
    /// `GET /gateway/bot`: where to connect, and how many identifies are left.
    /// - Throws: `GatewayFatal.tokenRefused` when Discord refuses the token, else `RESTError` or `DecodingError`.
    package func gatewayAddress() async throws -> (url: String, budget: IdentifyBudget) {
        do {
            let response = try await perform(.gatewayBot, for: WorkContext(priority: .reply))
            let answer = try JSONDecoder().decode(GatewayBot.self, from: Data(response.body))
            let limit = answer.session_start_limit
            return (
                answer.url,
                IdentifyBudget(
                    total: (limit.total ?? 1000).clamped(to: 0...1_000_000),
                    remaining: limit.remaining.clamped(to: 0...1_000_000),
                    resetAfter: .milliseconds(limit.reset_after.clamped(to: 0...Self.day)),
                    maxConcurrency: (limit.max_concurrency ?? 1).clamped(to: 1...10_000))
            )
        } catch let error as RESTError where error.kind == .unauthorized {
            throw GatewayFatal.tokenRefused
        }
    }

    /// `GET /users/@me`: the bot's own account.
    /// - Throws: as `gatewayAddress`.
    package func currentUser() async throws -> User {
        do {
            return try JSONDecoder().decode(
                User.self, from: Data(try await perform(.currentUser, for: WorkContext(priority: .reply)).body))
        } catch let error as RESTError where error.kind == .unauthorized {
            throw GatewayFatal.tokenRefused
        }
    }

    /// The longest `reset_after` that is believed, in milliseconds.
    private static let day = 86_400_000

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct GatewayBot: Decodable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        struct Limit: Decodable {
            // swift-format-ignore: AlwaysUseLowerCamelCase
            enum CodingKeys: CodingKey { case total, remaining, reset_after, max_concurrency }

            var total: Int?
            var remaining: Int
            var reset_after: Int
            var max_concurrency: Int?

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                total = container.integer(.total)
                remaining = try container.decode(LenientInteger.self, forKey: .remaining).value
                reset_after = try container.decode(LenientInteger.self, forKey: .reset_after).value
                max_concurrency = container.integer(.max_concurrency)
            }
        }
        var url: String
        var session_start_limit: Limit
    }
}
