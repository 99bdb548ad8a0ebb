/// Walks over JSON text without building anything: for the two places where a full decoder is too slow, the payload's
/// envelope and reaction events. Total: malformed text gives nil, never a trap and never a read outside the buffer.
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
        while position < base.count {
            let byte = base[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return start..<(position - 1)
            }
            position += byte == UInt8(ascii: "\\") ? 2 : 1
        }
        position = base.count
        return nil
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

    /// A non-negative integer.
    mutating func unsigned() -> UInt64? {
        guard let first = peek(), (48...57).contains(first) else { return nil }
        return digits(until: base.count)
    }

    /// An id: a string of digits, or a bare number.
    mutating func snowflake() -> Snowflake? {
        guard peek() == UInt8(ascii: "\"") else { return unsigned().map(Snowflake.init(rawValue:)) }
        guard let range = string(), !range.isEmpty else { return nil }
        var inner = JSONCursor(base, at: range.lowerBound)
        guard let value = inner.digits(until: range.upperBound), inner.position == range.upperBound else { return nil }
        return Snowflake(rawValue: value)
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
        var depth = 0
        while position < base.count {
            switch base[position] {
            case UInt8(ascii: "\""):
                guard string() != nil else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return true }
        }
        return false
    }

    /// A string's text when it holds no escapes; nil when it does (the caller takes the slow way) or is malformed.
    func plainText(_ range: Range<Int>) -> String? {
        let bytes = UnsafeBufferPointer(rebasing: base[range])
        guard !bytes.contains(UInt8(ascii: "\\")) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// A string's text with its escapes as written; nil when it is not UTF-8.
    func rawText(_ range: Range<Int>) -> String? {
        String(validating: UnsafeBufferPointer(rebasing: base[range]), as: UTF8.self)
    }
}
