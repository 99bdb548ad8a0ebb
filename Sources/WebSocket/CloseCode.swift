/// Why a connection is closed (RFC 6455 §7.4). Unknown values survive: applications define their own from 4000 on.
package struct CloseCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The number.
    package let rawValue: UInt16

    /// Makes a code of any number.
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// 1000: the purpose of the connection has been fulfilled.
    package static let normalClosure = CloseCode(rawValue: 1000)
    /// 1001: the server goes down, or the client leaves.
    package static let goingAway = CloseCode(rawValue: 1001)
    /// 1002: the peer broke the protocol.
    package static let protocolError = CloseCode(rawValue: 1002)
    /// 1003: a kind of data that cannot be accepted.
    package static let unsupportedData = CloseCode(rawValue: 1003)
    /// 1005: the peer's close frame had no code. Never on the wire.
    package static let noStatusReceived = CloseCode(rawValue: 1005)
    /// 1006: the connection ended without a close frame. Never on the wire.
    package static let abnormalClosure = CloseCode(rawValue: 1006)
    /// 1007: text that is not UTF-8.
    package static let invalidPayload = CloseCode(rawValue: 1007)
    /// 1008: a policy was violated.
    package static let policyViolation = CloseCode(rawValue: 1008)
    /// 1009: a message larger than its receiver accepts.
    package static let messageTooBig = CloseCode(rawValue: 1009)
    /// 1011: the server met an unexpected condition.
    package static let internalError = CloseCode(rawValue: 1011)

    /// Whether a close frame may carry the code: RFC 6455 §7.4.2 and the IANA registry (1012–1014).
    package var isValidOnWire: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    /// The number in decimal.
    package var description: String { String(rawValue) }
}

/// How a connection ended (RFC 6455 §7.1.4–7.1.6).
package struct CloseReason: Hashable, Sendable {
    /// The peer's code; 1005 when its close frame had none, 1006 when there was no close frame.
    package var code: CloseCode
    /// The peer's reason, at most 123 bytes; empty if it gave none.
    package var text: String
    /// Whether both sides sent a close frame, so that nothing was lost.
    package var wasClean: Bool

    /// Makes a reason.
    package init(code: CloseCode, text: String = "", wasClean: Bool) {
        self.code = code
        self.text = text
        self.wasClean = wasClean
    }
}
