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
                    total: limit.total ?? 1000, remaining: limit.remaining,
                    resetAfter: .milliseconds(limit.reset_after), maxConcurrency: limit.max_concurrency ?? 1)
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

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct GatewayBot: Decodable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        struct Limit: Decodable {
            var total: Int?
            var remaining: Int
            var reset_after: Int
            var max_concurrency: Int?
        }
        var url: String
        var session_start_limit: Limit
    }
}
