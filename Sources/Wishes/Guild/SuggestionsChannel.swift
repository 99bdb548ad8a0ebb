import Discord

/// Which channel of a guild is its suggestions channel.
enum SuggestionsChannel: Sendable, Hashable {
    /// This one. It may be hidden from the bot, or renamed since.
    case found(Snowflake)
    /// None, and why.
    case absent(Absence)

    /// The channel; nil when there is none.
    var id: Snowflake? { if case .found(let id) = self { id } else { nil } }

    /// Why there is none.
    enum Absence: Sendable, Hashable, CustomStringConvertible {
        /// No channel of that name or id was ever seen.
        case noSuchChannel(String)
        /// The channel of that name or id is a forum, a voice channel or of another kind without plain messages.
        case wrongType(String)
        /// The configuration named another channel before; what it names now does not exist.
        case mistyped(String, before: Snowflake)

        /// The cause and the cure.
        var description: String {
            switch self {
            case .noSuchChannel(let name):
                "no channel named \(name) that the bot can see; create it, or give the bot access"
            case .wrongType(let name):
                "the channel \(name) is no text channel; suggestions_channel must name a text channel"
            case .mistyped(let name, let before):
                "suggestions_channel is \(name), which no channel is named; channel \(before), which was used before, "
                    + "is not named by it any more; correct the setting, or create the channel"
            }
        }
    }

    /// Decides, from what is visible, what is configured, and what was found before.
    /// - Parameter before: the channel that was last found, and the setting that named it; nil for a setting that an
    ///   older version did not store.
    init(configured: String, in directory: GuildDirectory, before: (channel: Snowflake, setting: String?)?) {
        if let visible = directory.textChannel(configured) {
            self = .found(visible.id)
        } else if let before, before.setting == nil || before.setting == configured {
            self = .found(before.channel)
        } else if let before, Snowflake(configured) == before.channel {
            self = .found(before.channel)
        } else if directory.hasOtherChannel(configured) {
            self = .absent(.wrongType(configured))
        } else if let before {
            self = .absent(.mistyped(configured, before: before.channel))
        } else {
            self = .absent(.noSuchChannel(configured))
        }
    }
}
