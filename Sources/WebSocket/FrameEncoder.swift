/// Writes a client's frames: final, masked, the length in the fewest bytes (RFC 6455 §5.2, §5.3).
enum FrameEncoder {
    /// Appends one frame, and masks its payload in place.
    static func append(
        _ opcode: Opcode, _ payload: UnsafeRawBufferPointer, key: MaskingKey, to output: inout [UInt8]
    ) {
        appendHeader(opcode, payload.count, key, to: &output)
        let start = output.count
        payload.withMemoryRebound(to: UInt8.self) { output.append(contentsOf: $0) }
        output.withUnsafeMutableBytes { key.apply(to: UnsafeMutableRawBufferPointer(rebasing: $0[start...])) }
    }

    private static func appendHeader(_ opcode: Opcode, _ length: Int, _ key: MaskingKey, to output: inout [UInt8]) {
        output.append(0x80 | opcode.rawValue)
        switch length {
        case ..<126:
            output.append(0x80 | UInt8(length))
        case ..<0x1_0000:
            output.append(0x80 | 126)
            appendBigEndian(UInt16(length), to: &output)
        default:
            output.append(0x80 | 127)
            appendBigEndian(UInt64(length), to: &output)
        }
        appendBigEndian(key.rawValue, to: &output)
    }

    private static func appendBigEndian<Word: FixedWidthInteger>(_ word: Word, to output: inout [UInt8]) {
        withUnsafeBytes(of: word.bigEndian) { output.append(contentsOf: $0) }
    }
}
