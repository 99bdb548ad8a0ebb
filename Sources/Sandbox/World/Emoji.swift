extension Sandbox {
    /// The emoji of a reaction: Unicode text, or a custom emoji's name and id.
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

        /// Compares bytes: for Discord, canonically equivalent texts are different emoji.
        public static func == (left: Emoji, right: Emoji) -> Bool {
            left.id == right.id && left.name.utf8.elementsEqual(right.name.utf8)
        }

        /// Agrees with `==`.
        public func hash(into hasher: inout Hasher) {
            hasher.combine(id)
        }

        /// Reads the form used in paths: the emoji itself or `name:id`; nil when the text is neither.
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
