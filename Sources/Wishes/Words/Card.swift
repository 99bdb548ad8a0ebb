/// What is shown in a frame under the bot's name; becomes an embed.
struct Card: Sendable, Equatable {
    /// A name and a value, shown under each other.
    struct Field: Sendable, Equatable {
        var name: String
        var value: String
    }

    /// The heading; empty for none.
    var title = ""
    /// The text; empty for none.
    var description = ""
    /// The fields, from top to bottom.
    var fields: [Field] = []
    /// The small print; Discord reads no markdown there. Empty for none.
    var footer = ""
    /// The colour of the frame's edge, 0xRRGGBB.
    var color = 0xF2_B1_3C

    /// Whether Discord accepts this as an embed: something to show, and every limit kept.
    var fits: Bool {
        let isPartwiseFitting =
            Self.units(title) <= 256 && Self.units(description) <= 4_096 && Self.units(footer) <= 2_048
            && fields.count <= 25 && (0...0xFF_FF_FF).contains(color)
        let areFieldsFitting = fields.allSatisfy { field in
            (1...256).contains(Self.units(field.name)) && (1...1_024).contains(Self.units(field.value))
        }
        return isPartwiseFitting && areFieldsFitting && (1...6_000).contains(totalUnits)
    }

    /// The UTF-16 units of all texts together, of which Discord accepts 6,000.
    var totalUnits: Int {
        let texts = [title, description, footer] + fields.flatMap { [$0.name, $0.value] }
        return texts.reduce(0) { $0 + Self.units($1) }
    }

    /// Discord counts after trimming. It does not say which unit it counts in; UTF-16 is the larger of the likely ones.
    private static func units(_ text: String) -> Int {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text.utf16.count
    }
}
