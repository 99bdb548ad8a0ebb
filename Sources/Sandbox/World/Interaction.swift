import Foundation

/// A slash command used or a button clicked, with the token that answers it.
struct Interaction: Sendable {
    enum Kind: Int, Sendable {
        case command = 2
        case component = 3
    }

    /// How far the answer is.
    enum State: Sendable, Equatable {
        case waiting
        /// "Thinking…": the placeholder is the original answer. Ephemerality is fixed.
        case deferred
        case answered
    }

    let id: ID
    let token: String
    let kind: Kind
    let guildID: ID
    let channelID: ID
    let userID: ID
    let data: JSON
    let createdAt: Date
    /// The message whose button was clicked.
    var sourceID: ID?
    var state = State.waiting
    /// The message `@original` means.
    var originalID: ID?
    /// Answers only the user sees: they are in no channel's history.
    var hidden: [Sandbox.Message] = []
    /// Every answer, hidden or not, oldest first.
    var answers: [ID] = []

    /// The token is good for fifteen minutes.
    static let lifetime: TimeInterval = 15 * 60
}

/// Whose commands a list is: the application's everywhere or in one guild.
struct CommandScope: Hashable, Sendable {
    var guildID: ID?
}

/// A nonce belongs to its author.
struct NonceKey: Hashable, Sendable {
    var author: ID
    var channel: ID
    var nonce: String
}

/// The message a nonce made.
struct NonceUse: Sendable {
    var message: ID
    var at: Date

    /// "The past few minutes".
    static let memory: TimeInterval = 5 * 60
}
