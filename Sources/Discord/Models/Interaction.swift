/// The use of one of the bot's commands, of a button of one of its messages, or of one of its forms.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
package struct Interaction: Sendable, Equatable {
    /// What is needed to answer it.
    package var handle: InteractionHandle
    /// The guild; nil in direct messages.
    package var guildID: Snowflake?
    /// The channel.
    package var channelID: Snowflake?
    /// The member who used it; nil in direct messages.
    package var member: Member?
    /// The member's permissions in the channel, overwrites included.
    package var permissions: Permissions
    /// The user who used it in direct messages; nil in a guild, where `member` has it.
    package var user: User?
    /// The language of the user's client: `de`, `en-GB`; nil if Discord did not send it.
    package var locale: String?
    /// The guild's preferred language; nil in direct messages.
    package var guildLocale: String?
    /// The largest file that the answer may have, in bytes; nil if Discord did not send it.
    package var uploadLimit: Int?
    /// What was used.
    package var content: Content

    /// What was used.
    package enum Content: Sendable, Equatable {
        /// A command was used.
        case command(CommandUse)
        /// A button (or another component) of a message was used.
        case component(customID: String, message: Snowflake?)
        /// A form was sent.
        case form(FormSubmission)
    }

    /// Makes an interaction.
    package init(
        handle: InteractionHandle, guildID: Snowflake?, channelID: Snowflake?, member: Member?,
        permissions: Permissions = [], user: User? = nil, locale: String? = nil, guildLocale: String? = nil,
        uploadLimit: Int? = nil, content: Content
    ) {
        self.handle = handle
        self.guildID = guildID
        self.channelID = channelID
        self.member = member
        self.permissions = permissions
        self.user = user
        self.locale = locale
        self.guildLocale = guildLocale
        self.uploadLimit = uploadLimit
        self.content = content
    }
}

/// The right to answer one interaction: for 3 s at first, for 15 min once it has been acknowledged.
package struct InteractionHandle: Sendable, Hashable {
    /// The interaction.
    package var id: Snowflake
    /// The application to which it was sent.
    package var applicationID: Snowflake
    /// The secret with which the interaction can be answered.
    package var token: Secret

    /// Makes a handle.
    package init(id: Snowflake, applicationID: Snowflake, token: Secret) {
        self.id = id
        self.applicationID = applicationID
        self.token = token
    }
}
