/// A reaction's emoji. Standard emoji have no id and carry the Unicode text as their name.
package struct Emoji: Codable, Sendable, Hashable {
    /// The custom emoji's id; nil for a standard one.
    package var id: Snowflake?
    /// The Unicode text or the custom emoji's name; nil for a deleted custom emoji.
    package var name: String?

    /// Makes an emoji.
    package init(id: Snowflake? = nil, name: String?) {
        self.id = id
        self.name = name
    }

    enum CodingKeys: String, CodingKey { case id, name }

    /// Reads an emoji. Throws: `DecodingError` when its id is there and malformed, or neither id nor name is there.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(id: try container.decodeIfPresent(Snowflake.self, forKey: .id), name: container.text(.name))
        guard id != nil || name != nil else {
            throw DecodingError.dataCorruptedError(forKey: .name, in: container, debugDescription: "no emoji")
        }
    }

    /// The emoji in a URL path, before percent-encoding: the text itself, or `name:id`.
    package var pathName: String {
        guard let id else { return name ?? "" }
        return "\(name ?? "_"):\(id)"
    }

    /// Whether both are the same emoji as Discord shows them: standard ones may differ in U+FE0F, the variation selector.
    package func matches(_ other: Emoji) -> Bool {
        if let id { return id == other.id }
        guard other.id == nil, let name, let otherName = other.name else { return false }
        if name.utf8.elementsEqual(otherName.utf8) { return true }
        func shown(_ text: String) -> some Sequence<Unicode.Scalar> {
            text.unicodeScalars.lazy.filter { $0.value != 0xFE0F }
        }
        return shown(name).elementsEqual(shown(otherName))
    }
}

/// How often a message carries one emoji.
package struct Reaction: Codable, Sendable, Equatable {
    /// All reactions with this emoji, normal and super ones, bots included.
    package var count: Int
    /// Whether the bot has reacted.
    package var me: Bool
    /// Whether the bot has super-reacted.
    package var meBurst: Bool?
    /// Which emoji.
    package var emoji: Emoji
    /// The two kinds counted separately, if Discord sent that.
    package var countDetails: CountDetails?

    /// Makes a reaction.
    package init(count: Int, me: Bool, meBurst: Bool?, emoji: Emoji, countDetails: CountDetails? = nil) {
        self.count = count
        self.me = me
        self.meBurst = meBurst
        self.emoji = emoji
        self.countDetails = countDetails
    }

    /// The two kinds of reaction counted separately.
    package struct CountDetails: Codable, Sendable, Equatable {
        /// Super reactions.
        package var burst: Int
        /// Ordinary reactions.
        package var normal: Int

        enum CodingKeys: String, CodingKey { case burst, normal }

        /// Reads both counts, clamped to 0–2³¹−1; one that is missing is 0.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            (burst, normal) = (container.count(.burst) ?? 0, container.count(.normal) ?? 0)
        }
    }

    enum CodingKeys: String, CodingKey {
        case count, me, emoji
        case meBurst = "me_burst"
        case countDetails = "count_details"
    }

    /// Reads a reaction. The count is clamped to 0–2³¹−1.
    /// - Throws: `DecodingError` when the emoji, the count or the bot's own share of it cannot be read.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard let count = container.count(.count), let me = container.flag(.me) else {
            throw DecodingError.dataCorruptedError(forKey: .count, in: container, debugDescription: "no count")
        }
        self.init(
            count: count, me: me, meBurst: container.flag(.meBurst),
            emoji: try container.decode(Emoji.self, forKey: .emoji),
            countDetails: container.lenient(CountDetails.self, .countDetails))
    }
}

/// A message of REST or MESSAGE_CREATE, as far as it is used.
/// Source: https://docs.discord.com/developers/resources/message#message-object
package struct Message: Codable, Sendable, Equatable {
    /// The message's id.
    package var id: Snowflake
    /// The channel.
    package var channelID: Snowflake
    /// The guild; only in events, absent in direct messages.
    package var guildID: Snowflake?
    /// Who wrote it (a pseudo-user when `webhookID` is set).
    package var author: User
    /// The author's membership; only in events.
    package var member: Member?
    /// The text; empty without the Message Content intent.
    package var content: String
    /// Set for webhooks' messages.
    package var webhookID: Snowflake?
    /// 0 is ordinary, 19 a reply.
    package var type: Int
    /// Absent when there are none.
    package var reactions: [Reaction]?
    /// The cards.
    package var embeds: [Embed]?
    /// The nonce of the sender.
    package var nonce: MessageNonce?
    /// The message that it answers or refers to in another way.
    package var reference: MessageReference?
    /// The files; absent when there are none.
    package var attachments: [MessageAttachment]?
    /// Whether it carries what its text does not hold: files, stickers, a poll. Goes with the message.
    package var carriesMore = false
    /// Whether something of that is not among its files: a sticker, a poll, a file that cannot be read.
    package var carriesOther = false

    /// Makes a message.
    package init(
        id: Snowflake, channelID: Snowflake, guildID: Snowflake? = nil, author: User, member: Member? = nil,
        content: String = "", webhookID: Snowflake? = nil, type: Int = 0, reactions: [Reaction]? = nil,
        embeds: [Embed]? = nil, nonce: MessageNonce? = nil, reference: MessageReference? = nil,
        attachments: [MessageAttachment]? = nil
    ) {
        self.id = id
        self.channelID = channelID
        self.guildID = guildID
        self.author = author
        self.member = member
        self.content = content
        self.webhookID = webhookID
        self.type = type
        self.reactions = reactions
        self.embeds = embeds
        self.nonce = nonce
        self.reference = reference
        self.attachments = attachments
        carriesMore = attachments?.isEmpty == false
    }

    enum CodingKeys: String, CodingKey {
        case id, author, member, content, type, reactions, embeds, nonce
        case reference = "message_reference"
        case channelID = "channel_id"
        case guildID = "guild_id"
        case webhookID = "webhook_id"
        case attachments, poll
        case stickers = "sticker_items"
    }

    private struct Anything: Decodable { init(from decoder: any Decoder) throws {} }

    /// Reads a message; only its id, its channel and its author are needed.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Snowflake.self, forKey: .id),
            channelID: try container.decode(Snowflake.self, forKey: .channelID),
            guildID: container.lenient(Snowflake.self, .guildID),
            author: try container.decode(User.self, forKey: .author),
            member: container.lenient(Member.self, .member), content: container.text(.content) ?? "",
            webhookID: container.lenient(Snowflake.self, .webhookID), type: container.integer(.type) ?? 0,
            reactions: container.lenient(ReactionList.self, .reactions)?.readable,
            embeds: container.list(Embed.self, .embeds), nonce: container.lenient(MessageNonce.self, .nonce),
            reference: container.lenient(MessageReference.self, .reference),
            attachments: container.list(MessageAttachment.self, .attachments).flatMap { $0.isEmpty ? nil : $0 })
        let listed = container.list(Anything.self, .attachments)?.count ?? 0
        carriesOther =
            listed > attachments?.count ?? 0 || container.list(Anything.self, .stickers)?.isEmpty == false
            || container.lenient(Anything.self, .poll) != nil
        carriesMore = listed > 0 || carriesOther
    }

    /// Writes Discord's form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(channelID, forKey: .channelID)
        try container.encodeIfPresent(guildID, forKey: .guildID)
        try container.encode(author, forKey: .author)
        try container.encodeIfPresent(member, forKey: .member)
        try container.encode(content, forKey: .content)
        try container.encodeIfPresent(webhookID, forKey: .webhookID)
        try container.encode(type, forKey: .type)
        try container.encodeIfPresent(reactions, forKey: .reactions)
        try container.encodeIfPresent(embeds, forKey: .embeds)
        try container.encodeIfPresent(nonce, forKey: .nonce)
        try container.encodeIfPresent(reference, forKey: .reference)
        try container.encodeIfPresent(attachments, forKey: .attachments)
    }
}

/// What a message refers to.
package struct MessageReference: Codable, Sendable, Equatable {
    /// The other message; absent when it refers to a channel.
    package var messageID: Snowflake?

    enum CodingKeys: String, CodingKey { case messageID = "message_id" }
}

/// A message's nonce: at most 25 characters; JSON string or number.
package struct MessageNonce: Codable, Sendable, Hashable {
    /// The nonce as text.
    package var text: String

    /// Makes a nonce.
    package init(_ text: String) { self.text = text }

    /// Reads a string or an integer.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else if let number = try? container.decode(UInt64.self) {
            text = String(number)
        } else {
            text = try container.decode(String.self)
        }
    }

    /// Writes a string.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
