/// A rule of RFC 6455 that the peer broke after the upgrade. Every one is answered with close code 1002.
package enum ProtocolViolation: Hashable, Sendable, CustomStringConvertible {
    /// RSV bits are set though no extension was negotiated (§5.2); the bits as the number 1–7.
    case reservedBits(UInt8)
    /// The opcode is reserved (§5.2).
    case reservedOpcode(UInt8)
    /// A server must not mask (§5.1).
    case maskedFrame
    /// A control frame must not be fragmented (§5.5).
    case fragmentedControlFrame
    /// A control frame carries at most 125 bytes (§5.5).
    case controlFrameTooLong
    /// A length must use the fewest bytes possible (§5.2).
    case lengthNotMinimal
    /// The top bit of a 64-bit length must be 0 (§5.2).
    case lengthTopBitSet
    /// A continuation frame without a message to continue (§5.4).
    case continuationOfNothing
    /// A new message inside a fragmented one (§5.4).
    case messageInsideMessage
    /// A close payload is empty or begins with a two-byte code (§5.5.1).
    case closePayloadOfOneByte
    /// A close code that must not be sent (§7.4.2).
    case closeCodeNotAllowed(CloseCode)

    /// A clause that follows "the server".
    package var description: String {
        switch self {
        case .reservedBits(let bits): "set reserved bits (\(bits)) though no extension was agreed"
        case .reservedOpcode(let opcode): "used the reserved opcode \(opcode)"
        case .maskedFrame: "masked a frame, which only clients do"
        case .fragmentedControlFrame: "fragmented a control frame"
        case .controlFrameTooLong: "sent a control frame longer than 125 bytes"
        case .lengthNotMinimal: "encoded a frame's length in more bytes than needed"
        case .lengthTopBitSet: "sent a frame length of 2^63 or more"
        case .continuationOfNothing: "continued a message that was never begun"
        case .messageInsideMessage: "began a message inside a fragmented one"
        case .closePayloadOfOneByte: "sent a close frame with half a code"
        case .closeCodeNotAllowed(let code): "closed with code \(code), which must not be sent"
        }
    }
}
