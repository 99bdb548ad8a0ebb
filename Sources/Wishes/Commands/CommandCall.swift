import Discord

/// A command in a message, with everything needed to answer it.
struct CommandCall: Sendable {
    /// What was written.
    var reading: WishCommand.Reading
    /// The message.
    var message: Message
    /// Where.
    var guildID: Snowflake
    /// What the author may do.
    var role: RequesterRole
    /// Whether it is the one command too many, which is answered with "slower".
    var isTooMany = false

    /// The author, as verbs want to know them.
    var requester: Requester {
        Requester(
            userID: message.author.id, name: message.member?.nick ?? message.author.displayName, guildID: guildID,
            channelID: message.channelID, role: role, requestID: message.id)
    }
}
