import Discord

/// How the answer to an interaction is put off until it is known. Who will see it is fixed by that.
enum Deferral: Sendable, Equatable {
    /// Only the one who asked will see the answer.
    case hidden
    /// Everybody will see it.
    case open
    /// The message with the button will be changed.
    case update

    /// Lists are for everybody; what is said to one person is for that person.
    init(of request: SlashRequest, isButton: Bool) {
        switch request {
        case .page: self = isButton ? .update : .open
        case .command(.manifestations): self = .open
        case .command, .usage, .unknownCommand, .unknownButton: self = .hidden
        }
    }

    /// As it is said to Discord.
    var response: InteractionResponse {
        switch self {
        case .hidden: .deferredMessage(isEphemeral: true)
        case .open: .deferredMessage(isEphemeral: false)
        case .update: .deferredUpdate
        }
    }
}
