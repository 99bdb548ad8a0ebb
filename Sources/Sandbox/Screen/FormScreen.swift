/// Draws a form for a terminal.
struct FormScreen {
    let width: Int
    let ansi: ANSIStyle

    init(width: Int, ansi: ANSIStyle) {
        self.width = min(max(width, 30), 100)
        self.ansi = ansi
    }

    func draw(_ form: JSON) -> String {
        let rule = ansi.paint(String(repeating: "─", count: width), .dim)
        var lines = [ansi.paint(form["title"]?.text ?? "", .bold), rule]
        for component in form["components"]?.list ?? [] {
            if let text = component["content"]?.text { lines += [ansi.paint(text, []), ""] }
            guard let field = component["component"] ?? component["components"]?[0] else { continue }
            let label = component["label"]?.text ?? field["label"]?.text ?? ""
            lines.append(ansi.paint(label + (field["required"]?.flag == false ? "" : " *"), .bold))
            if let text = component.present("description")?.text { lines.append(ansi.paint(text, .dim)) }
            lines += box(field) + [""]
        }
        lines.append(ansi.paint("[ Cancel ] [ Submit ]", .bold))
        return lines.joined(separator: "\n") + "\n"
    }

    private func box(_ field: JSON) -> [String] {
        let text = field.present("value")?.text ?? ""
        let shown = text.isEmpty ? field.present("placeholder")?.text ?? "" : text
        let first = DisplayWidth.cut(shown.replacing("\n", with: " "), to: width - 4)
        let padding = String(repeating: " ", count: max(0, width - 4 - DisplayWidth.of(first)))
        let empty = "│" + String(repeating: " ", count: width - 2) + "│"
        let edge = String(repeating: "─", count: width - 2)
        let isLong = field["style"] == 2
        return ["┌\(edge)┐", "│ " + ansi.paint(first, text.isEmpty ? .dim : []) + padding + " │"]
            + (isLong ? [empty] : []) + ["└\(edge)┘"]
    }
}
