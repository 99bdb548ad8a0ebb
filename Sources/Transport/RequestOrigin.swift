import CCurl

/// The part of a URL that names the peer. Only this part is shown in errors: paths and queries can hold secrets.
struct RequestOrigin: Hashable, Sendable, CustomStringConvertible {
    let scheme: String
    let host: String
    let port: String

    /// Reads a URL with libcurl's own parser, so that both see the same host.
    /// - Throws: `TransportError` for an invalid URL, or one that is neither `http` nor `https`.
    init(url: String) throws(TransportError) {
        let parts = try URLParts()
        guard parts.set(CURLUPART_URL, url), let scheme = parts.get(CURLUPART_SCHEME),
            scheme == "http" || scheme == "https", let host = parts.get(CURLUPART_HOST),
            let port = parts.get(CURLUPART_PORT)
        else {
            throw .malformed("the URL of a request is not a valid http or https URL")
        }
        (self.scheme, self.host, self.port) = (scheme, host, port)
    }

    /// The peer of a stream. An IPv6 address has no brackets.
    /// - Throws: `TransportError` for an invalid host.
    init(endpoint: StreamEndpoint) throws(TransportError) {
        let host = endpoint.host.contains(":") ? "[\(endpoint.host)]" : endpoint.host
        let scheme = endpoint.tls ? "https" : "http"
        try self.init(url: "\(scheme)://\(host):\(endpoint.port)/")
        // With a `/` or an `@` in the host, the URL would mean another host.
        guard self.host.utf8.count == host.utf8.count else {
            throw .malformed("the host of a stream is not a host name or address")
        }
    }

    /// The URL of the origin itself.
    var url: String { "\(scheme)://\(host):\(port)/" }

    /// `https://host:port`, as shown in errors.
    var description: String { "\(scheme)://\(host):\(port)" }

    var isEncrypted: Bool { scheme == "https" }
}

extension TransportError {
    /// The error of a request that cannot be sent.
    static func malformed(_ sentence: String) -> TransportError {
        TransportError(.other(Int32(CURLE_URL_MALFORMAT.rawValue)), mayHaveBeenSent: false, sentence)
    }
}

/// Owns libcurl's parsed form of a URL.
private struct URLParts: ~Copyable {
    private let raw: OpaquePointer

    init() throws(TransportError) {
        guard let raw = curl_url() else { throw .refused(by: "curl_url") }
        self.raw = raw
    }

    deinit { curl_url_cleanup(raw) }

    func set(_ part: CURLUPart, _ text: String) -> Bool {
        !text.utf8.contains(0) && curl_url_set(raw, part, text, 0) == CURLUE_OK
    }

    func get(_ part: CURLUPart) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(raw, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
