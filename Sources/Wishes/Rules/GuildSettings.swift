import Discord

/// What a guild can set for itself; the defaults are those of a guild that sets nothing.
package struct GuildSettings: Sendable, Equatable {
    /// The prefix of commands. A mention of the bot works too, whatever the prefix.
    package var prefix = "!"
    /// Whether the prefix with `help` is answered, which other bots of the guild may answer as well.
    package var answersHelp = true
    /// The channel of the cards, by name or id.
    package var suggestionsChannel = "suggestions"
    /// The channel, by name or id, in which moderators are told what needs a human; empty for none.
    package var moderatorsChannel = ""
    /// The category in which wished channels are made, by name or id.
    package var communityCategory = "💬 Community"
    /// The vote emoji: a Unicode emoji, or a custom one as `name:id`.
    package var voteEmoji = "🌟"
    /// The share of those who may vote, or the number of votes, that a channel wish needs.
    package var quorumRule = QuorumRule.share(basisPoints: 6700)
    /// Whose votes count.
    package var electorate = ElectorateRule.members
    /// Whether the vote of a wish's author counts.
    package var countsOwnVote = true
    /// Roles whose members are moderators, by name or id; `@everyone` has no effect.
    package var modRoles: [String] = []
    /// Roles whose members may wish, by name or id; every member may if the list is empty or holds `@everyone`.
    package var dreamerRoles: [String] = []
    /// Words that the name of a wished channel may not be or begin with.
    package var reservedChannelPrefixes = ["admin", "administrator", "mod", "moderator", "staff", "owner", "official"]
    /// Words that the name of a wished channel may not be.
    package var reservedChannelNames = [
        "rules", "announcements", "general", "suggestions", "welcome", "verify", "verification", "everyone", "here",
    ]
    /// How many wishes may be open, and how fast they may follow each other.
    package var quotas = WishQuotas()
    /// For how many minutes the author may edit a wish; 0 for never.
    package var editMinutes = 15
    /// After how many days an open wish expires; 0 for never.
    package var expireAfterDays = 0
    /// How authors hear what moderators have made of their wishes.
    package var tellAuthors = AuthorTelling.reply
    /// Whether each new wish gets a thread.
    package var threads = ThreadSetting.off
    /// The tone of the bot's sentences.
    package var voice = Voice.ahamkara
    /// The language of the bot's sentences; nil for the one that the guild prefers on Discord.
    package var language: Language?
    /// Texts in place of the bot's own; each has passed `Phrase.flaw(in:)`.
    package var texts: [Phrase: String] = [:]
    /// The language that the guild prefers on Discord; nil when it is not known, or when the bot does not speak it.
    var preferredLanguage: Language?
    /// Whether a summary is posted every week.
    package var postsWeeklySummary = true
    /// When the summary is due.
    package var weeklySchedule = WeeklySchedule()

    /// Makes the default settings.
    package init() {}
}

extension GuildSettings {
    /// Words that the name of a wished channel may not be.
    package var reservedNames: ReservedNames {
        ReservedNames(prefixes: reservedChannelPrefixes, names: reservedChannelNames)
    }

    /// The emoji that counts.
    var emoji: Emoji { Emoji(setting: voteEmoji) }

    /// How the vote emoji is written in a message.
    var emojiText: String { emoji.text }

    /// The emoji that counts under a card for which that one was kept, if any.
    func emoji(keptAs kept: String?) -> Emoji { Emoji(setting: kept ?? voteEmoji) }

    /// The emoji that counts under a wish's card: a changed setting is for new wishes.
    func emoji(of wish: Wish) -> Emoji { emoji(keptAs: wish.voteEmoji) }

    /// The language of what every member sees.
    var spokenLanguage: Language { language ?? preferredLanguage ?? .english }

    /// The bot's sentences.
    var replies: Replies { replies(in: spokenLanguage) }

    /// The bot's sentences for a member alone, in the member's language. Admins' texts are in the guild's language.
    func replies(in language: Language?, isSlash: Bool = false) -> Replies {
        let language = language ?? spokenLanguage
        let texts = Texts(language: language, voice: voice, own: language == spokenLanguage ? texts : [:])
        return Replies(texts: texts, prefix: prefix, isSlash: isSlash)
    }
}

extension Emoji {
    /// From the configuration: the emoji itself, or a custom one as `name:id` or `<:name:id>`.
    init(setting: String) {
        let inner = setting.hasPrefix("<") && setting.hasSuffix(">") ? String(setting.dropFirst().dropLast()) : setting
        let parts = inner.split(separator: ":")
        if let last = parts.last, parts.count >= 2, let id = Snowflake(last) {
            self.init(id: id, name: String(parts[parts.count - 2]))
        } else {
            self.init(name: setting)
        }
    }

    /// As it is written in the configuration.
    var setting: String { id.map { "\(name ?? "vote"):\($0)" } ?? name ?? "" }

    /// As it is written in a message.
    var text: String { id.map { "<:\(name ?? "vote"):\($0)>" } ?? name ?? "🌟" }
}
