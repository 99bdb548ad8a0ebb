extension JSONCursor {
    /// A string's text with its escapes resolved (RFC 8259 §7). Nil when an escape is malformed.
    ///
    /// Discord may write an emoji as `\ud83c\udf1f`; the other scanned fields contain no escapes.
    func escapedText(_ range: Range<Int>) -> String? {
        var units: [UInt16] = []
        var text = ""
        guard let raw = rawText(range) else { return nil }
        var rest = raw[...]
        while let character = rest.unicodeScalars.popFirst() {
            guard character == "\\" else {
                Self.flush(&units, into: &text)
                text.unicodeScalars.append(character)
                continue
            }
            guard let escape = rest.unicodeScalars.popFirst() else { return nil }
            if escape == "u" {
                guard let unit = Self.unit(&rest) else { return nil }
                units.append(unit)
            } else {
                guard let plain = Self.shortEscapes[escape] else { return nil }
                Self.flush(&units, into: &text)
                text.unicodeScalars.append(plain)
            }
        }
        Self.flush(&units, into: &text)
        return text
    }

    /// The four hexadecimal digits of `\u`. Scalar by scalar: a combining scalar behind them joins the last digit to one
    /// character, and a number may have a sign.
    private static func unit(_ text: inout Substring) -> UInt16? {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = text.unicodeScalars.popFirst(), digit.isASCII,
                let value = Character(digit).hexDigitValue
            else { return nil }
            unit = unit << 4 | UInt16(value)
        }
        return unit
    }

    private static let shortEscapes: [Unicode.Scalar: Unicode.Scalar] = [
        "\"": "\"", "\\": "\\", "/": "/", "b": "\u{8}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t",
    ]

    private static func flush(_ units: inout [UInt16], into text: inout String) {
        guard !units.isEmpty else { return }
        text += String(decoding: units, as: UTF16.self)
        units.removeAll(keepingCapacity: true)
    }
}
