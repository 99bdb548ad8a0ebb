/// A place in a text file as editors count it: lines and characters from 1.
struct TextPosition: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// From 1.
    var line = 1
    /// From 1, in Unicode scalars.
    var column = 1

    /// `line 3, column 14`.
    var description: String { "line \(line), column \(column)" }

    /// Earlier in the file is smaller.
    static func < (left: TextPosition, right: TextPosition) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// A JSON value and where it begins.
struct JSONNode: Sendable, Equatable {
    /// The value.
    let value: JSONValue
    /// Its first character.
    let position: TextPosition
}

/// A JSON value as written: numbers are literal text, members keep their order, duplicates are kept.
enum JSONValue: Sendable, Equatable {
    /// `{…}`
    case object([JSONMember])
    /// `[…]`
    case array([JSONNode])
    /// `"…"`, unescaped.
    case string(String)
    /// A number's literal, unrounded: `0.67` is not the nearest binary fraction.
    case number(String)
    /// `true` or `false`
    case bool(Bool)
    /// `null`
    case null
}

/// One `"key": value` of an object.
struct JSONMember: Sendable, Equatable {
    /// The key, unescaped.
    let key: String
    /// The key's opening quote.
    let position: TextPosition
    /// The value.
    let node: JSONNode
}

/// Why a text is not JSON.
struct JSONSyntaxError: Error, Equatable {
    /// Where the error is.
    let position: TextPosition
    /// What was found.
    let found: String
    /// What would be valid.
    let valid: String
}
