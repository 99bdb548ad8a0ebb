import Discord
import Foundation

/// A wish: a card in a suggestions channel, and what is known about it.
package struct Wish: Sendable, Equatable, Identifiable {
    /// The row in the database; `unstoredID` before it is inserted.
    package var id: Int64
    /// The token in the card's footer, by which the card can be found on Discord.
    package var cardID: String
    /// The guild.
    package var guildID: Snowflake
    /// The channel of the card; nil for an imported wish until a sync has found it.
    package var channelID: Snowflake?
    /// The card.
    package var messageID: Snowflake
    /// What is wished for.
    package var kind: WishKind
    /// The member's words, as typed; for a channel wish the purpose.
    package var text: String
    /// The wished channel's name, normalised; nil for other kinds.
    package var channelName: String?
    /// Who wished.
    package var authorID: Snowflake
    /// Where the wish is in its life.
    package var state: WishState
    /// The best count so far: what Discord last confirmed, changed by the events since.
    package var votes: Int
    /// When Discord last confirmed the count.
    package var confirmedAt: Date?
    /// Incremented by every event that touches the wish, so that a confirmation never overwrites a newer event.
    package var revision: Int64
    /// Whether events have touched it since the last confirmation.
    package var isTouched: Bool
    /// When it was wished.
    package var createdAt: Date
    /// The emoji that counts under its card, as configured when it was made, or as seen there; nil until that is written
    /// down, and then it is the guild's.
    package var voteEmoji: String?

    /// The id of a wish that is not stored yet: SQLite counts rows from 1.
    static let unstoredID: Int64 = 0

    /// The author of a wish whose author is not known or was forgotten: no account has this id.
    static let unknownAuthor = Snowflake(0)

    /// The link to the card.
    package var link: String? {
        channelID.map { Self.link(guild: guildID, channel: $0, message: messageID) }
    }

    /// A link to a message, as Discord's clients copy it.
    package static func link(guild: Snowflake, channel: Snowflake, message: Snowflake) -> String {
        "https://discord.com/channels/\(guild)/\(channel)/\(message)"
    }
}

/// What a wish is for.
package enum WishKind: String, Sendable, CaseIterable, Codable {
    /// A video.
    case video
    /// A channel, which the bot makes at quorum.
    case channel
    /// Anything else.
    case other
}
