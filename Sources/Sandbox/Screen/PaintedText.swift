/// Text of the world as a terminal may get it: nothing in it moves the cursor, colours, hides or turns text around.
enum PaintedText {
    /// The text with � for every control and format character but the joiner inside an emoji; line ends stay where the
    /// caller draws lines.
    static func inert(_ text: some StringProtocol, keepsLines: Bool = false) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return String(text) }
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            isHarmful(scalar) && !(keepsLines && scalar == "\n") ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        if (0x20...0x7E).contains(scalar.value) || scalar.value == 0x200D { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: return true
        default: return false
        }
    }
}
