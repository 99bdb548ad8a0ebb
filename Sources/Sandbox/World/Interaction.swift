import Foundation

/// A use of a command, a click on a button or a form that was sent, with the token for its responses.
struct Interaction: Sendable {
    enum Kind: Int, Sendable {
        case command = 2
        case component = 3
        case form = 5
    }

    /// The state of its response.
    enum State: Sendable, Equatable {
        case waiting
        /// Deferred: the "thinking" placeholder is the original response, and its ephemeral flag is final.
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
    /// The message whose button was clicked, or that of the button that opened the form.
    var sourceID: ID?
    /// The interaction that opened the form.
    var openerID: ID?
    /// The form that was opened in answer to it, in Discord's form.
    var form: JSON?
    var state = State.waiting
    /// The message that `@original` refers to.
    var originalID: ID?
    /// Ephemeral responses; they are in no channel's history.
    var ephemeral: [Sandbox.Message] = []
    /// All responses, ephemeral ones too, oldest first.
    var answers: [ID] = []

    /// Seconds the token is valid.
    /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding
    static let lifetime: TimeInterval = 15 * 60
}

/// The scope of a list of commands: global (nil) or one guild.
struct CommandScope: Hashable, Sendable {
    var guildID: ID?
}

/// A nonce is unique per author and channel.
struct NonceKey: Hashable, Sendable {
    var author: ID
    var channel: ID
    var nonce: String
}

/// The message sent with a nonce.
struct NonceUse: Sendable {
    var message: ID
    var at: Date

    /// Seconds a nonce is remembered; Discord says "the past few minutes".
    /// Source: https://docs.discord.com/developers/resources/message
    static let memory: TimeInterval = 5 * 60
}
