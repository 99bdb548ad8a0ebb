/// HTTP exchanges: all that the REST client needs of the network.
///
/// Implementations may run many exchanges at once. Cancelling the calling task ends the exchange with
/// `TransportError.Kind.cancelled`.
package protocol HTTPTransport: Sendable {
    /// Sends one request and reads its whole response. Any HTTP status is a response, not an error.
    /// - Throws: `TransportError` when there is no complete response.
    func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}

/// A request.
package struct HTTPRequest: Sendable, Equatable {
    /// The method in capitals: `GET`, `PUT`, `POST`, `PATCH`, `DELETE`.
    package var method: String
    /// The absolute URL, already percent-encoded.
    package var url: String
    /// Header fields in order; names are sent as written.
    package var headers: [HTTPField]
    /// The body. `nil` sends none; an empty array sends `Content-Length: 0`.
    package var body: [UInt8]?
    /// The limits of this exchange.
    package var limits: HTTPLimits
    /// Whether the request may be sent twice. If not, it is sent once, over a new connection: a reused one may be broken
    /// without notice, and a request without an answer cannot be repeated, since the peer may have acted on it.
    package var isRepeatable: Bool

    /// Makes a request.
    package init(
        method: String, url: String, headers: [HTTPField] = [], body: [UInt8]? = nil,
        limits: HTTPLimits = HTTPLimits(), isRepeatable: Bool = true
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
        self.isRepeatable = isRepeatable
    }
}

/// One header field.
package struct HTTPField: Sendable, Equatable {
    /// The name; compared without regard to case (RFC 9110 §5.1).
    package var name: String
    /// The value without surrounding white space.
    package var value: String

    /// Makes a field.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Limits of one exchange. An exchange beyond one fails with `TransportError.Kind.timeLimit` or `tooLarge`.
package struct HTTPLimits: Sendable, Equatable {
    /// Name look-up, TCP and TLS together.
    package var connect: Duration
    /// From start to the first byte of the answer.
    package var firstByte: Duration
    /// From start to last byte.
    package var total: Duration
    /// The largest body of a response after decompression, in bytes.
    package var responseBytes: Int

    /// Makes limits; the defaults fit Discord's REST interface.
    package init(
        connect: Duration = .seconds(10), firstByte: Duration = .seconds(20), total: Duration = .seconds(30),
        responseBytes: Int = 16 << 20
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.total = total
        self.responseBytes = responseBytes
    }
}

/// A whole response.
package struct HTTPResponse: Sendable, Equatable {
    /// The status of the final response (1xx are skipped).
    package var status: Int
    /// The header fields of the final response, in order.
    package var headers: [HTTPField]
    /// The decompressed body.
    package var body: [UInt8]

    /// Makes a response.
    package init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of the last field of that name, compared without regard to ASCII case.
    package subscript(header name: String) -> String? {
        headers.last { $0.name.utf8.elementsEqual(name.utf8) { $0 | 0x20 == $1 | 0x20 } }?.value
    }
}
