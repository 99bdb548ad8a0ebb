import Discord

/// What a verb answers, however it was called.
enum Reply: Sendable, Equatable {
    /// A sentence or two.
    case words(String)
    /// A card.
    case card(Card)
    /// A question before something with a large effect: the words, and the command that a button confirms.
    case question(String, ConfirmButton)
    /// A card with a picture, which says nothing that the card does not.
    case picture(Card, FileUpload)
    /// A wish was made: the link to its card, which says the rest itself.
    case wished(link: String)
}

/// The member who asks for something, and where: all that a verb needs to know of how it was called.
struct Requester: Sendable, Equatable {
    /// Who.
    var userID: Snowflake
    /// The name by which the guild knows them.
    var name: String
    /// Where.
    var guildID: Snowflake
    /// In which channel.
    var channelID: Snowflake
    /// What they may do.
    var role: RequesterRole
    /// Whether they may change the server itself: as its owner, or by Manage Server or Administrator.
    var managesServer = false
    /// The language of answers that only they see; nil for the guild's.
    var language: Language?
    /// What it was asked with; posts that are made for it carry a nonce of it, so that a repeat posts nothing twice.
    var requestID: Snowflake
    /// Whether an earlier process may have carried it out.
    var mayBeRepeated = false
}

extension SuggestionsCog.Dependencies {
    /// The bot's sentences for whoever asks.
    func replies(to requester: Requester) -> Replies {
        settings(requester.guildID).replies(in: requester.language)
    }
}
