import Foundation

extension RESTClient {
    /// GET /gateway/bot: where to connect, and how many identifies are left. Throws `GatewayFatal.tokenRefused` when
    /// Discord refuses the token, else `RESTError`.
    public func gatewayAddress() async throws -> (url: String, budget: IdentifyBudget) {
        do {
            let response = try await perform(.gatewayBot, priority: .reply)
            let answer = try JSONDecoder().decode(GatewayBot.self, from: Data(response.body))
            let limit = answer.session_start_limit
            return (
                answer.url,
                IdentifyBudget(remaining: limit.remaining, resetAfter: .milliseconds(limit.reset_after))
            )
        } catch let error as RESTError where error.kind == .unauthorized {
            throw GatewayFatal.tokenRefused
        }
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct GatewayBot: Decodable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        struct Limit: Decodable {
            var remaining: Int
            var reset_after: Int
        }
        var url: String
        var session_start_limit: Limit
    }
}
