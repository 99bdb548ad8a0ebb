import Foundation

/// A strict JSON parser: one value, nothing after it but white space, at most 100 levels deep.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private static let depthLimit = 100

    /// The text is not JSON.
    struct Malformed: Error {
        var position: Int
    }

    static func read(_ bytes: some Sequence<UInt8>) throws -> JSON {
        var reader = JSONReader(bytes: Array(bytes))
        let value = try reader.value(depth: 0)
        reader.skipSpace()
        guard reader.position == reader.bytes.count else { throw Malformed(position: reader.position) }
        return value
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
    }

    private mutating func expect(_ byte: UInt8) throws {
        guard next == byte else { throw Malformed(position: position) }
        position += 1
    }

    private mutating func value(depth: Int) throws -> JSON {
        guard depth < Self.depthLimit else { throw Malformed(position: position) }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: String, _ value: JSON) throws -> JSON {
        for byte in word.utf8 { try expect(byte) }
        return value
    }

    private mutating func object(depth: Int) throws -> JSON {
        try expect(UInt8(ascii: "{"))
        var pairs: [JSON.Pair] = []
        skipSpace()
        while next != UInt8(ascii: "}") {
            if !pairs.isEmpty { try expect(UInt8(ascii: ",")) }
            skipSpace()
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"))
            pairs.append(JSON.Pair(key, try value(depth: depth + 1)))
            skipSpace()
        }
        position += 1
        return .object(pairs)
    }

    private mutating func array(depth: Int) throws -> JSON {
        try expect(UInt8(ascii: "["))
        var values: [JSON] = []
        skipSpace()
        while next != UInt8(ascii: "]") {
            if !values.isEmpty { try expect(UInt8(ascii: ",")) }
            values.append(try value(depth: depth + 1))
            skipSpace()
        }
        position += 1
        return .array(values)
    }

    private mutating func number() throws -> JSON {
        let start = position
        let allowed = Array("+-.eE0123456789".utf8)
        while let byte = next, allowed.contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        let digits = text.drop { $0 == "-" }
        let leadingZero = digits.count > 1 && digits.first == "0" && digits.dropFirst().first?.isNumber == true
        guard let first = text.first, first == "-" || first.isNumber, !leadingZero, let last = text.last, last.isNumber
        else { throw Malformed(position: start) }
        if let whole = Int(text) { return .int(whole) }
        guard let real = Double(text) else { throw Malformed(position: start) }
        return .double(real)
    }

    private mutating func string() throws -> String {
        try expect(UInt8(ascii: "\""))
        var collected: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: collected, as: UTF8.self) else {
                    throw Malformed(position: position)
                }
                return text
            case UInt8(ascii: "\\"): try escape(into: &collected)
            case 0..<32: throw Malformed(position: position)
            default: collected.append(byte)
            }
        }
        throw Malformed(position: position)
    }

    private mutating func escape(into collected: inout [UInt8]) throws {
        guard let byte = next else { throw Malformed(position: position) }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): collected.append(10)
        case UInt8(ascii: "t"): collected.append(9)
        case UInt8(ascii: "r"): collected.append(13)
        case UInt8(ascii: "b"): collected.append(8)
        case UInt8(ascii: "f"): collected.append(12)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): collected.append(byte)
        case UInt8(ascii: "u"): collected.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw Malformed(position: position)
        }
    }

    private mutating func scalar() throws -> Unicode.Scalar {
        let first = try unit()
        guard (0xD800..<0xDC00).contains(first) else {
            return Unicode.Scalar(first) ?? "\u{FFFD}"
        }
        guard next == UInt8(ascii: "\\") else { return "\u{FFFD}" }
        position += 1
        try expect(UInt8(ascii: "u"))
        let second = try unit()
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func unit() throws -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw Malformed(position: position) }
        position += 4
        return value
    }
}

extension JSON {
    /// Parses a JSON text; nil when it is malformed.
    public static func parse(_ text: String) -> Sandbox.JSON? {
        try? JSONReader.read(text.utf8)
    }

    /// Parses JSON bytes; nil when they are malformed.
    public static func parse(_ data: Data) -> Sandbox.JSON? {
        try? JSONReader.read(data)
    }
}
