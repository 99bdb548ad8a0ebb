import CCurl
import Glibc

/// What every connection has in common: trust, proxies, protocols, silence.
struct ConnectionOptions: Sendable {
    private let caFile: String?
    private let noProxy: String

    /// Seconds of silence before TCP asks whether the peer still lives, and between its questions.
    private static let keepAliveSeconds = 30
    /// How long bytes may stay unacknowledged on a line that has died without a word.
    private static let silenceLimit = Duration.seconds(20)

    /// Reads the environment's `no_proxy` once. `caFile` replaces the system's file of trusted certificates.
    init(caFile: String?) {
        self.caFile = caFile
        let variable = getenv("no_proxy") ?? getenv("NO_PROXY")
        noProxy = ProxyExemptions.list(adding: variable.map { String(cString: $0) })
    }

    /// Sets them on a handle.
    func apply(to easy: borrowing EasyHandle) throws(TransportError) {
        try easy.set(CURLOPT_VERBOSE, false)
        // libcurl shall not touch signal handlers, and not wait for a slow name look-up it has given up.
        try easy.set(CURLOPT_NOSIGNAL, true)
        try easy.set(CURLOPT_QUICK_EXIT, true)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try easy.set(CURLOPT_FOLLOWLOCATION, false)
        try easy.set(CURLOPT_NOPROXY, noProxy)
        try easy.set(CURLOPT_SSL_VERIFYPEER, true)
        // 2 is "the certificate must name the host"; there is no third state.
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile { try easy.set(CURLOPT_CAINFO, caFile) }
        try easy.set(CURLOPT_TCP_NODELAY, true)
        try easy.set(CURLOPT_TCP_KEEPALIVE, true)
        try easy.set(CURLOPT_TCP_KEEPIDLE, Self.keepAliveSeconds)
        try easy.set(CURLOPT_TCP_KEEPINTVL, Self.keepAliveSeconds)
        try easy.setSilenceLimit(Self.silenceLimit)
    }
}

/// Hosts that are reached without a proxy.
enum ProxyExemptions {
    /// The environment's list with loopback added: libcurl reads the environment only if it is given no list.
    static func list(adding environment: String?) -> String {
        let loopback = "localhost,127.0.0.1,127.0.0.0/8,::1"
        guard let environment, !environment.isEmpty else { return loopback }
        // A lone star means every host, and only a lone one.
        return environment == "*" ? "*" : "\(environment),\(loopback)"
    }
}
