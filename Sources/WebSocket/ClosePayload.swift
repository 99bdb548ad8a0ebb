/// The payload of a close frame (RFC 6455 §5.5.1).
struct ClosePayload: Sendable {
    /// A close payload has at most 125 bytes, two of which are the code.
    static let maxReasonBytes = 123

    /// Nil for an empty close frame.
    var code: CloseCode?
    var reason: String

    /// Makes a payload to be sent; a reason needs a code.
    init(code: CloseCode?, reason: String) {
        self.code = code
        self.reason = reason
    }

    /// Reads a payload off the wire: 1002 for half a code or one that is not allowed, 1007 for a reason not in UTF-8.
    init(_ payload: ArraySlice<UInt8>) throws(WebSocketError) {
        guard let high = payload.first else {
            self.init(code: nil, reason: "")
            return
        }
        guard payload.count >= 2 else { throw .protocolViolation(.closePayloadOfOneByte) }
        let code = CloseCode(rawValue: UInt16(high) << 8 | UInt16(payload[payload.startIndex + 1]))
        guard code.isValidOnWire else { throw .protocolViolation(.closeCodeNotAllowed(code)) }
        let reason = payload.dropFirst(2)
        var validator = UTF8Validator()
        guard reason.withUnsafeBytes({ validator.consume($0) }), validator.isComplete else { throw .invalidText }
        self.init(code: code, reason: String(decoding: reason, as: UTF8.self))
    }

    /// The payload to be sent; a reason that is too long is cut between two characters.
    var bytes: [UInt8] {
        guard let code else { return [] }
        var bytes = [UInt8(code.rawValue >> 8), UInt8(code.rawValue & 0xFF)]
        for scalar in reason.unicodeScalars {
            let encoded = UTF8.encode(scalar).map(Array.init) ?? []
            guard bytes.count + encoded.count <= Self.maxReasonBytes + 2 else { break }
            bytes += encoded
        }
        return bytes
    }
}
