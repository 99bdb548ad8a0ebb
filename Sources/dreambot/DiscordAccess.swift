import Discord
import Transport

/// Discord's REST interface for a subcommand that needs no gateway.
struct DiscordAccess {
    let rest: RESTClient
    private let loop: NetworkLoop

    /// Sends nothing yet. Throws `TransportError` when the network thread cannot start.
    init(_ configuration: Configuration, token: Secret) throws {
        loop = try NetworkLoop(name: "network")
        rest = RESTClient(
            transport: CurlHTTPTransport(loop: loop),
            configuration: RESTConfiguration(
                baseURL: configuration.apiBaseURL, token: token, version: Version.current),
            logger: configuration.logger().labelled("rest"))
    }

    /// Ends the network thread; calls still running fail.
    func close() { loop.shutdown() }
}
