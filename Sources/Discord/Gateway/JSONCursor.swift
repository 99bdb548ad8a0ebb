/// Walks over JSON text without building values, for the places where a full decoder is too slow: the payload's
/// envelope, reaction events and new guilds. Malformed text gives nil, never a trap and never a read outside the buffer.
struct JSONCursor {
    private let base: UnsafeBufferPointer<UInt8>
    /// The offset of the next byte.
    private(set) var position: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int = 0) {
        base = bytes
        self.position = position
    }

    /// The next byte that is not white space, without consuming it.
    mutating func peek() -> UInt8? {
        while position < base.count {
            let byte = base[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    /// Consumes that byte if it comes next.
    mutating func consume(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    /// Enters an object.
    mutating func beginObject() -> Bool { consume(UInt8(ascii: "{")) }

    /// The next key of the object (its raw bytes, escapes untouched) and the colon behind it. Nil at the object's end
    /// or when the text is malformed; `isFirst` is true for the first key only.
    mutating func nextKey(isFirst: inout Bool) -> Range<Int>? {
        if consume(UInt8(ascii: "}")) { return nil }
        if !isFirst, !consume(UInt8(ascii: ",")) { return nil }
        isFirst = false
        guard let key = string(), consume(UInt8(ascii: ":")) else { return nil }
        return key
    }

    /// A string's raw bytes between its quotes.
    mutating func string() -> Range<Int>? {
        guard consume(UInt8(ascii: "\"")) else { return nil }
        let start = position
        guard let end = endOfString(from: start) else {
            position = base.count
            return nil
        }
        position = end &+ 1
        return start..<end
    }

    /// The position of the closing quote of a string whose first byte is at `start`. Searches eight bytes at a time:
    /// strings are most of what is skipped.
    @inline(__always)
    private func endOfString(from start: Int) -> Int? {
        let raw = UnsafeRawBufferPointer(base)
        var index = start
        while index < raw.count {
            while index &+ 8 <= raw.count {
                let word = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
                let hits = Self.zeroBytes(word ^ Self.quotes) | Self.zeroBytes(word ^ Self.backslashes)
                if hits != 0 {
                    index &+= hits.trailingZeroBitCount >> 3
                    break
                }
                index &+= 8
            }
            guard index < raw.count else { return nil }
            if raw[index] == UInt8(ascii: "\"") { return index }
            index &+= raw[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static let quotes: UInt64 = 0x2222_2222_2222_2222
    private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C

    /// The top bit of each byte that is zero; above the lowest such byte there may be false ones.
    @inline(__always)
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    /// Whether the bytes of a range are this text.
    func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        guard range.count == text.utf8CodeUnitCount else { return false }
        var index = range.lowerBound
        var other = text.utf8Start
        while index < range.upperBound {
            guard base[index] == other.pointee else { return false }
            index += 1
            other += 1
        }
        return true
    }

    /// A cursor at the beginning of a range.
    func inside(_ range: Range<Int>) -> JSONCursor { JSONCursor(base, at: range.lowerBound) }

    /// A non-negative integer.
    mutating func unsigned() -> UInt64? {
        guard let first = peek(), (48...57).contains(first) else { return nil }
        return digits(until: base.count)
    }

    /// An id: a string of digits, or a bare number.
    mutating func snowflake() -> Snowflake? {
        guard peek() == UInt8(ascii: "\"") else { return unsigned().flatMap(Self.id) }
        guard let range = string(), !range.isEmpty else { return nil }
        var inner = JSONCursor(base, at: range.lowerBound)
        guard let value = inner.digits(until: range.upperBound), inner.position == range.upperBound else { return nil }
        return Self.id(value)
    }

    /// Nil for numbers that are no ids.
    private static func id(_ value: UInt64) -> Snowflake? {
        (1...Snowflake.largest).contains(value) ? Snowflake(rawValue: value) : nil
    }

    private mutating func digits(until end: Int) -> UInt64? {
        var value: UInt64 = 0
        while position < end, (48...57).contains(base[position]) {
            let (shifted, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = shifted.addingReportingOverflow(UInt64(base[position] &- 48))
            if overflow || carry { return nil }
            value = sum
            position += 1
        }
        return value
    }

    /// Consumes a literal such as `null`.
    mutating func literal(_ text: StaticString) -> Bool {
        _ = peek()
        let end = position + text.utf8CodeUnitCount
        guard end <= base.count, equals(position..<end, text) else { return false }
        position = end
        return true
    }

    /// Skips one value of any kind.
    mutating func skipValue() -> Bool {
        guard let first = peek() else { return false }
        switch first {
        case UInt8(ascii: "\""): return string() != nil
        case UInt8(ascii: "{"), UInt8(ascii: "["): return skipNested()
        default: return skipScalar()
        }
    }

    private mutating func skipScalar() -> Bool {
        let start = position
        while position < base.count {
            switch base[position] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x0A, 0x0D, 0x09:
                return position > start
            default: position += 1
            }
        }
        return position > start
    }

    private mutating func skipNested() -> Bool {
        var (index, depth) = (position, 0)
        defer { position = index }
        while index < base.count {
            let byte = base[index]
            index &+= 1
            if byte == UInt8(ascii: "\"") {
                guard let end = endOfString(from: index) else {
                    index = base.count
                    return false
                }
                index = end &+ 1
                continue
            }
            // { and [ differ in one bit, } and ] in the same one.
            switch byte | 0x20 {
            case UInt8(ascii: "{"): depth &+= 1
            case UInt8(ascii: "}"):
                depth &-= 1
                if depth == 0 { return true }
            default: break
            }
        }
        return false
    }

    /// A string's text when it holds no escapes; nil when it does (the caller takes the slow way). What is not UTF-8
    /// becomes U+FFFD, and then equals nothing that is looked for.
    func plainText(_ range: Range<Int>) -> String? {
        let bytes = UnsafeBufferPointer(rebasing: base[range])
        guard !bytes.contains(UInt8(ascii: "\\")) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether a string holds an escape.
    func hasEscape(_ range: Range<Int>) -> Bool { base[range].contains(UInt8(ascii: "\\")) }

    /// A string's text with its escapes as written; nil when it is not UTF-8.
    func rawText(_ range: Range<Int>) -> String? {
        String(validating: UnsafeBufferPointer(rebasing: base[range]), as: UTF8.self)
    }
}
