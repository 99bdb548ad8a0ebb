/// Somebody used one of the bot's slash commands, or pressed a button of one of its messages.
///
/// Source: Discord's reference, "Interaction Object".
public struct Interaction: Sendable, Equatable {
    /// What is needed to answer it.
    public var handle: InteractionHandle
    /// Where; nil in direct messages.
    public var guildID: Snowflake?
    /// The channel.
    public var channelID: Snowflake?
    /// Who, with the name and the roles in the guild; nil in direct messages.
    public var member: Member?
    /// What that member may do in the channel, everything counted.
    public var permissions: Permissions
    /// What was done.
    public var content: Content

    /// What was done.
    public enum Content: Sendable, Equatable {
        /// A command was used.
        case command(CommandUse)
        /// A button (or another component) of a message was used.
        case component(customID: String, message: Snowflake?)
    }

    /// Makes an interaction.
    public init(
        handle: InteractionHandle, guildID: Snowflake?, channelID: Snowflake?, member: Member?,
        permissions: Permissions = [], content: Content
    ) {
        self.handle = handle
        self.guildID = guildID
        self.channelID = channelID
        self.member = member
        self.permissions = permissions
        self.content = content
    }
}

/// The right to answer one interaction: for 3 s at first, for 15 min once it has been acknowledged.
public struct InteractionHandle: Sendable, Hashable {
    /// The interaction.
    public var id: Snowflake
    /// The application to which it was sent.
    public var applicationID: Snowflake
    /// Whoever has it may answer.
    public var token: Secret

    /// Makes a handle.
    public init(id: Snowflake, applicationID: Snowflake, token: Secret) {
        self.id = id
        self.applicationID = applicationID
        self.token = token
    }
}
