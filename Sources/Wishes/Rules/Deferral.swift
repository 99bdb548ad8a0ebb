import Discord

/// The first response to an interaction, which defers the answer and fixes who will see it.
///
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding
enum Deferral: String, Sendable, Equatable, Codable {
    /// Only the requester will see the answer.
    case hidden
    /// Every member of the channel will see it.
    case open
    /// The message with the button will be edited.
    case update

    /// Lists are open, other answers are hidden.
    init(of request: SlashRequest, isButton: Bool) {
        switch request {
        case .page: self = isButton ? .update : .open
        case .command(.stats): self = .open
        case .command where isButton: self = .update
        case .command, .usage, .form, .unknownCommand, .unknownButton, .unknownForm: self = .hidden
        }
    }

    /// The deferral as Discord expects it.
    var response: InteractionResponse {
        switch self {
        case .hidden: .deferredMessage(isEphemeral: true)
        case .open: .deferredMessage(isEphemeral: false)
        case .update: .deferredUpdate
        }
    }
}
