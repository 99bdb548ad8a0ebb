/// The first 2, 4 or 10 bytes of a server's frame, checked (RFC 6455 §5.2).
struct FrameHeader: Hashable, Sendable {
    var isFinal: Bool
    var opcode: Opcode
    var payloadLength: Int
    /// The bytes the header itself took.
    var headerLength: Int
}

/// Reads frame headers. Fails at the first invalid byte, so that the result does not depend on how the stream is split.
enum FrameParser {
    /// The header at the start of the bytes; nil while more are needed.
    static func header(of bytes: UnsafeRawBufferPointer) throws(WebSocketError) -> FrameHeader? {
        guard bytes.count >= 1 else { return nil }
        let first = bytes[0]
        let opcode = Opcode(rawValue: first & 0x0F)
        let isFinal = first & 0x80 != 0
        try checkFirst(first, opcode)
        guard bytes.count >= 2 else { return nil }
        let second = bytes[1]
        guard second & 0x80 == 0 else { throw .protocolViolation(.maskedFrame) }
        if second < 126 {
            return FrameHeader(isFinal: isFinal, opcode: opcode, payloadLength: Int(second), headerLength: 2)
        }
        guard !opcode.isControl else { throw .protocolViolation(.controlFrameTooLong) }
        let headerLength = second == 126 ? 4 : 10
        guard let length = try extendedLength(bytes, headerLength) else { return nil }
        return FrameHeader(isFinal: isFinal, opcode: opcode, payloadLength: length, headerLength: headerLength)
    }

    @inline(__always)
    private static func checkFirst(_ first: UInt8, _ opcode: Opcode) throws(WebSocketError) {
        guard first & 0x70 == 0 else { throw .protocolViolation(.reservedBits(first >> 4 & 0x7)) }
        guard opcode.isDefined else { throw .protocolViolation(.reservedOpcode(opcode.rawValue)) }
        guard !opcode.isControl || first & 0x80 != 0 else { throw .protocolViolation(.fragmentedControlFrame) }
    }

    /// The 16-bit or 64-bit length behind the second byte.
    private static func extendedLength(
        _ bytes: UnsafeRawBufferPointer, _ headerLength: Int
    ) throws(WebSocketError) -> Int? {
        if headerLength == 10, bytes.count >= 3, bytes[2] & 0x80 != 0 { throw .protocolViolation(.lengthTopBitSet) }
        guard bytes.count >= headerLength else { return nil }
        if headerLength == 4 {
            let length = Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)))
            guard length > 125 else { throw .protocolViolation(.lengthNotMinimal) }
            return length
        }
        let length = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 2, as: UInt64.self))
        guard length > 0xFFFF else { throw .protocolViolation(.lengthNotMinimal) }
        return Int(length)
    }
}
