import Foundation

/// The rules for the name of a wished channel.
///
/// Source: https://docs.discord.com/developers/resources/channel
enum ChannelName {
    /// The judgement of a wished name.
    enum Verdict: Equatable {
        /// Allowed: the normalised name.
        case valid(String)
        /// Not allowed, and why, in plain words.
        case refused(String)
    }

    /// Judges a name as a member typed it.
    static func judge(_ text: String, reserved: [String]) -> Verdict {
        let name = normalized(text)
        guard
            name.unicodeScalars.contains(where: {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
                    || $0.properties.isEmojiPresentation
            })
        else { return .refused("it needs at least one letter, digit or emoji") }
        guard name.utf16.count <= 100 else {
            return .refused("it has \(name.utf16.count) characters, Discord allows 100")
        }
        if let word = reserved.first(where: { isReserved(name, by: $0) }) {
            return .refused("names that begin with \"\(word)\" are reserved")
        }
        return .valid(name)
    }

    /// Trimmed, lower-cased, white space to `-`, repeats collapsed, invisible characters and what Discord drops
    /// removed; the joiner inside an emoji stays.
    static func normalized(_ text: String) -> String {
        var name = ""
        for character in text.precomposedStringWithCanonicalMapping.lowercased() {
            let part = visible(character)
            if part == "-" {
                if !name.isEmpty, name.last != "-" { name.append("-") }
            } else {
                name += part
            }
        }
        while name.last == "-" { name.removeLast() }
        return name
    }

    private static func visible(_ character: Character) -> String {
        if character.isWhitespace || dashes.contains(character) { return "-" }
        let isEmoji = character.unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
        if isEmoji {
            return String(character.unicodeScalars.filter { !isInvisible($0) || isEmojiGlue($0) }.map(Character.init))
        }
        let scalars = character.unicodeScalars.filter { !isInvisible($0) && !isDropped($0) }
        return String(scalars.map(Character.init))
    }

    private static let dashes: Set<Character> = ["-", "‐", "‑", "‒", "–", "—", "―", "−"]

    private static func isEmojiGlue(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x200D || scalar.value == 0xFE0F || (0xE0020...0xE007F).contains(scalar.value)
    }

    /// Control, format (bidi, zero-width, tags) and other invisible characters.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isDefaultIgnorableCodePoint || blanks.contains(scalar.value)
        }
    }

    /// Letters without a visible glyph.
    private static let blanks: Set<UInt32> = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0]

    /// Discord keeps letters, digits, `-`, `_` and emoji, and drops ASCII punctuation.
    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && !scalar.properties.isAlphabetic && !(48...57).contains(scalar.value) && scalar != "_"
    }

    // MARK: Reserved names

    private static func isReserved(_ name: String, by word: String) -> Bool {
        let (name, word) = (folded(name), folded(normalized(word)))
        guard !word.isEmpty, name.hasPrefix(word) else { return false }
        let next = name.dropFirst(word.count).first
        return next == nil || next == "-" || next == "_"
    }

    /// The text with compatibility forms, accents and the most common look-alikes folded, as a quick reader sees it.
    private static func folded(_ text: String) -> String {
        let plain = text.decomposedStringWithCompatibilityMapping.lowercased()
        return String(
            plain.unicodeScalars.filter {
                !$0.properties.isDiacritic && $0.properties.canonicalCombiningClass == .notReordered
            }
            .map { Character(lookAlikes[$0] ?? $0) })
    }

    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = [
        "а": "a", "ɑ": "a", "α": "a", "с": "c", "ԁ": "d", "е": "e", "ϵ": "e", "ε": "e", "һ": "h", "і": "i", "ı": "i",
        "ι": "i", "ј": "j", "ⅼ": "l", "ӏ": "l", "м": "m", "ո": "n", "η": "n", "о": "o", "ο": "o", "օ": "o", "σ": "o",
        "р": "p", "ρ": "p", "ѕ": "s", "т": "t", "τ": "t", "υ": "u", "ս": "u", "ν": "v", "ѵ": "v", "х": "x", "χ": "x",
        "у": "y", "γ": "y", "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t",
    ]
}
