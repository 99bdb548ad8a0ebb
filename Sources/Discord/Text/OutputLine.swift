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
        walk(text) { scalar, isInert, result in
            if isInert || scalar == "\n" || scalar == "\r" || scalar == "\t" {
                result.append(scalar)
            } else {
                result.append(contentsOf: escape(scalar).unicodeScalars)
            }
            return true
        }
    }

    /// JSON text with the same escaped as `\u202e`, which leaves its meaning as it is.
    package static func json(_ encoded: String) -> String {
        if encoded.utf8.allSatisfy({ (0x20...0x7E).contains($0) || $0 == 0x0A }) { return encoded }
        // Outside of strings JSON is ASCII, and its own line ends stay.
        return walk(encoded) { scalar, isInert, result in
            if isInert || scalar == "\n" {
                result.append(scalar)
            } else {
                for unit in String(scalar).utf16 { result.append(contentsOf: unicodeEscape(unit).unicodeScalars) }
            }
            return true
        }
    }

    private static func isPlain(_ text: String, limit: Int) -> Bool {
        var text = text
        return text.withUTF8 { bytes in bytes.count <= limit && bytes.allSatisfy { (0x20...0x7E).contains($0) } }
    }

    private static func escaped(_ text: String, limit: Int, also escapes: Set<Unicode.Scalar>) -> String {
        var (count, isCut) = (0, false)
        let shown = walk(text) { scalar, isInert, result in
            let part = isInert && !escapes.contains(scalar) ? nil : isInert ? "\\\(scalar)" : escape(scalar)
            count += part?.utf8.count ?? 1
            guard count <= limit else {
                isCut = true
                return false
            }
            if let part { result.append(contentsOf: part.unicodeScalars) } else { result.append(scalar) }
            return true
        }
        return isCut ? shown + "…" : shown
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

    /// Rewrites a text scalar by scalar, until `write` returns false.
    private static func walk(
        _ text: String, _ write: (Unicode.Scalar, _ isInert: Bool, inout String.UnicodeScalarView) -> Bool
    ) -> String {
        var (inert, result) = (InertScalars(), String.UnicodeScalarView())
        var rest = text.unicodeScalars.makeIterator()
        var next = rest.next()
        while let scalar = next {
            next = rest.next()
            guard write(scalar, inert.admits(scalar, before: next), &result) else { break }
        }
        return String(result)
    }
}
