/// What a guild can set for itself; the defaults are those of a guild that sets nothing.
public struct GuildSettings: Sendable, Equatable {
    /// What commands begin with. A mention of the bot always works too.
    public var prefix = "!"
    /// The channel of the cards, by name or id.
    public var suggestionsChannel = "suggestions"
    /// The category in which wished channels are made, by name or id.
    public var communityCategory = "💬 Community"
    /// The emoji that counts: itself, or a custom one as `name:id`.
    public var voteEmoji = "🌟"
    /// The share of the human members that a channel wish needs, in hundredths of a percent: 1000–10000.
    public var thresholdBasisPoints = 6700
    /// Roles whose members are moderators, by name or id; `@everyone` makes nobody one.
    public var modRoles: [String] = []
    /// Roles whose members may wish, by name or id; empty, or with `@everyone` among them, for everybody.
    public var dreamerRoles: [String] = []
    /// Names that no wished channel may have or begin with.
    public var reservedChannelPrefixes = ["mod", "admin", "staff"]
    /// The tone of the bot's sentences.
    public var voice = Voice.ahamkara
    /// Whether a summary is posted every week.
    public var postsWeeklySummary = true
    /// When.
    public var weeklySchedule = WeeklySchedule()

    /// Makes the defaults.
    public init() {}
}
