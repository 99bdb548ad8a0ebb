/// Member text made harmless: it shows as it was typed, mentions nobody, formats nothing and hides no link.
///
/// Bare links stay links. Limits are UTF-16 units; a cut never falls inside a grapheme or an escape and shows `…`.
enum InertText {
    /// Everything in one line, for lists and inside sentences.
    static func line(_ text: String, limit: Int) -> String {
        let words = VisibleText.strip(text).split(whereSeparator: \.isWhitespace)
        return fit(words.joined(separator: " "), limit: limit, isCut: false)
    }

    /// Several lines, for cards: at most `maxLines`, with at most one empty line in a row.
    static func block(_ text: String, limit: Int, maxLines: Int) -> String {
        var lines: [Substring] = []
        for line in VisibleText.strip(text).split(separator: "\n", omittingEmptySubsequences: false) {
            var trimmed = line
            while trimmed.last?.isWhitespace == true { trimmed.removeLast() }
            if trimmed.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(lines.isEmpty ? trimmed.drop(while: \.isWhitespace) : trimmed)
        }
        if lines.last?.isEmpty == true { lines.removeLast() }
        let kept = lines.prefix(maxLines).joined(separator: "\n")
        return fit(kept, limit: limit, isCut: lines.count > maxLines)
    }

    /// Whether nothing is left to read: only white space, invisible characters and mentions.
    static func isBlank(_ text: String) -> Bool {
        VisibleText.strip(text)
            .replacing(/<(@[!&]?|#)[0-9]+>|@everyone|@here/.ignoresCase(), with: " ")
            .allSatisfy(\.isWhitespace)
    }

    private static func fit(_ visible: String, limit: Int, isCut: Bool) -> String {
        // A custom emoji would show as raw markup once it is inert: its name is what people typed.
        let named = visible.replacing(/<a?:([A-Za-z0-9_]{2,32}):[0-9]{1,20}>/) { ":\($0.1):" }
        var scanner = InertScanner(named)
        let atoms = scanner.scan()
        let length = atoms.reduce(0) { $0 + $1.text.utf16.count }
        if length <= limit, !isCut { return atoms.map(\.text).joined() }
        return cut(atoms, limit: limit)
    }

    private static func cut(_ atoms: [InertAtom], limit: Int) -> String {
        // Two units are kept free: a link swallows what follows it, so that the ellipsis needs a space there.
        var room = limit - 2
        var kept = atoms.prefix { atom in
            room -= atom.text.utf16.count
            return room >= 0
        }
        while kept.last?.isSpace == true { kept.removeLast() }
        if kept.isEmpty, let first = atoms.first, first.isLink, first.text.count > 1 {
            return cut(InertAtom.pieces(of: first), limit: limit)
        }
        let endsInLink = kept.reversed().prefix { !$0.isSpace }.contains(where: \.isLink)
        let result = kept.map(\.text).joined() + (endsInLink ? " …" : "…")
        return result.utf16.count <= limit ? result : ""
    }
}

/// A piece of inert text that is shown whole or not at all: a grapheme with its escapes, or a link.
struct InertAtom: Equatable {
    var text: String
    var isLink = false

    var isSpace: Bool { text.allSatisfy(\.isWhitespace) }

    /// The characters of a link that is longer than all the room there is.
    static func pieces(of link: InertAtom) -> [InertAtom] {
        link.text.map { InertAtom(text: String($0), isLink: true) }
    }
}
