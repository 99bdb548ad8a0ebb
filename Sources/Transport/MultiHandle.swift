import CCurl

/// Owns libcurl's multi handle: the connections that exchanges share, and the poll in which the loop sleeps.
final class MultiHandle: @unchecked Sendable {
    /// Connections kept open between exchanges, over all hosts.
    private static let idleConnections = 32

    let raw: UnsafeMutableRawPointer
    private var isOpen = true

    init() throws(TransportError) {
        try CurlLibrary.start()
        guard let raw = curl_multi_init() else { throw .refused(by: "curl_multi_init") }
        self.raw = raw
        try set(CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        try set(CURLMOPT_MAXCONNECTS, Self.idleConnections)
    }

    deinit { close() }

    func set(_ option: CURLMoption, _ value: Int) throws(TransportError) {
        let code = ccurl_multi_set_long(raw, option, value)
        guard code == CURLM_OK else { throw TransportError(code) }
    }

    /// Milliseconds until libcurl has to be called again; nil if it has no timer.
    var timer: Int? {
        var milliseconds = -1
        return curl_multi_timeout(raw, &milliseconds) == CURLM_OK && milliseconds >= 0 ? milliseconds : nil
    }

    /// Ends a `poll`, or the next one. From any thread, but not after `close`.
    func wakeUp() {
        // It fails only when the wake-up pipe is full, and then the loop is awake.
        _ = curl_multi_wakeup(raw)
    }

    /// Closes all connections. On the loop's thread; closing twice is harmless.
    func close() {
        guard isOpen else { return }
        isOpen = false
        _ = curl_multi_cleanup(raw)
    }
}

/// libcurl as a whole.
enum CurlLibrary {
    private static let startCode = ccurl_global_init()

    /// Prepares libcurl and its TLS library, once per process.
    static func start() throws(TransportError) {
        let code = CurlCode(startCode)
        guard code == .ok else { throw TransportError(code, host: nil, detail: "", mayHaveBeenSent: false) }
    }
}
