import CCurl
import Glibc

/// The options of every connection: certificates, proxies, protocols, keep-alive.
struct ConnectionOptions: Sendable {
    private let caFile: String?
    private let noProxy: String

    /// Seconds without traffic before the first TCP keep-alive probe, and between probes.
    private static let keepAliveSeconds = 30
    /// How long sent bytes may stay unacknowledged before the connection is given up.
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
        // libcurl must not change signal handlers, nor wait for a name look-up that it has given up.
        try easy.set(CURLOPT_NOSIGNAL, true)
        try easy.set(CURLOPT_QUICK_EXIT, true)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try easy.set(CURLOPT_FOLLOWLOCATION, false)
        try easy.set(CURLOPT_NOPROXY, noProxy)
        try easy.set(CURLOPT_SSL_VERIFYPEER, true)
        // 2 is "the certificate must name the host"; there is no third state.
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let caFile {
            try easy.set(CURLOPT_CAINFO, caFile)
        } else if SystemCertificates.areInFolder {
            try easy.clear(CURLOPT_CAINFO)
        }
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
        // A star means every host only if it is alone.
        return environment == "*" ? "*" : "\(environment),\(loopback)"
    }
}
