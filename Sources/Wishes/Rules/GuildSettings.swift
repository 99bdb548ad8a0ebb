/// What a guild can set for itself; the defaults are those of a guild that sets nothing.
package struct GuildSettings: Sendable, Equatable {
    /// What commands begin with. A mention of the bot always works too.
    package var prefix = "!"
    /// The channel of the cards, by name or id.
    package var suggestionsChannel = "suggestions"
    /// The category in which wished channels are made, by name or id.
    package var communityCategory = "💬 Community"
    /// The emoji that counts: itself, or a custom one as `name:id`.
    package var voteEmoji = "🌟"
    /// The share of the human members that a channel wish needs, in hundredths of a percent: 1000–10000.
    package var thresholdBasisPoints = 6700
    /// Roles whose members are moderators, by name or id; `@everyone` makes nobody one.
    package var modRoles: [String] = []
    /// Roles whose members may wish, by name or id; empty, or with `@everyone` among them, for everybody.
    package var dreamerRoles: [String] = []
    /// Names that no wished channel may have or begin with.
    package var reservedChannelPrefixes = ["mod", "admin", "staff"]
    /// The tone of the bot's sentences.
    package var voice = Voice.ahamkara
    /// Whether a summary is posted every week.
    package var postsWeeklySummary = true
    /// When.
    package var weeklySchedule = WeeklySchedule()

    /// Makes the defaults.
    package init() {}
}
