import Discord

/// How a message turns to the bot: by the prefix, or by a mention of the bot or of its role at the beginning.
struct CommandAddress: Sendable, Equatable {
    /// The prefix of commands.
    var prefix: String
    /// The bot's account; nil while it is not known.
    var me: Snowflake?
    /// The role that Discord has made for the bot; nil where there is none. Clients offer it beside the bot.
    var role: Snowflake?
    /// Whether the prefix with a word for help is meant for this bot.
    var answersHelp = true
    /// The language of the guild, whose words members may type.
    var language = Language.english

    /// What follows the prefix or the mention, and whether it was a mention; nil when the message is for others.
    func rest(of content: String) -> (text: Substring, isMention: Bool)? {
        let text = content.drop(while: \.isWhitespace)
        for mention in mentions where text.hasPrefix(mention) {
            let rest = text.dropFirst(mention.count).drop(while: \.isWhitespace)
            return (withoutPrefix(rest) ?? rest, true)
        }
        return withoutPrefix(text).map { ($0, false) }
    }

    private var mentions: [String] {
        (me.map { ["<@\($0)>", "<@!\($0)>"] } ?? []) + (role.map { ["<@&\($0)>"] } ?? [])
    }

    private func withoutPrefix(_ text: Substring) -> Substring? {
        guard text.lowercased().hasPrefix(prefix.lowercased()) else { return nil }
        let rest = text.dropFirst(prefix.count)
        // A space after the prefix, as in "! wow", means that it is no command.
        return rest.first?.isWhitespace == false ? rest : nil
    }
}
