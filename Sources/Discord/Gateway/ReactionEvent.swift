/// MESSAGE_REACTION_ADD or _REMOVE. Only a hint: events may be lost, doubled or late.
/// Source: https://docs.discord.com/developers/events/gateway-events#message-reaction-add
package struct ReactionEvent: Sendable, Equatable {
    /// Who reacted.
    package var userID: Snowflake
    /// Where.
    package var channelID: Snowflake
    /// On which message.
    package var messageID: Snowflake
    /// In which guild; absent in direct messages.
    package var guildID: Snowflake?
    /// With which emoji.
    package var emoji: Emoji
    /// Whether it is a super reaction.
    package var isBurst: Bool

    /// Makes an event.
    package init(
        userID: Snowflake, channelID: Snowflake, messageID: Snowflake, guildID: Snowflake?, emoji: Emoji,
        isBurst: Bool = false
    ) {
        self.userID = userID
        self.channelID = channelID
        self.messageID = messageID
        self.guildID = guildID
        self.emoji = emoji
        self.isBurst = isBurst
    }
}

extension ReactionEvent {
    /// Reads `d` in one pass: reactions are nine tenths of the events of a busy guild, and a general decoder is twenty times
    /// slower. Nil when a field is missing or malformed.
    init?(scanning bytes: UnsafeBufferPointer<UInt8>) {
        var cursor = JSONCursor(bytes)
        guard cursor.beginObject() else { return nil }
        var fields = Fields()
        var isFirst = true
        while let key = cursor.nextKey(isFirst: &isFirst) {
            guard fields.read(key, &cursor) else { return nil }
        }
        guard let user = fields.user, let channel = fields.channel, let message = fields.message,
            let emoji = fields.emoji
        else { return nil }
        self.init(
            userID: user, channelID: channel, messageID: message, guildID: fields.guild, emoji: emoji,
            isBurst: fields.burst)
    }

    private struct Fields {
        var user: Snowflake?
        var channel: Snowflake?
        var message: Snowflake?
        var guild: Snowflake?
        var emoji: Emoji?
        var burst = false

        mutating func read(_ key: Range<Int>, _ cursor: inout JSONCursor) -> Bool {
            if cursor.equals(key, "user_id") { return Self.set(&user, &cursor) }
            if cursor.equals(key, "channel_id") { return Self.set(&channel, &cursor) }
            if cursor.equals(key, "message_id") { return Self.set(&message, &cursor) }
            if cursor.equals(key, "guild_id") { return cursor.literal("null") || Self.set(&guild, &cursor) }
            if cursor.equals(key, "emoji") { return readEmoji(&cursor) }
            // A super reaction has `type` 1 (documented) or `burst` true (older).
            if cursor.equals(key, "type") {
                guard let type = cursor.unsigned() else { return cursor.skipValue() }
                burst = burst || type == 1
                return true
            }
            if cursor.equals(key, "burst"), cursor.literal("true") {
                burst = true
                return true
            }
            return cursor.skipValue()
        }

        private static func set(_ field: inout Snowflake?, _ cursor: inout JSONCursor) -> Bool {
            field = cursor.snowflake()
            return field != nil
        }

        private mutating func readEmoji(_ cursor: inout JSONCursor) -> Bool {
            guard cursor.beginObject() else { return false }
            var result = Emoji(name: nil)
            var isFirst = true
            while let key = cursor.nextKey(isFirst: &isFirst) {
                if cursor.equals(key, "id") {
                    if cursor.literal("null") { continue }
                    guard let id = cursor.snowflake() else { return false }
                    result.id = id
                } else if cursor.equals(key, "name") {
                    if cursor.literal("null") { continue }
                    guard let range = cursor.string() else { return false }
                    result.name = cursor.plainText(range) ?? cursor.escapedText(range)
                } else if !cursor.skipValue() {
                    return false
                }
            }
            emoji = result
            return true
        }
    }
}
