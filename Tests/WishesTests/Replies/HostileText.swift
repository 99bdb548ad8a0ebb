import Discord

@testable import Wishes

/// Random text of members who mean harm.
enum HostileText {
    private static let pieces = [
        "@everyone", "@here", "<@101>", "<@!101>", "<@&7>", "<#5>", "</wish:1>", "<t:0:R>", "<:a_b:12345678901234567>",
        "[x](https://evil.example)", "**", "__", "||", "~~", "`", "```", "\n# ", "\n> ", "\n- ", "\n1. ", "-# ", "\\",
        "https://", "http://", "https://a.example/(b)", "steam://", "://", "/", ":", "(", ")", "[", "]", "<", ">", ".",
        ",", "\"", "e\u{301}", "@", "wish ", " ", "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{0}", "\u{7}",
        "\u{1B}[31m", "\u{202E}", "\u{202D}", "\u{2066}", "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "\u{200B}",
        "\u{FEFF}", "\u{E0041}", "\u{FE0F}", "👩‍👩‍👧", "🇩🇪", "🏴\u{E0067}\u{E0062}\u{E007F}", "🌟", "\u{D4E}", "\u{115F}",
        "\u{3164}",
    ]
    private static let marks = ["\u{301}", "\u{489}", "\u{20DD}", "\u{E31}", "\u{1DC4}"]

    /// A text of about so many UTF-16 units.
    static func text(_ random: inout SplitMix64, units: Int = 4_000) -> String {
        var (text, length) = ("", 0)
        while length < units {
            let piece =
                switch Int.random(in: 0..<12, using: &random) {
                case 0:
                    String(
                        repeating: marks.randomElement(using: &random) ?? "",
                        count: .random(in: 1...300, using: &random))
                case 1:
                    String(
                        repeating: pieces.randomElement(using: &random) ?? "",
                        count: .random(in: 1...60, using: &random))
                case 2...4: Confusables.all.randomElement(using: &random).map { String($0) } ?? ""
                case 5: String(Unicode.Scalar(UInt32.random(in: 1...0x1_0FFFF, using: &random)) ?? "x")
                default: pieces.randomElement(using: &random) ?? ""
                }
            text += piece
            length += piece.utf16.count
        }
        return text
    }

    /// One kind of piece again and again: what a function does for each of them, it does that often.
    static func repetitions(units: Int) -> [String] {
        (pieces + marks + ["http://e\u{301}.", "<a:", "https:https:////", "1", "x"]).map {
            String(repeating: $0, count: max(1, units / $0.utf16.count))
        } + ["x" + String(repeating: "\u{301}", count: units)]
    }
}

/// What is wrong with a text that the bot shows.
enum ShownText {
    /// Characters that turn text around, hide it, or control a terminal. The bot's own invisible space breaks mentions,
    /// and joiners, selectors and tags hold emoji together.
    static func hidden(in text: String) -> [String] {
        var last: Unicode.Scalar?
        return text.unicodeScalars.compactMap { scalar in
            defer { last = scalar }
            guard VisibleText.isInvisible(scalar), scalar != "\n" else { return nil }
            switch scalar.value {
            case 0x200B where last == "@": return nil
            case 0x200D, 0xFE0E, 0xFE0F, 0xE0020...0xE007F: return nil
            default: return "U+" + String(scalar.value, radix: 16)
            }
        }
    }

    /// Markdown, mentions and masked links that are not escaped. Whole custom emoji and whole bare links stay.
    static func live(in text: String) -> [String] {
        let emoji = /<a?:[A-Za-z0-9_]{2,32}:[0-9]{17,20}>/.matchingSemantics(.unicodeScalar)
        let link = /https?:\/\/[^ \n<>\[\]*|`~\\]+/.ignoresCase().matchingSemantics(.unicodeScalar)
        let rest = text.replacing(emoji, with: "").replacing(link, with: "")
        var (found, isEscaped) = ([String](), false)
        for scalar in rest.unicodeScalars {
            if !isEscaped, "*_~|`<[]".unicodeScalars.contains(scalar) { found.append(String(scalar)) }
            isEscaped = !isEscaped && scalar == "\\"
        }
        return found
    }

    /// Pings, which Discord's server finds whatever stands around them.
    static func pings(in text: String) -> [String] {
        ["@everyone", "@here", "<@101>", "<@!101>", "<@&7>"].filter { Array(text.utf8).contains(Array($0.utf8)) }
    }
}
