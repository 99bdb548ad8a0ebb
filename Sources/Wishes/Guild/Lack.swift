import Discord

/// One thing that the bot lacks in a guild.
enum Lack: Sendable, Hashable {
    /// Permissions in a channel or category.
    case permissions([BotPermission], in: Snowflake)
    /// A suggestions channel.
    case suggestionsChannel(SuggestionsChannel.Absence)
    /// The category of that name, in which channels are made.
    case category(String)
    /// Room in that category.
    case categoryFull
    /// Room for channels in the server.
    case serverFull
    /// The moderators' channel of that name.
    case moderatorsChannel(String)
    /// A role that the configuration names.
    case role(String)
}
