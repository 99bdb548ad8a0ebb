/// A token. `print`, `dump` and interpolation show none of its characters, also inside another value.
package struct Secret: Sendable, Hashable {
    private let value: String

    /// Wraps a token.
    package init(_ value: String) {
        self.value = value
    }

    /// The token itself, only for sending it.
    package func reveal() -> String {
        value
    }

    /// `text` with every occurrence of the token replaced: a response may repeat the request, and goes to the log.
    func redacted(from text: String) -> String {
        guard !value.isEmpty else { return text }
        var result = ""
        var rest = text[...]
        while let start = rest.firstRange(of: value) {
            result += rest[..<start.lowerBound]
            result += description
            rest = rest[start.upperBound...]
        }
        return result + rest
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<secret>`.
    package var description: String { "<secret>" }
    /// Always `<secret>`.
    package var debugDescription: String { description }
    /// No children.
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
