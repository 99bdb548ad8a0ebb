/// Makes any text safe for an output: a terminal, the journal, a log file, a table.
///
/// One place for all of them, so that what came from outside cannot forge a line, colour a terminal or turn text around.
package enum OutputLine {
    /// The longest line, in scalars. journald cuts lines at 48 KiB, and what follows the cut would look like a line of its
    /// own.
    package static let limit = 8_000

    /// The text on one line: what is not inert is written as an escape (`\n`, `\u{202E}`); a result longer than
    /// `limit` scalars ends with …
    package static func text(_ text: String, limit: Int = limit) -> String {
        if isPlain(text, limit: limit) { return text }
        return escaped(text, limit: limit, also: [])
    }

    /// The same in double quotes; quotes and backslashes in it are escaped as well, so that it ends where it ends.
    package static func quoted(_ text: String, limit: Int = limit) -> String {
        "\"" + escaped(text, limit: limit, also: ["\"", "\\"]) + "\""
    }

    /// A cell of a table: as `text`, without a limit, and with its own line ends and tabs.
    package static func cell(_ text: String) -> String {
        rewritten(text, limit: .max) { scalar, isInert in
            isInert || scalar == "\n" || scalar == "\r" || scalar == "\t" ? nil : escape(scalar)
        }
    }

    /// JSON text with the same escaped as `\u202e`, which leaves its meaning as it is.
    package static func json(_ encoded: String) -> String {
        // Outside of strings JSON is ASCII, and its own line ends stay.
        rewritten(encoded, limit: .max) { scalar, isInert in
            isInert || scalar == "\n" ? nil : String(scalar).utf16.map(unicodeEscape).joined()
        }
    }

    private static func isPlain(_ text: String, limit: Int) -> Bool {
        var text = text
        return text.withUTF8 { bytes in bytes.count <= limit && bytes.allSatisfy { (0x20...0x7E).contains($0) } }
    }

    private static func escaped(_ text: String, limit: Int, also escapes: Set<Unicode.Scalar>) -> String {
        rewritten(text, limit: limit) { scalar, isInert in
            guard isInert else { return escape(scalar) }
            return escapes.contains(scalar) ? "\\\(scalar)" : nil
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        case "\0": "\\0"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    private static func unicodeEscape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// The text with what `replacement` returns in place of a scalar; nil keeps it. A result of more than `limit` scalars
    /// is cut.
    private static func rewritten(
        _ text: String, limit: Int, _ replacement: (Unicode.Scalar, _ isInert: Bool) -> String?
    ) -> String {
        var (inert, result, count) = (InertScalars(), [UInt8](), 0)
        result.reserveCapacity(text.utf8.count + 16)
        var rest = text.unicodeScalars.makeIterator()
        var next = rest.next()
        while let scalar = next {
            next = rest.next()
            let part = replacement(scalar, inert.admits(scalar, before: next))
            count += part?.utf8.count ?? 1
            guard count <= limit else {
                result.append(contentsOf: "…".utf8)
                break
            }
            if let part {
                result.append(contentsOf: part.utf8)
            } else if scalar.isASCII {
                result.append(UInt8(truncatingIfNeeded: scalar.value))
            } else {
                result.append(contentsOf: UTF8.encode(scalar) ?? .init())
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
