/// Text that came from outside: a guild's name, a file's value, a server's words.
///
/// Printing it shows a plain name as it is and everything else in quotes, so that no sentence around it can be forged.
/// Who writes such text into a sentence wraps it in this type; in metadata of a log line it is quoted anyway.
package struct OutsideText: Sendable, Hashable, CustomStringConvertible {
    private let text: String
    private let limit: Int

    /// Wraps a text, of which at most `limit` scalars are shown.
    package init(_ text: some StringProtocol, limit: Int = 100) {
        self.text = String(text)
        self.limit = limit
    }

    /// As it is when it is a plain name: letters, digits, emoji, single spaces and a few signs that separate nothing.
    /// Otherwise as `quoted`.
    package var description: String { isPlain ? text : quoted }

    /// In double quotes, everything escaped that is not inert.
    package var quoted: String { OutputLine.quoted(text, limit: limit) }

    /// Signs of names that cannot be taken for part of the sentence around them.
    private static let signs: Set<Unicode.Scalar> = [
        "-", "_", "'", "’", "&", ".", "!", "?", "#", "+", "/", "(", ")", "*", "@", "~", "|", "·", "•", "–", "—",
    ]
    /// The Japanese signs for a long vowel, the only modifier letters that are not looked at twice.
    private static let longVowels: Set<UInt32> = [0x30FC, 0xFF70]

    private var isPlain: Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, first != " ", scalars.last != " ", scalars.count <= limit,
            OutputLine.text(text) == text
        else { return false }
        var wasSpace = false
        for scalar in scalars {
            guard Self.isPlain(scalar), !(wasSpace && scalar == " ") else { return false }
            wasSpace = scalar == " "
        }
        return true
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == " " || signs.contains(scalar) { return true }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber, .letterNumber,
            .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark:
            return true
        case .modifierLetter: return longVowels.contains(scalar.value)
        case .otherSymbol, .modifierSymbol, .format:
            // Joiners are admitted between the parts of an emoji only.
            return scalar.value > 0xFF && (scalar.properties.isEmoji || scalar.value == 0x200D)
        default: return false
        }
    }
}
