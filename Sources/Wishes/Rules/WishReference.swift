import Discord

/// How a moderator names a wish: by its message, by a link to it, or by the id in the card's footer.
enum WishReference: Sendable, Equatable {
    /// The id of the message.
    case message(Snowflake)
    /// The twelve hexadecimal digits in the footer; a message's id is longer.
    case card(String)
    /// A link as Discord copies it. The channel is not needed: the message identifies the wish.
    case link(guild: Snowflake, message: Snowflake)

    /// Discord's two domains, each also with one of these words before it.
    private static let hosts = Set(
        ["discord.com", "discordapp.com"].flatMap { domain in
            [domain] + ["www", "ptb", "canary"].map { "\($0).\(domain)" }
        })

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

    /// Reads a link with or without its scheme; what follows `?` or `#` is ignored.
    private static func link(_ text: String) -> WishReference? {
        var rest = text.prefix { $0 != "?" && $0 != "#" }
        for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count)
            break
        }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        let parts = rest.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 5, hosts.contains(parts[0].lowercased()), parts[1] == "channels",
            let guild = Snowflake(parts[2]), Snowflake(parts[3]) != nil, let message = Snowflake(parts[4])
        else { return nil }
        return .link(guild: guild, message: message)
    }
}
