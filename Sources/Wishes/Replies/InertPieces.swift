/// Escaped text as pieces that are kept or dropped whole: a grapheme with its escapes, a custom emoji, a link.
struct InertPieces {
    /// What happens to the links in a text.
    enum Links: Equatable {
        /// Whole links of at most so many UTF-16 units stay links.
        case bare(longest: Int)
        /// No link is left, of any scheme.
        case none
    }

    private struct Piece {
        var text: String
        var isLink = false
        var isSpace: Bool { text == " " || text == "\n" }
    }

    private var pieces: [Piece] = []

    /// No pieces.
    init() {}

    /// The pieces of one line of visible text.
    init(_ line: String, links: Links) {
        let text = Array(links == .none ? LinkFreeText.line(line) : line)
        var index = 0
        var scanner = BareLinkScanner(text)
        let ordinal = Self.ordinalMark(text)
        while index < text.count {
            if let emoji = CustomEmoji.match(text, at: index) {
                pieces.append(Piece(text: emoji.text))
                index += emoji.length
            } else if case .bare(let longest) = links, let link = scanner.match(at: index, longest: longest) {
                pieces.append(Piece(text: link.text, isLink: true))
                index += link.length
            } else {
                let isMark = index == ordinal || (pieces.isEmpty && Markdown.beginsLine(text[index]))
                let escaped = isMark ? "\\\(text[index])" : Markdown.escape(text, at: index, isLabel: links == .none)
                pieces.append(Piece(text: escaped))
                index += 1
            }
        }
    }

    /// The pieces of one line for a place without markdown.
    init(plain line: String) {
        let text = Array(line)
        pieces = text.indices.map { Piece(text: Markdown.breakMention(text, at: $0)) }
    }

    /// Adds a line below.
    mutating func append(line: InertPieces) {
        if !pieces.isEmpty { pieces.append(Piece(text: "\n")) }
        pieces += line.pieces
    }

    /// The text in at most `limit` UTF-16 units; `…` replaces what was cut.
    func joined(limit: Int) -> String {
        if pieces.reduce(0, { $0 + $1.text.utf16.count }) <= limit { return pieces.map(\.text).joined() }
        guard limit > 0 else { return "" }
        var (kept, room) = (pieces[..<0], limit)
        while kept.endIndex < pieces.endIndex {
            let next = pieces[kept.endIndex]
            room -= next.text.utf16.count
            // A link would swallow an ellipsis that touches it.
            guard room >= (next.isLink ? 2 : 1) else { break }
            kept = pieces[...kept.endIndex]
        }
        while kept.last?.isSpace == true { kept.removeLast() }
        return kept.map(\.text).joined() + (kept.last?.isLink == true ? " …" : "…")
    }

    /// The index of the point or bracket of a leading `1.` or `1)`, which would begin a list.
    private static func ordinalMark(_ text: [Character]) -> Int? {
        let digits = text.prefix { ("0"..."9").contains($0) }.count
        guard digits > 0, digits < text.count, text[digits] == "." || text[digits] == ")" else { return nil }
        return digits
    }
}
