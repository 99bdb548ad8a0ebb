/// What is wrong with an upgrade response (RFC 6455 §4.1, §4.2.2). There is no close code for it: the connection is
/// just dropped.
package enum UpgradeFlaw: Hashable, Sendable, CustomStringConvertible {
    /// The answer does not begin like HTTP/1.1.
    case notHTTP
    /// A line of the head is malformed: line ends, folding, or a character that is not allowed there.
    case malformedHead
    /// The head is longer than `maxUpgradeHeaderBytes`.
    case headTooLarge(limit: Int)
    /// `Upgrade` is missing or is not `websocket`.
    case upgradeField
    /// `Connection` is missing or lacks the token `Upgrade`.
    case connectionField
    /// `Sec-WebSocket-Accept` is missing, repeated, or does not match our key.
    case acceptField
    /// An extension was agreed to that we did not offer.
    case unaskedExtension
    /// A subprotocol was chosen that we did not offer.
    case unaskedSubprotocol
    /// The connection ended before the head was complete.
    case endOfStream

    /// A clause that follows "the server's answer to the upgrade request".
    package var description: String {
        switch self {
        case .notHTTP: "is not HTTP/1.1"
        case .malformedHead: "has a malformed header"
        case .headTooLarge(let limit): "has a header of more than \(limit) bytes"
        case .upgradeField: "lacks the field Upgrade: websocket"
        case .connectionField: "lacks the field Connection: Upgrade"
        case .acceptField: "does not prove that our key was read (Sec-WebSocket-Accept)"
        case .unaskedExtension: "agrees to an extension that was not offered"
        case .unaskedSubprotocol: "chooses a subprotocol that was not offered"
        case .endOfStream: "ended before it was complete"
        }
    }
}

/// An answer to the upgrade request that is HTTP, but not 101: too many requests, unauthorised, bad gateway.
package struct UpgradeRefusal: Hashable, Sendable {
    /// The HTTP status, 100–999 and not 101.
    package var status: Int
    /// The value of `Retry-After` as sent: seconds or a date.
    package var retryAfter: String?
    /// The first 200 bytes of a body of text, control characters replaced by spaces; empty if there is none.
    package var excerpt: String

    /// Makes a refusal.
    package init(status: Int, retryAfter: String? = nil, excerpt: String = "") {
        self.status = status
        self.retryAfter = retryAfter
        self.excerpt = excerpt
    }

    /// `Retry-After` in seconds, nil if absent or a date.
    package var retryAfterSeconds: Int? { retryAfter.flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }
}
