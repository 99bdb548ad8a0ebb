/// Reads one JSON document (RFC 8259), strictly: no comments, no trailing commas, nothing after the value, UTF-8 only.
///
/// Total: any bytes give a value or an error with its place. Nesting is bounded, so the stack is too.
struct JSONReader {
    /// The deepest nesting of objects and lists.
    static let depthLimit = 32

    private let bytes: ArraySlice<UInt8>
    private var index: Int
    /// The position of the next byte.
    private(set) var position = TextPosition()
    private var depth = 0

    /// Skips a byte order mark, which some editors write.
    private init(_ bytes: [UInt8]) {
        let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        self.bytes = bytes.dropFirst(hasMark ? 3 : 0)
        index = self.bytes.startIndex
    }

    /// The document's value.
    static func read(_ bytes: [UInt8]) throws(JSONSyntaxError) -> JSONNode {
        var reader = JSONReader(bytes)
        let node = try reader.readValue()
        reader.skipWhiteSpace()
        guard reader.next == nil else { throw reader.unexpected("nothing more: the file's object has ended") }
        return node
    }

    // MARK: Values

    private mutating func readValue() throws(JSONSyntaxError) -> JSONNode {
        skipWhiteSpace()
        let start = position
        switch next {
        case UInt8(ascii: "{"): return JSONNode(value: try readObject(), position: start)
        case UInt8(ascii: "["): return JSONNode(value: try readArray(), position: start)
        case UInt8(ascii: "\""): return JSONNode(value: .string(try readString()), position: start)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
            return JSONNode(value: .number(try readNumber()), position: start)
        default: return JSONNode(value: try readWord(), position: start)
        }
    }

    private mutating func readObject() throws(JSONSyntaxError) -> JSONValue {
        try enter()
        var members: [JSONMember] = []
        if take("}") { return leave(.object([])) }
        repeat {
            skipWhiteSpace()
            let start = position
            guard next == UInt8(ascii: "\"") else {
                throw unexpected(members.isEmpty ? "a key in double quotes or }" : "a key in double quotes")
            }
            let key = try readString()
            guard take(":") else { throw unexpected("a colon after the key") }
            members.append(JSONMember(key: key, position: start, node: try readValue()))
        } while take(",")
        guard take("}") else { throw unexpected("a comma and the next key, or }") }
        return leave(.object(members))
    }

    private mutating func readArray() throws(JSONSyntaxError) -> JSONValue {
        try enter()
        var elements: [JSONNode] = []
        if take("]") { return leave(.array([])) }
        repeat { elements.append(try readValue()) } while take(",")
        guard take("]") else { throw unexpected("a comma and the next value, or ]") }
        return leave(.array(elements))
    }

    private mutating func readWord() throws(JSONSyntaxError) -> JSONValue {
        let words: [(String, JSONValue)] = [("true", .bool(true)), ("false", .bool(false)), ("null", .null)]
        for (word, value) in words where bytes[index...].starts(with: word.utf8) {
            for _ in word.utf8 { advance() }
            return value
        }
        throw unexpected("a value: a text in double quotes, a number, true, false, a list […] or an object {…}")
    }

    private mutating func enter() throws(JSONSyntaxError) {
        guard depth < Self.depthLimit else {
            throw JSONSyntaxError(
                position: position, found: "one more level of nesting", valid: "at most \(Self.depthLimit) levels")
        }
        depth += 1
        advance()
    }

    private mutating func leave(_ value: JSONValue) -> JSONValue {
        depth -= 1
        return value
    }
}

// MARK: - Bytes

extension JSONReader {
    /// The next byte; nil at the end.
    var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    /// Skips one byte and advances the position.
    mutating func advance() {
        guard let byte = next else { return }
        index += 1
        if byte == UInt8(ascii: "\n") {
            position = TextPosition(line: position.line + 1, column: 1)
        } else if byte & 0xC0 != 0x80 {
            position.column += 1
        }
    }

    /// Skips spaces, tabs and line ends.
    mutating func skipWhiteSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { advance() }
    }

    /// Skips white space, and that character if it follows. Returns whether it did.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipWhiteSpace()
        guard next == UInt8(ascii: character) else { return false }
        advance()
        return true
    }

    /// The error at the next byte, with an explanation for frequent mistakes (comments, trailing commas).
    func unexpected(_ valid: String) -> JSONSyntaxError {
        JSONSyntaxError(position: position, found: foundHere, valid: valid)
    }

    private var foundHere: String {
        guard let byte = next else { return "the end of the file" }
        switch byte {
        case UInt8(ascii: "/"), UInt8(ascii: "#"): return "a comment (JSON has none)"
        case UInt8(ascii: "'"): return "a single quote (JSON has only double quotes)"
        case UInt8(ascii: "}") where follows(","), UInt8(ascii: "]") where follows(","):
            return "\(Character(Unicode.Scalar(byte))) after a comma (the last one takes none)"
        case 0x21...0x7E: return "\"\(Character(Unicode.Scalar(byte)))\""
        case 0x80...: return "a character outside of quotes that is not ASCII"
        default: return "a control character"
        }
    }

    private func follows(_ character: Unicode.Scalar) -> Bool {
        let before = bytes[..<index].last { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return before == UInt8(ascii: character)
    }
}
