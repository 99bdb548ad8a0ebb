/// All eight bytes long pieces of a secret, as they are compared with a text: in lower case, and with base64's two
/// alphabets as one.
enum SecretWindows {
    /// The length of a piece in bytes: a part of this length or longer is found, wherever it begins.
    static let length = 8

    /// A byte as it is compared.
    static func folded(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        default: byte
        }
    }

    /// The pieces of a secret and of its base64 forms. With `inAnyCase` also of base64 after a change of case.
    static func all(of secret: String, inAnyCase: Bool) -> [UInt64] {
        let bytes = Array(secret.utf8)
        guard bytes.count >= length else { return [] }
        var windows = pieces(bytes)
        let cased = inAnyCase ? [secret, secret.lowercased(), secret.uppercased()].map { Array($0.utf8) } : [bytes]
        for form in cased {
            for alignment in 0..<3 { windows += pieces(base64(form, alignment: alignment)) }
        }
        return windows
    }

    private static func pieces(_ bytes: [UInt8]) -> [UInt64] {
        var (piece, count, pieces) = (UInt64(0), 0, [UInt64]())
        for byte in bytes {
            piece = piece << 8 | UInt64(folded(byte))
            count += 1
            if count >= length { pieces.append(piece) }
        }
        return pieces
    }

    /// The digits of base64 (RFC 4648 §4) that only these bytes decide, when `alignment` bytes of a group are before them.
    private static func base64(_ bytes: [UInt8], alignment: Int) -> [UInt8] {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        let padded = [UInt8](repeating: 0, count: alignment) + bytes
        var (encoded, pending, bits) = ([UInt8](), UInt32(0), 0)
        for byte in padded {
            pending = (pending << 8 | UInt32(byte)) & 0xFFFF
            bits += 8
            while bits >= 6 {
                bits -= 6
                encoded.append(digits[Int(pending >> UInt32(bits)) & 63])
            }
        }
        return Array(encoded.dropFirst([0, 2, 3][alignment]))
    }
}
