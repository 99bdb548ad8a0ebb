extension JSONReader {
    /// A number's literal; the grammar of RFC 8259 §6: no leading zeros, no plus sign, digits around the point.
    mutating func readNumber() throws(JSONSyntaxError) -> String {
        var literal = ""
        if next == UInt8(ascii: "-") { appendByte(to: &literal) }
        if next == UInt8(ascii: "0") {
            appendByte(to: &literal)
            if let byte = next, Self.isDigit(byte) { throw unexpected("no digit: numbers have no leading zeros") }
        } else {
            try readDigits(into: &literal)
        }
        if next == UInt8(ascii: ".") {
            appendByte(to: &literal)
            try readDigits(into: &literal)
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            appendByte(to: &literal)
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { appendByte(to: &literal) }
            try readDigits(into: &literal)
        }
        return literal
    }

    private mutating func readDigits(into literal: inout String) throws(JSONSyntaxError) {
        guard let first = next, Self.isDigit(first) else { throw unexpected("a digit") }
        while let byte = next, Self.isDigit(byte) { appendByte(to: &literal) }
    }

    private mutating func appendByte(to literal: inout String) {
        guard let byte = next else { return }
        literal.unicodeScalars.append(Unicode.Scalar(byte))
        advance()
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    // MARK: Strings

    /// A string, unescaped, from its opening quote on.
    mutating func readString() throws(JSONSyntaxError) -> String {
        let start = position
        var text: [UInt8] = []
        advance()
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else {
                throw JSONSyntaxError(
                    position: position, found: "a line end or control character inside a text",
                    valid: "a double quote that ends the text, or an escape such as \\n")
            }
            if byte == UInt8(ascii: "\\") {
                text.append(contentsOf: String(Character(try readEscape())).utf8)
            } else {
                text.append(byte)
                advance()
            }
        }
        guard next != nil else { throw unexpected("a double quote: a text begins at \(start) and never ends") }
        advance()
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONSyntaxError(position: start, found: "a text that is not UTF-8", valid: "a file saved as UTF-8")
        }
        return string
    }

    private mutating func readEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let start = position
        advance()
        guard let letter = next else { throw unexpected("the rest of an escape") }
        advance()
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readCodePoint(of: start)
        default:
            throw JSONSyntaxError(
                position: start, found: "an unknown escape", valid: #"one of \" \\ \/ \b \f \n \r \t \u0000"#)
        }
    }

    /// Four hexadecimal digits, and four more when they are the first half of a surrogate pair.
    private mutating func readCodePoint(of escape: TextPosition) throws(JSONSyntaxError) -> Unicode.Scalar {
        let unit = try readCodeUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let half = JSONSyntaxError(
            position: escape, found: "half of a surrogate pair", valid: "both halves, or the character itself")
        guard unit < 0xDC00, next == UInt8(ascii: "\\") else { throw half }
        advance()
        guard next == UInt8(ascii: "u") else { throw half }
        advance()
        let second = try readCodeUnit()
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF)))
        else { throw half }
        return scalar
    }

    private mutating func readCodeUnit() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw unexpected("a hexadecimal digit: \\u takes four")
            }
            unit = unit << 4 | UInt16(digit)
            advance()
        }
        return unit
    }
}
