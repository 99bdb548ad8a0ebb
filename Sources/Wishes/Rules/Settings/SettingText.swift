import Foundation

/// What the texts of settings must look like, wherever they come from: the configuration file or Discord.
package enum SettingText {
    /// The prefix of commands: 1 to 10 characters without white space.
    package static func isPrefix(_ text: String) -> Bool {
        isPrintable(text) && text.count <= 10 && !text.contains(where: \.isWhitespace)
    }

    /// The name or id of a channel, category or role: 1 to 100 characters.
    package static func isNameOrID(_ text: String) -> Bool { isPrintable(text) && text.count <= 100 }

    /// One emoji: itself, or a custom one as `name:id` or `<:name:id>`.
    package static func isVoteEmoji(_ text: String) -> Bool { isEmoji(text) || isCustomEmoji(text) }

    /// Not blank, and without control characters.
    package static func isPrintable(_ text: String) -> Bool {
        let hasControl = text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return !hasControl && text.contains { !$0.isWhitespace }
    }

    private static func isEmoji(_ text: String) -> Bool {
        guard text.count == 1 else { return false }
        return text.unicodeScalars.contains { $0.properties.isEmoji && $0.value >= 0xA9 || $0.value == 0x20E3 }
    }

    private static func isCustomEmoji(_ text: String) -> Bool {
        text.wholeMatch(of: /(?:<a?:)?[A-Za-z0-9_]{2,32}:[1-9][0-9]{0,18}>?/) != nil
            && text.hasPrefix("<") == text.hasSuffix(">")
    }
}
