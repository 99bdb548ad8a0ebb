/// Opens byte streams with libcurl: plain TCP, or TLS with certificate and host name verified.
///
/// Proxies come from the environment (through a CONNECT tunnel), but never for loopback.
package struct CurlByteStreamOpener: ByteStreamOpener {
    /// The loop on which the streams live; the opening actor uses it as its executor.
    package let loop: NetworkLoop
    private let options: ConnectionOptions

    /// Makes an opener of streams that live on the loop. `caFile` (PEM) replaces the system's file of trusted
    /// certificates.
    package init(loop: NetworkLoop, caFile: String? = nil) {
        self.loop = loop
        options = ConnectionOptions(caFile: caFile)
    }

    /// Connects to a host, on a thread of its own: neither the loop nor Swift's own threads wait.
    package func open(_ endpoint: StreamEndpoint) async throws(TransportError) -> sending any ByteStream {
        let attempt = try ConnectAttempt(endpoint, options: options, loop: loop)
        let outcome = await withTaskCancellationHandler {
            await attempt.outcome()
        } onCancel: {
            attempt.abort()
        }
        return CurlByteStream(try outcome.get(), loop: loop)
    }
}
