/// Splits visible text into inert atoms: escapes what Discord's markdown would act on, breaks mentions, keeps links whole.
///
/// Works on scalars where it decides and on graphemes where it cuts: a combining mark after `*` or `@everyone` does not
/// stop Discord from seeing either.
struct InertScanner {
    private let characters: [Character]
    private let scalars: [Unicode.Scalar]
    private var character = 0
    private var scalar = 0
    private var isLineStart = true
    private var digitsAtLineStart = false
    private var atoms: [InertAtom] = []

    init(_ visible: String) {
        characters = Array(visible)
        scalars = Array(visible.unicodeScalars)
    }

    /// The atoms of the whole text.
    mutating func scan() -> [InertAtom] {
        while character < characters.count {
            if !scanLink() { scanCharacter() }
        }
        return atoms
    }

    private mutating func scanCharacter() {
        var text = ""
        if atoms.last?.isLink == true, needsEscape(scalars[scalar]) {
            // A link ends at white space only: without it the backslash would become part of the address.
            text = "\u{200A}"
        }
        for value in characters[character].unicodeScalars {
            if needsEscape(value) { text.unicodeScalars.append("\\") }
            text.unicodeScalars.append(value)
            if value == "@", startsMention() { text.unicodeScalars.append("\u{200B}") }
            noteLineStart(value)
            scalar += 1
        }
        character += 1
        atoms.append(InertAtom(text: text))
    }

    private func needsEscape(_ value: Unicode.Scalar) -> Bool {
        switch value {
        case "\\", "*", "_", "~", "|", "`", "[", "]", "<", ">": true
        case "#": isLineStart || previous == "<" || previous == "-"
        case "-", "+": isLineStart
        case ".", ")": digitsAtLineStart
        case "(": previous == "]"
        default: false
        }
    }

    private var previous: Unicode.Scalar? { scalar > 0 ? scalars[scalar - 1] : nil }

    /// Whether the `@` at this place would mention somebody.
    private func startsMention() -> Bool {
        previous == "<" || Self.massMentions.contains { matches($0, at: scalar + 1) }
    }

    private static let massMentions = ["everyone", "here"]

    private func matches(_ word: String, at start: Int) -> Bool {
        guard start + word.unicodeScalars.count <= scalars.count else { return false }
        return zip(word.unicodeScalars, scalars[start...]).allSatisfy { expected, found in
            String(expected) == found.properties.lowercaseMapping
        }
    }

    private mutating func noteLineStart(_ value: Unicode.Scalar) {
        if value == "\n" {
            (isLineStart, digitsAtLineStart) = (true, false)
        } else if isLineStart || digitsAtLineStart, ("0"..."9").contains(value) {
            (isLineStart, digitsAtLineStart) = (false, true)
        } else if !value.properties.isWhitespace {
            (isLineStart, digitsAtLineStart) = (false, false)
        } else {
            digitsAtLineStart = false
        }
    }

    // MARK: Links

    /// Takes a bare link as one atom, as it is: Discord reads no markdown inside it.
    private mutating func scanLink() -> Bool {
        guard let scheme = Self.schemes.first(where: { matches($0, at: scalar) && scalars[scalar] == "h" }) else {
            return false
        }
        var end = character + scheme.count
        while end < characters.count, Self.isLinkCharacter(characters[end]) { end += 1 }
        let link = Self.trimmed(characters[character..<end])
        guard link.count > scheme.count else { return false }
        let isBracketed = dropOpeningBracket(closedAt: character + link.count)
        appendLink(link)
        if isBracketed {
            character += 1
            scalar += 1
        }
        return true
    }

    private static let schemes = ["https://", "http://"]

    private mutating func appendLink(_ link: ArraySlice<Character>) {
        let address = String(link).replacing(/@(everyone|here)/.ignoresCase()) { "%40\($0.1)" }
        atoms.append(InertAtom(text: address, isLink: true))
        character += link.count
        scalar += link.reduce(0) { $0 + $1.unicodeScalars.count }
        (isLineStart, digitsAtLineStart) = (false, false)
    }

    /// `<https://…>` is how members write a link without a preview; Discord shows no brackets then, and neither do we.
    private mutating func dropOpeningBracket(closedAt end: Int) -> Bool {
        guard atoms.last?.text == "\\<", end < characters.count, characters[end] == ">" else { return false }
        atoms.removeLast()
        return true
    }

    private static func isLinkCharacter(_ value: Character) -> Bool {
        guard value.isASCII else {
            return (value.isLetter || value.isNumber) && !value.unicodeScalars.contains(where: \.isASCII)
        }
        return value.isLetter || value.isNumber || "-._~:/?#@!$&'()+,;=%*".contains(value)
    }

    /// Punctuation at the end belongs to the sentence; a closing parenthesis to the link only if it opens one.
    private static func trimmed(_ link: ArraySlice<Character>) -> ArraySlice<Character> {
        var link = link
        while let last = link.last {
            if last == ")" {
                if link.count(where: { $0 == "(" }) >= link.count(where: { $0 == ")" }) { break }
            } else if !".,:;!?'*_~-#".contains(last) {
                break
            }
            link.removeLast()
        }
        return link
    }
}
