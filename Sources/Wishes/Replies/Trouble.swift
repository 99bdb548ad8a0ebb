import Discord

/// Why something did not work, as members are told: the one thing that is missing, and who can give it. No routes, codes or
/// SQL: those are in the log.
enum Trouble: Sendable, Hashable {
    /// The bot lacks a permission in a channel or category; nil for the whole server.
    case lacking(BotPermission, in: Snowflake?)
    /// Discord did not answer, or its answer says nothing.
    case unanswered
    /// Discord refuses it, and no member can change that.
    case refused
    /// The message is gone.
    case messageGone
    /// The channel is gone.
    case channelGone
    /// In which channel a wish's message is was never known.
    case placeUnknown
    /// The channel belongs to another server.
    case otherServer
    /// The author of the message has blocked the bot.
    case blocked
    /// The message has as many reactions as Discord allows.
    case reactionsFull
    /// The bot's database does not answer.
    case storage
    /// Discord does not show the bot the members: an intent is switched off.
    case membersHidden
    /// The role whose members may vote does not exist.
    case noVotingRole(String)
    /// The channel whose viewers may vote cannot be seen.
    case votingChannelHidden
    /// Nothing was tried yet.
    case notTried
    /// The bot was not running.
    case wasDown
}

extension Trouble {
    /// Whether another attempt may help without a human.
    var isPassing: Bool { self == .unanswered || self == .storage }
}

extension Sentences {
    /// Words for a reason in a sentence. `place` writes a channel: as a mention, or by its name where Discord renders no
    /// mentions.
    func trouble(_ trouble: Trouble, place: (Snowflake) -> String = { "<#\($0)>" }) -> String {
        switch trouble {
        case .lacking(let permission, nil): texts(.troubleLacking, [.permission: texts(permission.phrase)])
        case .lacking(let permission, let channel?):
            texts(.troubleLackingIn, [.permission: texts(permission.phrase), .name: place(channel)])
        case .unanswered: texts(.troubleUnanswered)
        case .refused: texts(.troubleRefused)
        case .messageGone: texts(.troubleMessageGone)
        case .channelGone: texts(.troubleChannelGone)
        case .placeUnknown: texts(.troublePlaceUnknown)
        case .otherServer: texts(.troubleOtherServer)
        case .blocked: texts(.troubleBlocked)
        case .reactionsFull: texts(.troubleReactionsFull)
        case .storage: texts(.troubleStorage)
        case .membersHidden: texts(.troubleMembersHidden)
        case .noVotingRole(let role): texts(.lackRole, [.name: InertText.line(role, limit: 100)])
        case .votingChannelHidden: texts(.troubleVotingChannelHidden)
        case .notTried: texts(.troubleNotTried)
        case .wasDown: texts(.troubleWasDown)
        }
    }
}
