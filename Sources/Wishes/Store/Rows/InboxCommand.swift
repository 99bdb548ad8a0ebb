import Discord
import Foundation
import GRDB

/// A command in a message that was accepted and is not answered yet: a row of `command_inbox`.
package struct InboxCommand: Sendable, Equatable {
    /// The message with the command.
    package var messageID: Snowflake
    /// The guild.
    package var guildID: Snowflake
    /// The channel.
    package var channelID: Snowflake
    /// Who gave it.
    package var authorID: Snowflake
    /// The name by which the guild knows them.
    package var authorName: String
    /// The text, whole.
    package var content: String
    /// The author's roles at that time.
    package var roles: [Snowflake]
    /// Whether something was attached to the message.
    package var hasAttachments: Bool
    /// When it was received.
    package var receivedAt: Date
}

extension InboxCommand: StoredRow {
    package static let databaseTableName = "command_inbox"

    /// The columns.
    package enum CodingKeys: String, CodingKey, ColumnExpression {
        case content, roles
        case messageID = "message_id"
        case guildID = "guild_id"
        case channelID = "channel_id"
        case authorID = "author_id"
        case authorName = "author_name"
        case hasAttachments = "has_attachments"
        case receivedAt = "received_at"
    }
    /// The columns.
    package typealias Columns = CodingKeys
}

extension InboxCommand {
    /// What is stored of a message.
    init(_ message: Message, in guild: Snowflake, at now: Date) {
        self.init(
            messageID: message.id, guildID: guild, channelID: message.channelID, authorID: message.author.id,
            authorName: message.member?.nick ?? message.author.displayName, content: message.content,
            roles: message.member?.roles ?? [], hasAttachments: message.carriesMore, receivedAt: now)
    }

    /// The message, as far as commands need it.
    var message: Message {
        var message = Message(
            id: messageID, channelID: channelID, guildID: guildID, author: User(id: authorID, username: authorName),
            member: Member(nick: authorName, roles: roles), content: content)
        message.carriesMore = hasAttachments
        return message
    }
}
