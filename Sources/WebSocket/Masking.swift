/// A client's masking key (RFC 6455 §5.3).
struct MaskingKey: Hashable, Sendable {
    /// The four bytes, first byte in the most significant place.
    var rawValue: UInt32

    /// XORs the bytes with the repeated key, eight at a time. The same again unmasks.
    func apply(to bytes: UnsafeMutableRawBufferPointer) {
        let key = UInt64(rawValue) << 32 | UInt64(rawValue)
        let word = key.bigEndian
        var index = 0
        while index + 8 <= bytes.count {
            let masked = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ word
            bytes.storeBytes(of: masked, toByteOffset: index, as: UInt64.self)
            index += 8
        }
        while index < bytes.count {
            bytes[index] ^= UInt8(truncatingIfNeeded: rawValue >> (24 - 8 * UInt32(index & 3)))
            index += 1
        }
    }
}
