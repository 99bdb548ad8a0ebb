/// Why an exchange or a stream failed: a kind for the program, one sentence for the operator.
package struct TransportError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What a caller can decide on.
    package enum Kind: Sendable, Equatable {
        /// The host name could not be resolved.
        case nameLookup
        /// Nothing listens there, or the network is unreachable. The request was not sent.
        case connect
        /// TLS failed: certificate, host name or handshake. The request was not sent.
        case tls
        /// The connect limit or the total limit has passed.
        case timeLimit
        /// The connection broke while something was under way.
        case broken
        /// The response is larger than its limit.
        case tooLarge
        /// The caller was cancelled.
        case cancelled
        /// Anything else, with libcurl's code.
        case other(Int32)
    }

    /// What a caller can decide on.
    package var kind: Kind
    /// Whether the peer may have received the request. If false, sending it again cannot repeat its effect.
    package var mayHaveBeenSent: Bool
    /// One sentence: host, cause, and libcurl's message. Never a header or a body.
    package var description: String

    /// Makes an error.
    package init(_ kind: Kind, mayHaveBeenSent: Bool, _ description: String) {
        self.kind = kind
        self.mayHaveBeenSent = mayHaveBeenSent
        self.description = description
    }
}
