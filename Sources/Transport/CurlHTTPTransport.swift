/// HTTP exchanges over libcurl: HTTP/2 where a TLS server offers it, HTTP/1.1 elsewhere, connections kept and shared.
///
/// Redirects are not followed. Proxies come from the environment, but never for loopback. Certificates are verified
/// against the system's list.
package struct CurlHTTPTransport: HTTPTransport {
    private let loop: NetworkLoop
    private let options: ConnectionOptions

    /// Makes a transport whose exchanges run on the loop. `caFile` (PEM) replaces the system's file of trusted
    /// certificates.
    package init(loop: NetworkLoop, caFile: String? = nil) {
        self.loop = loop
        options = ConnectionOptions(caFile: caFile)
    }

    /// Sends one request and reads its whole response, within the request's limits.
    package func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let exchange = try HTTPExchange(request, options: options)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.perform { exchange.start(in: $0.exchanges, continuation) }
            }
        } onCancel: {
            loop.perform { exchange.cancel(in: $0.exchanges) }
        }
        return try outcome.get()
    }
}
