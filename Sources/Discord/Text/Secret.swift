/// A secret: a token, a session's id. `print`, `dump` and interpolation show none of its characters, also inside another
/// value, and `SecretMask` knows it from its making.
package struct Secret: Sendable, Hashable {
    /// What is printed in its place.
    static let placeholder = "<secret>"

    private let value: String

    /// Wraps a secret, which is hidden in every output from now on.
    package init(_ value: String, _ life: SecretMask.Life = .process) {
        self.value = value
        SecretMask.shared.remember(value, life)
    }

    /// The secret itself, only for sending it.
    package func reveal() -> String {
        value
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<secret>`.
    package var description: String { Self.placeholder }
    /// Always `<secret>`.
    package var debugDescription: String { description }
    /// No children.
    package var customMirror: Mirror { Mirror(self, children: [], displayStyle: .struct) }
}
