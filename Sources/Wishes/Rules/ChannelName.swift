import Foundation

/// The rules for the name of a wished channel.
///
/// Source: https://docs.discord.com/developers/resources/channel
enum ChannelName {
    /// The judgement of a wished name.
    enum Verdict: Equatable {
        /// Allowed: the normalised name.
        case valid(String)
        /// Not allowed, and why.
        case refused(Flaw)
    }

    /// What is wrong with a name.
    enum Flaw: Equatable {
        /// Nothing in it can be read.
        case empty
        /// It has so many UTF-16 units.
        case tooLong(Int)
        /// It looks like a reserved word, or begins with one.
        case reserved(String)
    }

    /// Judges a name as a member typed it.
    static func judge(_ text: String, reserved: ReservedNames) -> Verdict {
        let name = normalized(text)
        guard
            name.unicodeScalars.contains(where: {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
                    || $0.properties.isEmojiPresentation
            })
        else { return .refused(.empty) }
        guard name.utf16.count <= 100 else { return .refused(.tooLong(name.utf16.count)) }
        if let word = reserved.word(in: name) { return .refused(.reserved(word)) }
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
}
