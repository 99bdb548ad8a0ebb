/// A member's text in the bot's answer, to be copied: as typed, in a code block, where nothing of it is a mention, a link or
/// markdown.
enum HandedBack {
    /// What a message can hold, and what the text of a card can, in UTF-16 units.
    /// Source: https://docs.discord.com/developers/resources/message
    static let (messageLimit, cardLimit) = (2_000, 4_096)

    /// The block; nil when it would be longer.
    static func block(_ text: String, limit: Int) -> String? {
        let block = "```\n" + inert(text) + "\n```"
        return block.utf16.count <= limit ? block : nil
    }

    /// The text without what could end the block or turn the direction of what follows.
    private static func inert(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where isKept(scalar) {
            // Three backticks in a row would end the block.
            if scalar == "`", scalars.last == "`" { scalars.append("\u{200B}") }
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x09: true
        case 0x202A...0x202E, 0x2066...0x2069: false
        default: scalar.properties.generalCategory != .control
        }
    }
}
