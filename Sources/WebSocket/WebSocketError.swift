/// Why a WebSocket connection failed, or why a call was refused.
package enum WebSocketError: Error, Hashable, Sendable {
    /// The peer broke a rule of the protocol (close code 1002).
    case protocolViolation(ProtocolViolation)
    /// A text message or a close reason is not UTF-8 (close code 1007, RFC 6455 §8.1).
    case invalidText
    /// A message is larger than `maxMessageBytes` (close code 1009).
    case messageTooLarge(limit: Int)
    /// A message has more than `maxFragments` fragments (close code 1009).
    case tooManyFragments(limit: Int)
    /// The server answered the upgrade request with another status than 101.
    case upgradeRefused(UpgradeRefusal)
    /// The server's answer to the upgrade request breaks RFC 6455 §4.1 or HTTP.
    case upgradeInvalid(UpgradeFlaw)
    /// The caller asked for something that cannot be sent; the connection stays as it was.
    case misuse(Misuse)

    /// What a caller may not ask for.
    package enum Misuse: Hashable, Sendable {
        /// The upgrade was started before.
        case upgradeStartedTwice
        /// A host that is empty or has a character with another meaning, such as a line end.
        case host
        /// A target that does not begin with `/`, or has a space, line end, `#` or non-ASCII character.
        case target
        /// A header whose name is no token or belongs to the upgrade itself, or whose value has a control character.
        case header(name: String)
        /// Messages and pings can be sent only while the connection is open.
        case notOpen
        /// Text that is not UTF-8.
        case textNotUTF8
        /// A ping carries at most 125 bytes (RFC 6455 §5.5).
        case pingTooLong
        /// A close code that must not be on the wire (RFC 6455 §7.4).
        case closeCode(CloseCode)
    }

    /// The code of the close frame that answers it; nil where no frame can be sent.
    package var closeCode: CloseCode? {
        switch self {
        case .protocolViolation: .protocolError
        case .invalidText: .invalidPayload
        case .messageTooLarge, .tooManyFragments: .messageTooBig
        case .upgradeRefused, .upgradeInvalid, .misuse: nil
        }
    }
}

extension WebSocketError: CustomStringConvertible {
    /// One sentence for the operator.
    package var description: String {
        switch self {
        case .protocolViolation(let violation): "The server \(violation)."
        case .invalidText: "The server sent text that is not UTF-8."
        case .messageTooLarge(let limit): "The server sent a message of more than \(limit) bytes."
        case .tooManyFragments(let limit): "The server sent a message in more than \(limit) fragments."
        case .upgradeRefused(let refusal): refusal.description
        case .upgradeInvalid(let flaw): "The server's answer to the upgrade request \(flaw)."
        case .misuse(let misuse): misuse.description
        }
    }
}

extension UpgradeRefusal: CustomStringConvertible {
    /// One sentence for the operator.
    package var description: String {
        let wait = retryAfter.map { " (retry after \($0))" } ?? ""
        let words = excerpt.isEmpty ? "." : ": \(excerpt)"
        return "The server refused the WebSocket upgrade with status \(status)\(wait)\(words)"
    }
}

extension WebSocketError.Misuse: CustomStringConvertible {
    /// One sentence for the operator.
    package var description: String {
        switch self {
        case .upgradeStartedTwice: "The WebSocket upgrade was started before."
        case .host: "The host is empty or has a character that a Host header cannot carry."
        case .target: "The request target must begin with / and be printable ASCII without a fragment."
        case .header(let name): "The header \(name.debugDescription) cannot be part of an upgrade request."
        case .notOpen: "The WebSocket connection is not open."
        case .textNotUTF8: "The text to be sent is not UTF-8."
        case .pingTooLong: "A ping carries at most 125 bytes."
        case .closeCode(let code): "The close code \(code) must not be sent."
        }
    }
}
