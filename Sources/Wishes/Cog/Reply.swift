import Discord

/// What a verb answers, however it was called.
enum Reply: Sendable, Equatable {
    /// A sentence or two.
    case words(String)
    /// A card.
    case card(Card)
}

/// Who asks for something, and where: all that a verb needs to know of how it was called.
struct Asker: Sendable, Equatable {
    /// Who.
    var userID: Snowflake
    /// Where.
    var guildID: Snowflake
    /// What that person may do.
    var person: Person
    /// What it was asked with; posts that are made for it carry a nonce of it, so that a repeat posts nothing twice.
    var requestID: Snowflake
}
