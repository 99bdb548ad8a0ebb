/// Values as Discord writes them. Nil for anything else, which the lenient decoder may be able to read.
extension JSONCursor {
    /// Reads a field that comes once; null is the same as missing. False when it cannot be read.
    mutating func once<Value>(_ field: inout Value?, _ value: (inout JSONCursor) -> Value?) -> Bool {
        guard field == nil else { return false }
        if literal("null") { return true }
        field = value(&self)
        return field != nil
    }

    /// A text.
    mutating func text() -> String? {
        guard let range = string(), let raw = rawText(range) else { return nil }
        guard raw.utf8.contains(UInt8(ascii: "\\")) else { return raw }
        // Half a surrogate pair has become U+FFFD; a decoder would refuse it.
        return escapedText(range).flatMap { $0.unicodeScalars.contains("\u{FFFD}") ? nil : $0 }
    }

    /// A number that is not negative.
    mutating func number() -> Int? { unsigned().flatMap { Int(exactly: $0) } }

    /// `true` or `false`.
    mutating func flag() -> Bool? { literal("true") ? true : literal("false") ? false : nil }

    /// A decimal string of at most 19 digits.
    mutating func permissions() -> Permissions? {
        guard let range = string(), (1...19).contains(range.count) else { return nil }
        var inner = inside(range)
        guard let bits = inner.unsigned(), inner.position == range.upperBound else { return nil }
        return Permissions(rawValue: bits)
    }
}
