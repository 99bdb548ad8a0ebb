/// Styles text with ANSI escape sequences, or leaves it plain.
struct ANSIStyle: Sendable {
    let isColored: Bool

    init(_ isColored: Bool) {
        self.isColored = isColored
    }

    /// The attributes of a piece of text.
    struct Attributes: OptionSet, Hashable, Sendable {
        let rawValue: Int
        static let bold = Attributes(rawValue: 1)
        static let dim = Attributes(rawValue: 2)
        static let mention = Attributes(rawValue: 4)
        static let link = Attributes(rawValue: 8)
        static let code = Attributes(rawValue: 16)
        static let italic = Attributes(rawValue: 32)
    }

    private static let codes: [(Attributes, String)] = [
        (.bold, "1"), (.dim, "2"), (.italic, "3"), (.link, "38;5;75"), (.mention, "38;5;111"), (.code, "38;5;180"),
    ]

    func paint(_ text: String, _ style: Attributes) -> String {
        let text = PaintedText.inert(text)
        guard isColored, !style.isEmpty, !text.isEmpty else { return text }
        let codes = Self.codes.filter { style.contains($0.0) }.map(\.1).joined(separator: ";")
        return "\u{1B}[\(codes)m\(text)\u{1B}[0m"
    }

    /// Text in a colour, as 0xRRGGBB.
    func paint(_ text: String, color: Int) -> String {
        let text = PaintedText.inert(text)
        guard isColored else { return text }
        return "\u{1B}[38;2;\(color >> 16 & 255);\(color >> 8 & 255);\(color & 255)m\(text)\u{1B}[0m"
    }

    /// White text on Discord's blue.
    func badge(_ text: String) -> String {
        isColored ? "\u{1B}[97;48;2;88;101;242m \(text) \u{1B}[0m" : "[\(text)]"
    }

    /// A name in a colour derived from it.
    func name(_ text: String) -> String {
        let palette = [0xE57373, 0xF0A35E, 0xD4C45A, 0x81C784, 0x4DB6AC, 0x64B5F6, 0x9A8CF0, 0xE58BC3]
        let index = text.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % palette.count
        guard isColored else { return PaintedText.inert(text) }
        return "\u{1B}[1m" + paint(text, color: palette[index])
    }
}
