import Discord

/// The sizes of values in a file: as large as the bot itself could have written them, and no larger.
enum FileLimits {
    /// A message with a subscription; a wish cannot be longer.
    /// Source: https://docs.discord.com/developers/resources/message#create-message
    static let text = 4_000
    /// Names of guilds, members, emoji and cards.
    static let name = 100
    /// Reasons that were reported, one a line.
    static let reasons = 80_000
    /// Counts of members and repetitions, so that sums of them fit into `Int`.
    static let count = 0...1_000_000_000
    /// Rows of a wish's history.
    static let history = 10_000
}

extension String {
    /// At most so many UTF-16 units, without a character cut in half.
    func cut(to limit: Int) -> String {
        if utf16.count <= limit { return self }
        var end = utf16.index(startIndex, offsetBy: limit)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf16.index(before: end) }
        return String(self[..<end])
    }
}

/// The rules of `!wish`, for wishes that a file brings.
enum WishRules {
    /// Why a wish would not be accepted; nil when it would.
    static func flaw(
        _ kind: WishKind, text: String, channelName: String?, isOpen: Bool, reserved: ReservedNames
    ) -> String? {
        let length = text.utf16.count
        guard length <= FileLimits.text else {
            return "its text has \(length) characters, a message has at most \(FileLimits.text)"
        }
        if kind != .channel {
            return VisibleText.line(text).isEmpty ? "its text is empty" : nil
        }
        switch ChannelName.judge(
            channelName ?? "", reserved: isOpen ? reserved : ReservedNames(prefixes: [], names: []))
        {
        case .valid: return nil
        case .refused(let why): return "its channel name \(OutsideText(channelName ?? "").quoted): \(why)"
        }
    }
}
