/// A change of the world that the gateway dispatches as an event.
enum WorldEvent: Sendable {
    case guildCreate(ID)
    case guildUpdate(ID)
    case guildDelete(ID, unavailable: Bool)
    case channelCreate(Sandbox.Channel)
    case channelUpdate(Sandbox.Channel)
    case channelDelete(Sandbox.Channel)
    case roleCreate(guild: ID, Sandbox.Role)
    case roleUpdate(guild: ID, Sandbox.Role)
    case roleDelete(guild: ID, role: ID)
    case memberAdd(guild: ID, Sandbox.Member)
    case memberUpdate(guild: ID, Sandbox.Member)
    case memberRemove(guild: ID, user: ID)
    case messageCreate(Sandbox.Message)
    case messageUpdate(Sandbox.Message)
    case messageDelete(Sandbox.Message)
    case messageDeleteBulk([Sandbox.Message])
    case reactionAdd(Vote)
    case reactionRemove(Vote)
    case reactionsCleared(message: Sandbox.Message)
    case emojiCleared(message: Sandbox.Message, Sandbox.Emoji)
    case interaction(Interaction)
    case threadCreate(Sandbox.Channel)
    case threadUpdate(Sandbox.Channel)
    case threadDelete(Sandbox.Channel)
    case threadMembersUpdate(Sandbox.Channel, added: [ID])
    /// The bot has gained access to a channel.
    case threadListSync(Sandbox.Channel)

    /// One reaction of one user.
    struct Vote: Sendable {
        var messageID: ID
        var channelID: ID
        var guildID: ID
        var authorID: ID
        var emoji: Sandbox.Emoji
        var user: ID
        var kind: Sandbox.ReactionKind

        init(_ message: Sandbox.Message, _ emoji: Sandbox.Emoji, by user: ID, _ kind: Sandbox.ReactionKind) {
            (messageID, channelID, guildID) = (message.id, message.channelID, message.guildID)
            authorID = message.authorID
            (self.emoji, self.user, self.kind) = (emoji, user, kind)
        }
    }
}
