/// The characters that Discord reads as markdown or as a mention, and how to escape them.
enum Markdown {
    /// Markdown characters at any place in a line. `<` begins mentions, timestamps, commands and wrapped links.
    private static let special: Set<Unicode.Scalar> = ["\\", "*", "_", "~", "|", "`", "<", "[", "]"]
    private static let zeroWidthSpace = "\u{200B}"

    /// Whether a character at the start of a line makes the line a heading, a quote, a list item or small print.
    static func beginsLine(_ character: Character) -> Bool {
        character == "#" || character == ">" || character == "-" || character == "+"
    }

    /// The grapheme at `index`, escaped as needed. In a label, square brackets become round ones.
    static func escape(_ text: [Character], at index: Int, isLabel: Bool) -> String {
        var result = ""
        for scalar in text[index].unicodeScalars {
            switch scalar {
            case "[" where isLabel: result += "("
            case "]" where isLabel: result += ")"
            case "(" where index > 0 && text[index - 1] == "]" && !isLabel: result += "\\("
            // After an unescaped scheme, everything up to the next space becomes a link, escapes included.
            case ":" where isScheme(text, at: index): result += "\\:"
            case "@" where isMention(text, at: index): result += "@" + zeroWidthSpace
            case _ where special.contains(scalar): result += "\\" + String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// The grapheme at `index`; a zero-width space follows an `@` that would mention a member, a role or everyone.
    /// Discord's server ignores escapes when it looks for mentions, so an escape is not enough.
    static func breakMention(_ text: [Character], at index: Int) -> String {
        // Compare the last scalar: some letters join the character after them to one grapheme.
        let isAt = text[index].unicodeScalars.last == "@"
        return String(text[index]) + (isAt && isMention(text, at: index) ? zeroWidthSpace : "")
    }

    private static func isScheme(_ text: [Character], at index: Int) -> Bool {
        text.count > index + 2 && first(text[index + 1]) == "/" && first(text[index + 2]) == "/"
    }

    private static func isMention(_ text: [Character], at index: Int) -> Bool {
        let word = String(String.UnicodeScalarView(text[(index + 1)...].prefix(8).compactMap(first))).lowercased()
        guard let next = word.unicodeScalars.first else { return false }
        return word == "everyone" || word.hasPrefix("here") || next == "!" || next == "&" || ("0"..."9").contains(next)
    }

    /// The character without its accents, which Discord ignores when it compares and Swift does not.
    private static func first(_ character: Character) -> Unicode.Scalar? { character.unicodeScalars.first }
}

/// A custom emoji as Discord writes it: `<:name:id>` or `<a:name:id>`.
enum CustomEmoji {
    /// The emoji at `index` and how many characters it takes; nil if there is none.
    static func match(_ text: [Character], at index: Int) -> (text: String, length: Int)? {
        guard text[index] == "<", let end = text[index...].prefix(60).firstIndex(of: ">") else { return nil }
        let parts = String(text[(index + 1)..<end]).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty || parts[0] == "a", (2...32).contains(parts[1].count),
            parts[1].allSatisfy(isNameCharacter), (17...20).contains(parts[2].count),
            parts[2].allSatisfy({ ("0"..."9").contains($0) })
        else { return nil }
        return (String(text[index...end]), end - index + 1)
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "_")
    }
}
