/// Text with a style for every character; wrapped before it is painted.
struct StyledText: Sendable {
    private(set) var glyphs: [(character: Character, style: ANSIStyle.Attributes)] = []

    init() {}

    init(_ text: some StringProtocol, _ style: ANSIStyle.Attributes = []) {
        append(text, style)
    }

    mutating func append(_ text: some StringProtocol, _ style: ANSIStyle.Attributes = []) {
        for character in PaintedText.inert(text, keepsLines: true) { glyphs.append((character, style)) }
    }

    mutating func append(_ other: StyledText) {
        glyphs += other.glyphs
    }

    var width: Int { glyphs.reduce(0) { $0 + DisplayWidth.of($1.character) } }

    /// Lines of at most a width: broken at line ends, at spaces, and inside words longer than a line.
    func wrapped(to width: Int) -> [StyledText] {
        glyphs.split(omittingEmptySubsequences: false) { $0.character.isNewline }.flatMap { line in
            Self.wrap(line, to: max(2, width))
        }
    }

    private static func wrap(_ line: ArraySlice<(character: Character, style: ANSIStyle.Attributes)>, to width: Int)
        -> [StyledText]
    {
        var lines: [StyledText] = []
        var rest = line
        while true {
            guard let end = overflow(rest, width) else { return lines + [StyledText(glyphs: Array(rest))] }
            let space = rest[rest.startIndex...end].lastIndex { $0.character == " " }
            if let space, space > rest.startIndex {
                lines.append(StyledText(glyphs: Array(rest[..<space])))
                rest = rest[space...].drop { $0.character == " " }
            } else {
                let end = max(end, rest.startIndex + 1)
                lines.append(StyledText(glyphs: Array(rest[..<end])))
                rest = rest[end...]
            }
        }
    }

    /// The index of the first character that does not fit into a line.
    private static func overflow(_ line: ArraySlice<(character: Character, style: ANSIStyle.Attributes)>, _ width: Int)
        -> Int?
    {
        var used = 0
        for index in line.indices {
            used += DisplayWidth.of(line[index].character)
            if used > width { return index }
        }
        return nil
    }

    private init(glyphs: [(character: Character, style: ANSIStyle.Attributes)]) {
        self.glyphs = glyphs
    }

    /// The painted line, padded with spaces to a width.
    func painted(_ ansi: ANSIStyle, filledTo filled: Int = 0) -> String {
        var result = ""
        var run = ""
        var style: ANSIStyle.Attributes = []
        for glyph in glyphs {
            if glyph.style != style {
                result += ansi.paint(run, style)
                (run, style) = ("", glyph.style)
            }
            run.append(glyph.character)
        }
        return result + ansi.paint(run, style) + String(repeating: " ", count: max(0, filled - width))
    }
}
