import Foundation

/// Renders Discord's markup: marks become styles, mentions become names.
struct Markdown {
    let world: World
    let guildID: ID

    func read(_ text: String, _ base: ANSIStyle.Attributes = []) -> StyledText {
        var result = StyledText()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { result.append("\n") }
            result.append(block(line, base))
        }
        return result
    }

    private func block(_ line: Substring, _ base: ANSIStyle.Attributes) -> StyledText {
        for mark in ["### ", "## ", "# "] where line.hasPrefix(mark) {
            return inline(line.dropFirst(mark.count), base.union(.bold))
        }
        if line.hasPrefix("-# ") { return inline(line.dropFirst(3), base.union(.dim)) }
        var result = StyledText()
        var rest = line
        if line.hasPrefix("> ") {
            result.append("▎ ", .dim)
            rest = line.dropFirst(2)
        } else if line.hasPrefix("- ") || line.hasPrefix("* ") {
            result.append("• ", base)
            rest = line.dropFirst(2)
        }
        result.append(inline(rest, base))
        return result
    }

    private static let pairs: [(String, ANSIStyle.Attributes)] = [
        ("**", .bold), ("__", .italic), ("~~", .dim), ("`", .code), ("*", .italic), ("_", .italic),
    ]

    private func inline(_ text: Substring, _ base: ANSIStyle.Attributes) -> StyledText {
        var result = StyledText()
        var rest = text
        while let first = rest.first {
            if first == "\\", let next = rest.dropFirst().first, next.isPunctuation || next.isSymbol {
                result.append(String(next), base)
                rest = rest.dropFirst(2)
            } else if let (piece, after) = special(rest, base) {
                result.append(piece)
                rest = after
            } else {
                result.append(String(first), base)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    private func special(_ text: Substring, _ base: ANSIStyle.Attributes) -> (StyledText, Substring)? {
        if text.first == "<" { return mention(text, base) }
        if text.first == "[" { return link(text, base) }
        for (mark, style) in Self.pairs where text.hasPrefix(mark) {
            let inner = text.dropFirst(mark.count)
            guard let end = inner.firstRange(of: mark), end.lowerBound > inner.startIndex, inner.first != " " else {
                continue
            }
            // An underscore inside a word is literal.
            if mark == "_", let next = inner[end.upperBound...].first, next.isLetter || next.isNumber { continue }
            let body = inner[..<end.lowerBound]
            let piece = mark == "`" ? StyledText(body, base.union(style)) : inline(body, base.union(style))
            return (piece, inner[end.upperBound...])
        }
        return nil
    }

    private func link(_ text: Substring, _ base: ANSIStyle.Attributes) -> (StyledText, Substring)? {
        guard let middle = text.firstRange(of: "]("), let end = text[middle.upperBound...].firstIndex(of: ")") else {
            return nil
        }
        let label = text[text.index(after: text.startIndex)..<middle.lowerBound]
        guard text[middle.upperBound...].hasPrefix("http"), !label.contains("\n") else { return nil }
        return (inline(label, base.union(.link)), text[text.index(after: end)...])
    }

    private func mention(_ text: Substring, _ base: ANSIStyle.Attributes) -> (StyledText, Substring)? {
        guard let end = text.firstIndex(of: ">") else { return nil }
        let inner = text[text.index(after: text.startIndex)..<end]
        guard let name = name(inner) else { return nil }
        return (StyledText(name, base.union(.mention)), text[text.index(after: end)...])
    }

    private func name(_ inner: Substring) -> String? {
        if inner.hasPrefix("@&"), let id = ID(inner.dropFirst(2)) {
            return "@" + (world.guilds[guildID]?.roles.first { $0.id == id }?.name ?? "deleted-role")
        }
        if inner.hasPrefix("@"), let id = ID(inner.dropFirst().drop { $0 == "!" }) {
            return "@" + (world.users[id]?.name ?? "unknown-user")
        }
        if inner.hasPrefix("#"), let id = ID(inner.dropFirst()) { return "#" + (world.channels[id]?.name ?? "unknown") }
        let parts = inner.split(separator: ":")
        if parts.first == "t", parts.count > 1, let seconds = Double(parts[1]) {
            let date = Date(timeIntervalSince1970: seconds)
            return "\(Timestamp.day(date)) \(Timestamp.clock(date))"
        }
        if inner.hasPrefix(":") || inner.hasPrefix("a:"), parts.count >= 2 { return ":\(parts[parts.count - 2]):" }
        return inner.hasPrefix("http") ? String(inner) : nil
    }
}
