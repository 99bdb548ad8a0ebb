import Foundation

/// Member text made harmless for Discord's markdown: mentions, masked links and formatting are displayed as typed.
/// Whole bare links may stay links; no link can hide behind other words.
enum InertText {
    /// Member text on one line, at most `limit` UTF-16 units after escaping; what does not fit is cut with `…` on a
    /// grapheme boundary, never inside an escape, a custom emoji or a link.
    static func line(_ text: String, limit: Int) -> String {
        InertPieces(VisibleText.line(text), links: .bare(longest: limit)).joined(limit: limit)
    }

    /// The same over several lines, at most `maxLines`; further ones are joined to the last.
    static func block(_ text: String, limit: Int, maxLines: Int) -> String {
        let lines = VisibleText.lines(text)
        let own = max(0, min(lines.count, maxLines) - 1)
        let rest = lines.dropFirst(own).joined(separator: " ")
        var pieces = InertPieces()
        for line in lines.prefix(own) + (rest.isEmpty ? [] : [rest]) {
            pieces.append(line: InertPieces(line, links: .bare(longest: limit)))
        }
        return pieces.joined(limit: limit)
    }

    /// Member text for the label of one of the bot's links, or inside a sentence: without links, and with round
    /// brackets instead of square ones, because Discord ignores escapes when it looks for the end of a label. Never
    /// empty, because a link without a label is invisible: text without visible characters becomes `otherwise`.
    static func label(_ text: String, limit: Int, otherwise: String = "…") -> String {
        let label = InertPieces(VisibleText.line(text), links: .none).joined(limit: limit)
        return label.isEmpty ? otherwise : label
    }

    /// Member text as the label of a link, or alone when the link is not known. Never empty: Discord refuses a card
    /// with an empty part.
    static func words(_ text: String, link: String?, limit: Int) -> String {
        if let link { return "[\(label(text, limit: limit))](\(link))" }
        let line = line(text, limit: limit)
        return line.isEmpty ? "…" : line
    }

    /// Member text for a title or a footer, where Discord renders no markdown and an escape would show.
    static func plain(_ text: String, limit: Int) -> String {
        InertPieces(plain: VisibleText.line(text)).joined(limit: limit)
    }

    /// Text for the inside of a code span.
    static func code(_ text: String, limit: Int) -> String {
        plain(text, limit: limit).replacingOccurrences(of: "`", with: "'")
    }
}
