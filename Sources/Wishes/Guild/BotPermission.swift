import Discord

/// A permission that the bot needs somewhere.
enum BotPermission: Sendable, CaseIterable {
    case viewChannel, sendMessages, embedLinks, readMessageHistory, addReactions, manageMessages, manageChannels
    case viewAuditLog

    /// Its bit.
    var bit: Permissions {
        switch self {
        case .viewChannel: .viewChannel
        case .sendMessages: .sendMessages
        case .embedLinks: .embedLinks
        case .readMessageHistory: .readMessageHistory
        case .addReactions: .addReactions
        case .manageMessages: .manageMessages
        case .manageChannels: .manageChannels
        case .viewAuditLog: .viewAuditLog
        }
    }

    /// Its name in Discord's settings.
    var phrase: Phrase {
        switch self {
        case .viewChannel: .permissionViewChannel
        case .sendMessages: .permissionSendMessages
        case .embedLinks: .permissionEmbedLinks
        case .readMessageHistory: .permissionReadMessageHistory
        case .addReactions: .permissionAddReactions
        case .manageMessages: .permissionManageMessages
        case .manageChannels: .permissionManageChannels
        case .viewAuditLog: .permissionViewAuditLog
        }
    }

    /// Its name in English, for the log and `dreambot check`.
    var name: String { phrase.text(in: .english, .plain) }
}

extension [BotPermission] {
    /// What the bot needs to post a card, seed its first vote and find it again.
    static var toWish: [BotPermission] {
        [.viewChannel, .sendMessages, .embedLinks, .addReactions, .readMessageHistory]
    }
    /// What the bot needs to post a message.
    static var toPost: [BotPermission] { [.viewChannel, .sendMessages] }
    /// What the bot needs to post a card.
    static var toPostCards: [BotPermission] { [.viewChannel, .sendMessages, .embedLinks] }
    /// What the bot needs to react to a message.
    static var toReact: [BotPermission] { [.viewChannel, .readMessageHistory, .addReactions] }
    /// What the bot needs to delete messages of others.
    static var toDelete: [BotPermission] { [.viewChannel, .manageMessages] }
    /// What the bot needs in a category to make channels.
    static var toMakeChannels: [BotPermission] { [.viewChannel, .manageChannels] }
}
