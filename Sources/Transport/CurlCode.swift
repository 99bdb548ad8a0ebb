import CCurl

/// libcurl's result of a transfer. Unknown codes survive and print.
/// Source: https://curl.se/libcurl/c/libcurl-errors.html
struct CurlCode: RawRepresentable, Equatable, Sendable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }
    init(_ code: CURLcode) { self.rawValue = code.rawValue }

    static let ok = CurlCode(CURLE_OK)
    static let again = CurlCode(CURLE_AGAIN)
    static let badArgument = CurlCode(CURLE_BAD_FUNCTION_ARGUMENT)

    /// libcurl's description of the code.
    var words: String { String(cString: curl_easy_strerror(CURLcode(rawValue))) }

    /// What the code means to a caller.
    var kind: TransportError.Kind {
        switch CURLcode(rawValue) {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameLookup
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED, CURLE_PROXY: .connect
        case CURLE_OPERATION_TIMEDOUT: .timeLimit
        case CURLE_ABORTED_BY_CALLBACK: .cancelled
        case CURLE_FILESIZE_EXCEEDED: .tooLarge
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_WEIRD_SERVER_REPLY, CURLE_SSL_SHUTDOWN_FAILED, CURLE_SEND_FAIL_REWIND:
            .broken
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_PEER_FAILED_VERIFICATION,
            CURLE_USE_SSL_FAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
            .tls
        default: .other(Int32(truncatingIfNeeded: rawValue))
        }
    }

    /// Whether libcurl's message for this failure concerns the connection only. Others may quote the request.
    var hasHarmlessDetail: Bool {
        switch kind {
        case .nameLookup, .connect, .tls, .timeLimit, .broken: true
        case .tooLarge, .cancelled, .other: false
        }
    }
}

extension TransportError {
    /// An error of a transfer. `detail` is libcurl's message for it, or empty.
    init(_ code: CurlCode, host: String?, detail: String, mayHaveBeenSent: Bool) {
        let kind = code.kind
        let words = detail.isEmpty || !code.hasHarmlessDetail ? code.words : detail
        let beforeRequest = kind == .nameLookup || kind == .connect || kind == .tls
        self.init(
            kind, mayHaveBeenSent: mayHaveBeenSent && !beforeRequest,
            (host.map { "\($0): " } ?? "") + "\(words) (libcurl \(code.rawValue))")
    }

    /// An error of the multi handle.
    init(_ code: CURLMcode) {
        let words = String(cString: curl_multi_strerror(code))
        self.init(.other(code.rawValue), mayHaveBeenSent: false, "\(words) (libcurl multi \(code.rawValue))")
    }

    /// The error of a libcurl function that failed for want of memory.
    static func refused(by function: String) -> TransportError {
        TransportError(.other(Int32(CURLE_OUT_OF_MEMORY.rawValue)), mayHaveBeenSent: false, "\(function) failed")
    }
}
