/// A card on a message. Discord's limits: title 256, description 4096, 25 fields of 256/1024, footer 2048, 6000 in all.
/// Source: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
package struct Embed: Codable, Sendable, Equatable {
    /// The heading.
    package var title: String?
    /// The text; markdown.
    package var description: String?
    /// The colour of the bar, 0–0xFFFFFF.
    package var color: Int?
    /// Name and value pairs.
    package var fields: [Field]?
    /// The small print.
    package var footer: Footer?

    /// A name with a value.
    package struct Field: Codable, Sendable, Equatable {
        /// The name, at most 256.
        package var name: String
        /// The value, at most 1024; markdown.
        package var value: String
        /// Makes a field.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    enum CodingKeys: String, CodingKey { case title, description, color, fields, footer }

    /// The small print under a card.
    package struct Footer: Codable, Sendable, Equatable {
        /// The text, at most 2048; plain.
        package var text: String
        /// Makes a footer.
        package init(text: String) { self.text = text }
    }

    /// Makes a card.
    package init(
        title: String? = nil, description: String? = nil, color: Int? = nil, fields: [Field]? = nil,
        footer: Footer? = nil
    ) {
        self.title = title
        self.description = description
        self.color = color
        self.fields = fields
        self.footer = footer
    }
}

extension Embed {
    /// Reads what can be read. A field or a footer without its text is left out.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            title: container.text(.title), description: container.text(.description),
            color: container.integer(.color), fields: container.list(Field.self, .fields),
            footer: container.lenient(Footer.self, .footer))
    }
}

/// The content of a new message. It pings no user: `allowed_mentions` is always an empty list.
/// Source: https://docs.discord.com/developers/resources/message#create-message
package struct NewMessage: Encodable, Sendable, Equatable {
    /// Plain text, at most 2000.
    package var content: String?
    /// Cards, at most 10.
    package var embeds: [Embed]?
    /// The message that this one answers. If that one is deleted, this becomes a plain message.
    package var replyTo: Snowflake?
    /// At most 25 characters. Sending the same nonce again within minutes returns the first message instead.
    package var nonce: String?

    /// Whether it notifies no one.
    package var isSilent = false

    /// Makes a message.
    package init(content: String? = nil, embeds: [Embed]? = nil, replyTo: Snowflake? = nil, nonce: String? = nil) {
        self.content = content
        self.embeds = embeds
        self.replyTo = replyTo
        self.nonce = nonce
    }

    enum CodingKeys: String, CodingKey {
        case content, embeds, nonce, flags
        case allowedMentions = "allowed_mentions"
        case messageReference = "message_reference"
        case enforceNonce = "enforce_nonce"
    }

    private struct AllowedMentions: Encodable { var parse: [String] = [] }

    private struct Reference: Encodable {
        var messageID: Snowflake
        var failIfNotExists = false
        enum CodingKeys: String, CodingKey {
            case messageID = "message_id"
            case failIfNotExists = "fail_if_not_exists"
        }
    }

    /// Writes Discord's form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(content, forKey: .content)
        try container.encodeIfPresent(embeds, forKey: .embeds)
        try container.encode(AllowedMentions(), forKey: .allowedMentions)
        try container.encodeIfPresent(replyTo.map { Reference(messageID: $0) }, forKey: .messageReference)
        // SUPPRESS_NOTIFICATIONS.
        if isSilent { try container.encode(1 << 12, forKey: .flags) }
        guard let nonce else { return }
        try container.encode(nonce, forKey: .nonce)
        try container.encode(true, forKey: .enforceNonce)
    }
}
