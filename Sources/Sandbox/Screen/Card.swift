/// Draws an embed as a card with a coloured bar on the left and a thin border.
struct Card {
    let width: Int
    let ansi: ANSIStyle
    let markdown: Markdown

    /// The card's lines without indentation.
    func draw(_ embed: JSON) -> [String] {
        let color = embed["color"]?.number ?? 0x4E5058
        let inside = rows(embed)
        let edge = String(repeating: "─", count: width - 2)
        let bar = ansi.paint("┃", color: color)
        var lines = [ansi.paint("┏", color: color) + ansi.paint(edge + "╮", .dim)]
        for row in inside { lines.append(bar + " " + row.painted(ansi, filledTo: inner) + " " + ansi.paint("│", .dim)) }
        lines.append(ansi.paint("┗", color: color) + ansi.paint(edge + "╯", .dim))
        return lines
    }

    private var inner: Int { width - 4 }

    private func rows(_ embed: JSON) -> [StyledText] {
        var blocks: [[StyledText]] = []
        if let author = embed["author"]?["name"]?.text { blocks.append(markdown.read(author, .dim).wrapped(to: inner)) }
        if let title = embed["title"]?.text {
            let style: ANSIStyle.Attributes = embed["url"] == nil ? .bold : [.bold, .link]
            blocks.append(markdown.read(title, style).wrapped(to: inner))
        }
        if let text = embed["description"]?.text { blocks.append(markdown.read(text).wrapped(to: inner)) }
        let head = blocks.flatMap(\.self)
        var sections = head.isEmpty ? [] : [head]
        sections += fields(embed["fields"]?.list ?? [])
        for key in ["image", "thumbnail"] {
            if let url = embed[key]?["url"]?.text { sections.append(StyledText("🖼  " + url, .dim).wrapped(to: inner)) }
        }
        if let footer = footer(embed) { sections.append(StyledText(footer, .dim).wrapped(to: inner)) }
        return Array(sections.joined(separator: [StyledText()]))
    }

    private func footer(_ embed: JSON) -> String? {
        let date = embed["timestamp"]?.text.map { String($0.prefix(16)).replacing("T", with: " ") }
        let parts = [embed["footer"]?["text"]?.text, date].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " • ")
    }

    /// Up to three inline fields share a row; each other field has its own.
    private func fields(_ list: [JSON]) -> [[StyledText]] {
        var sections: [[StyledText]] = []
        var together: [JSON] = []
        for field in list {
            let isInline = field["inline"]?.flag ?? false
            if !together.isEmpty, !isInline || together.count == 3 {
                sections.append(columns(together))
                together = []
            }
            if isInline { together.append(field) } else { sections.append(column(field, inner)) }
        }
        if !together.isEmpty { sections.append(columns(together)) }
        return sections
    }

    private func column(_ field: JSON, _ width: Int) -> [StyledText] {
        markdown.read(field["name"]?.text ?? "", .bold).wrapped(to: width)
            + markdown.read(field["value"]?.text ?? "").wrapped(to: width)
    }

    private func columns(_ fields: [JSON]) -> [StyledText] {
        let gap = 2
        let width = (inner - gap * (fields.count - 1)) / fields.count
        let drawn = fields.map { column($0, width) }
        return (0..<(drawn.map(\.count).max() ?? 0)).map { row in
            var line = StyledText()
            for (place, lines) in drawn.enumerated() {
                let cell = row < lines.count ? lines[row] : StyledText()
                line.append(cell)
                guard place < drawn.count - 1 else { continue }
                line.append(String(repeating: " ", count: width - cell.width + gap))
            }
            return line
        }
    }
}
