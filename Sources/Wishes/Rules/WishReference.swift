import Discord

/// How a moderator names a wish: by its message, by a link to it, or by the id in the card's footer.
enum WishReference: Sendable, Equatable {
    /// The id of the message.
    case message(Snowflake)
    /// The twelve hexadecimal digits in the footer; a message's id is longer.
    case card(String)
    /// A link as Discord copies it. The channel is not needed: the message identifies the wish.
    case link(guild: Snowflake, message: Snowflake)

    private static let hosts = ["discord.com", "ptb.discord.com", "canary.discord.com"]

    /// Reads one word; nil if it is no reference. A link may be in `<…>`, which keeps Discord from embedding it.
    init?(_ word: some StringProtocol) {
        let isWrapped = word.hasPrefix("<") && word.hasSuffix(">")
        let text = isWrapped ? String(word.dropFirst().dropLast()) : String(word)
        if text.utf8.count == 12, text.utf8.allSatisfy(Self.isHexadecimal) {
            self = .card(text.lowercased())
        } else if let id = Snowflake(text) {
            self = .message(id)
        } else if let link = Self.link(text) {
            self = link
        } else {
            return nil
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    private static func link(_ text: String) -> WishReference? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 7, parts[0].lowercased() == "https:", parts[1].isEmpty,
            hosts.contains(parts[2].lowercased()), parts[3] == "channels", let guild = Snowflake(parts[4]),
            Snowflake(parts[5]) != nil, let message = Snowflake(parts[6])
        else { return nil }
        return .link(guild: guild, message: message)
    }
}
