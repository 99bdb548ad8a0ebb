/// What a guild may configure. The defaults are those of the documented configuration file.
public struct GuildSettings: Sendable, Equatable {
    /// What a command starts with. A mention of the bot works as well.
    public var prefix = "!"
    /// The suggestions channel: its name or its id.
    public var suggestionsChannel = "suggestions"
    /// The category that takes manifested channels: its name or its id.
    public var communityCategory = "💬 Community"
    /// The Unicode emoji that counts as a vote.
    public var voteEmoji = "🌟"
    /// The share of the electorate that manifests a channel, in basis points (6700 is 67 %).
    public var thresholdBasisPoints = 6700
    /// Roles that moderate wishes, by name or id, besides those who may manage the guild anyway.
    public var modRoles: [String] = []
    /// Roles that may wish, by name or id. Empty: everybody may.
    public var dreamerRoles: [String] = []
    /// Words that a wished channel's name may not be, nor start with (before `-` or `_`).
    public var reservedChannelPrefixes = ["mod", "admin", "staff"]
    /// When the weekly summary is posted.
    public var weeklySummary = WeeklySchedule()
    /// How the bot speaks here.
    public var voice = Voice.ahamkara

    /// Makes the default settings.
    public init() {}
}
