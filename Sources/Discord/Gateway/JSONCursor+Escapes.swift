extension JSONCursor {
    /// A string's text with its escapes resolved (RFC 8259 §7). Nil when an escape is malformed.
    ///
    /// Discord may write an emoji as `\ud83c\udf1f`; everything else that is scanned by hand holds no escapes.
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
                guard rest.utf8.count >= 4, let unit = UInt16(rest.prefix(4), radix: 16) else { return nil }
                units.append(unit)
                rest = rest.dropFirst(4)
            } else {
                guard let plain = Self.shortEscapes[escape] else { return nil }
                Self.flush(&units, into: &text)
                text.unicodeScalars.append(plain)
            }
        }
        Self.flush(&units, into: &text)
        return text
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
