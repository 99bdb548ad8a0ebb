extension Sandbox {
    /// An emoji as a reaction names it: a Unicode one by its text, a custom one by name and id.
    public struct Emoji: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
        /// The Unicode text or the custom emoji's name.
        public let name: String
        /// The id of a custom emoji.
        public let id: ID?

        /// A Unicode emoji.
        public init(_ text: String) {
            name = text
            id = nil
        }

        /// A Unicode emoji.
        public init(stringLiteral value: String) {
            self.init(value)
        }

        /// A custom emoji.
        public init(name: String, id: ID) {
            self.name = name
            self.id = id
        }

        /// The Unicode text, or `:name:`.
        public var description: String { id == nil ? name : ":\(name):" }

        /// Byte for byte: canonically equal texts are different emoji to Discord.
        public static func == (left: Emoji, right: Emoji) -> Bool {
            left.id == right.id && left.name.utf8.elementsEqual(right.name.utf8)
        }

        /// Agrees with `==`.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(id)
        }

        /// Reads the form used in addresses: the emoji itself or `name:id`. Nil when there is no such emoji.
        init?(inAddress text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            if parts.count == 2, let id = ID(parts[1]), !parts[0].isEmpty {
                self.init(name: String(parts[0]), id: id)
            } else if Self.isUnicodeEmoji(text) {
                self.init(text)
            } else {
                return nil
            }
        }

        static func isUnicodeEmoji(_ text: String) -> Bool {
            guard text.count == 1, let first = text.unicodeScalars.first else { return false }
            if first.isASCII { return text.unicodeScalars.contains("\u{20E3}") }
            return first.properties.isEmoji
        }

        var json: JSON { ["id": .id(id), "name": .string(name)] }
    }
}
