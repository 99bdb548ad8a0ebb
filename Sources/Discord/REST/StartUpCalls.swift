import Foundation

extension RESTClient {
    /// `GET /gateway/bot`: where to connect, over how many shards, and how many identifies are left.
    /// - Throws: `GatewayFatal.tokenRefused` when Discord refuses the token, else `RESTError` or `DecodingError`.
    package func gatewayBot() async throws -> GatewayBot {
        do {
            let response = try await perform(.gatewayBot, for: WorkContext(priority: .reply))
            return try JSONDecoder().decode(GatewayBot.self, from: Data(response.body))
        } catch let error as RESTError where error.kind == .unauthorized {
            throw GatewayFatal.tokenRefused
        }
    }

    /// `GET /users/@me`: the bot's own account.
    /// - Throws: as `gatewayBot`.
    package func currentUser() async throws -> User {
        do {
            return try JSONDecoder().decode(
                User.self, from: Data(try await perform(.currentUser, for: WorkContext(priority: .reply)).body))
        } catch let error as RESTError where error.kind == .unauthorized {
            throw GatewayFatal.tokenRefused
        }
    }
}
