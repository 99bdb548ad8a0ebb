import Discord
import Transport

/// Discord's REST interface for a subcommand that needs no gateway.
struct DiscordAccess {
    let rest: RESTClient
    private let loop: NetworkLoop

    /// Nothing is sent yet.
    init(_ configuration: Configuration, token: Secret) throws {
        loop = try NetworkLoop(name: "network")
        rest = RESTClient(
            transport: CurlHTTPTransport(loop: loop),
            configuration: RESTConfiguration(
                baseURL: configuration.apiBaseURL, token: token, version: Version.current),
            logger: configuration.logger().labelled("rest"))
    }

    /// Closes the network.
    func close() { loop.shutdown() }
}
