import Discord
import Foundation
import GRDB

/// A wish that has been asked for and whose card may not have been posted yet: a row of `wish_intents`.
package struct WishIntent: Sendable, Equatable {
    /// The token in the card's footer.
    package var cardID: String
    /// The guild.
    package var guildID: Snowflake
    /// The channel for the card.
    package var channelID: Snowflake
    /// What is wished for.
    package var kind: WishKind
    /// The member's words.
    package var text: String
    /// The wished channel's name, normalised; nil for other kinds.
    package var channelName: String?
    /// Who wishes.
    package var authorID: Snowflake
    /// The message with the command; nothing posted before it can be the card.
    package var commandID: Snowflake
    /// When it was asked for.
    package var createdAt: Date
    /// The emoji that will count under the card, as configured; nil in intents of older versions.
    package var voteEmoji: String?
    /// The author's name at that time; nil in rows of earlier versions.
    package var authorName: String?

    package init(
        cardID: String, guildID: Snowflake, channelID: Snowflake, kind: WishKind, text: String,
        channelName: String? = nil, authorID: Snowflake, commandID: Snowflake, createdAt: Date,
        voteEmoji: String? = nil, authorName: String? = nil
    ) {
        (self.cardID, self.guildID, self.channelID) = (cardID, guildID, channelID)
        (self.kind, self.text, self.channelName) = (kind, text, channelName)
        (self.authorID, self.commandID, self.createdAt) = (authorID, commandID, createdAt)
        (self.voteEmoji, self.authorName) = (voteEmoji, authorName)
    }
}

extension WishIntent: StoredRow {
    package static let databaseTableName = "wish_intents"

    /// The columns.
    package enum CodingKeys: String, CodingKey, ColumnExpression {
        case kind, text
        case cardID = "card_id"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case channelName = "channel_name"
        case authorID = "author_id"
        case commandID = "command_id"
        case createdAt = "created_at"
        case voteEmoji = "vote_emoji"
        case authorName = "author_name"
    }
    /// The columns.
    package typealias Columns = CodingKeys

    /// The wish that it becomes with its card: active, without votes, not confirmed.
    func wish(message: Snowflake) -> WishRow {
        let wish = Wish(
            id: Wish.unstoredID, cardID: cardID, guildID: guildID, channelID: channelID, messageID: message, kind: kind,
            text: text, channelName: channelName, authorID: authorID, state: .active, votes: 0, confirmedAt: nil,
            revision: 0, isTouched: false, createdAt: createdAt, voteEmoji: voteEmoji)
        return WishRow(wish: wish, commandID: commandID, authorName: authorName)
    }
}
