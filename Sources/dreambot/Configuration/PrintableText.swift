import Discord

/// Text from the file, escaped for one line of an error message.
enum PrintableText {
    /// In quotes, cut after 60 characters, with everything invisible escaped; never a token.
    static func quoted(_ text: String) -> String {
        guard !SecretShape.matches(text) else { return "(not shown: it looks like a token)" }
        return OutputLine.quoted(text, limit: 60)
    }

    /// A file's path, in quotes when it holds invisible characters.
    static func path(_ path: String) -> String {
        let isPlain = OutputLine.text(path) == path && !SecretShape.matches(path) && !path.isEmpty
        return isPlain ? path : quoted(path)
    }

    /// The type of a value, in words.
    static func naming(_ value: JSONValue) -> String {
        switch value {
        case .object: "an object"
        case .array: "a list"
        case .string(let text): text.isEmpty ? "an empty text" : "the text \(quoted(text))"
        case .number(let literal): "the number \(literal.count > 40 ? literal.prefix(40) + "…" : literal)"
        case .bool(let flag): "\(flag)"
        case .null: "null"
        }
    }
}

/// What Discord's tokens look like: three parts of URL-safe base64, separated by dots, 50 bytes or more.
///
/// An error message about a misplaced token must not quote it.
enum SecretShape {
    /// Whether some word of a text could be a token.
    static func matches(_ text: String) -> Bool {
        text.utf8.split { !isTokenByte($0) }.contains { word in
            word.count >= 50 && word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).count == 3
        }
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
            return true
        default: return false
        }
    }
}
