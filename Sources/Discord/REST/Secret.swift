/// A token. It prints nothing of itself: not by `print`, not by `dump`, not inside another value.
package struct Secret: Sendable, Hashable {
    private let value: String

    /// Wraps a token.
    package init(_ value: String) {
        self.value = value
    }

    /// The token itself, for the one place that sends it.
    package func reveal() -> String {
        value
    }

    /// `text` with every occurrence of the token replaced: a page that echoes the request must not reach a log.
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
    /// Always the same word.
    package var description: String { "<secret>" }
    /// Always the same word.
    package var debugDescription: String { description }
    /// No children.
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
