/// A setting that a guild's managers can change from Discord. It overrides the configuration until it is reset.
///
/// Roles are missing on purpose: who may moderate is decided by whoever runs the bot, and by Discord's own permissions.
struct GuildSetting: Sendable {
    /// The key of the configuration, such as `weekly_summary.time`.
    let name: String
    /// What is valid.
    let validity: SettingValidity
    /// What the setting names and must exist in the guild, if anything.
    let names: Place?
    private let read: @Sendable (String) -> Change?
    private let show: @Sendable (GuildSettings) -> String

    /// A value that was read and can be set in any settings.
    typealias Change = @Sendable (inout GuildSettings) -> Void

    /// What a setting can name.
    enum Place: Sendable { case textChannel, category }

    private init<Value>(
        _ name: String, _ path: WritableKeyPath<GuildSettings, Value> & Sendable, _ form: SettingForm<Value>,
        names: Place? = nil
    ) {
        self.name = name
        validity = form.validity
        self.names = names
        read = { text in
            guard let value = form.read(text) else { return nil }
            return { settings in settings[keyPath: path] = value }
        }
        show = { form.text($0[keyPath: path]) }
    }

    /// The change that a value makes; nil when the text is not valid.
    func change(to text: String) -> Change? { read(text) }

    /// The value in some settings, as it is typed.
    func value(in settings: GuildSettings) -> String { show(settings) }

    /// All of them, in the order in which they are shown. Discord offers at most 25 choices.
    static let all = [
        GuildSetting("suggestions_channel", \.suggestionsChannel, .channel, names: .textChannel),
        GuildSetting("community_category", \.communityCategory, .channel, names: .category),
        GuildSetting("moderators_channel", \.moderatorsChannel, .optionalChannel, names: .textChannel),
        GuildSetting("vote_emoji", \.voteEmoji, .voteEmoji),
        GuildSetting("electorate", \.electorate, .electorate),
        GuildSetting("own_vote", \.countsOwnVote, .flag),
        GuildSetting("threads", \.threads, .choice),
        GuildSetting("edit_minutes", \.editMinutes, .whole(0...1_440)),
        GuildSetting("expire_after_days", \.expireAfterDays, .whole(0...3_650)),
        GuildSetting("tell_authors", \.tellAuthors, .choice),
        GuildSetting("answer_help", \.answersHelp, .flag),
        GuildSetting("voice", \.voice, .choice),
        GuildSetting("language", \.language, .language),
        GuildSetting("weekly_summary.enabled", \.postsWeeklySummary, .flag),
        GuildSetting("weekly_summary.weekday", \.weeklySchedule.weekday, .choice),
        GuildSetting("weekly_summary.time", \.weeklySchedule.time, .timeOfDay),
        GuildSetting("weekly_summary.time_zone", \.weeklySchedule.timeZone, .timeZone),
        GuildSetting("quotas.open_wishes_per_member", \.quotas.openPerMember, .whole(1...10_000)),
        GuildSetting("quotas.open_wishes_per_server", \.quotas.openPerGuild, .whole(1...100_000)),
        GuildSetting("quotas.seconds_between_wishes", \.quotas.pause, .seconds(0...86_400)),
    ]

    /// The setting of that name; nil when there is none.
    static func named(_ name: String) -> GuildSetting? { all.first { $0.name == name.lowercased() } }

    /// The name that a misspelt one may mean.
    static func nearest(to name: String) -> String? {
        let name = name.lowercased()
        guard (3...40).contains(name.count) else { return nil }
        // Half a name is enough: "channel" or "time".
        if let part = all.first(where: { $0.name.split(separator: ".").last.map(String.init) == name }) {
            return part.name
        }
        let ranked = all.map { ($0.name, CommandLikeness.distance(name, $0.name)) }.min { $0.1 < $1.1 }
        return ranked.flatMap { $0.1 <= 3 ? $0.0 : nil }
    }
}
