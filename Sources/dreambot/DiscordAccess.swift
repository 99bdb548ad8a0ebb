import Discord
import Logging
import Transport

/// Discord's REST interface, and the network thread that carries its requests.
struct DiscordAccess: Sendable {
    let rest: RESTClient
    /// The network thread; a gateway connection can share it.
    let loop: NetworkLoop

    /// Sends nothing yet. Throws `TransportError` when the network thread cannot start.
    /// - Parameters:
    ///   - clock: measures the pauses of the rate limiter and between repeats. HTTP timeouts use real time.
    ///   - onUnauthorized: called once, when Discord refuses the token.
    init(
        _ configuration: Configuration, token: Secret, log: Logger, clock: any Clock<Duration> = ContinuousClock(),
        onUnauthorized: @escaping @Sendable () -> Void = {}
    ) throws {
        loop = try NetworkLoop(name: "network")
        var settings = RESTConfiguration(
            baseURL: configuration.apiBaseURL, token: token, version: Version.current)
        settings.limits = RateLimits(requestsPerSecond: configuration.requestsPerSecond)
        rest = RESTClient(
            transport: CurlHTTPTransport(loop: loop), configuration: settings,
            clock: clock, logger: log.labelled("rest"), onUnauthorized: { _ in onUnauthorized() })
    }

    /// Ends the network thread; calls still running fail.
    func close() { loop.shutdown() }
}
