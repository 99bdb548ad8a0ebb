/// The content of a new message. It pings no user: `allowed_mentions` is always an empty list.
/// Source: https://docs.discord.com/developers/resources/message#create-message
package struct NewMessage: Encodable, Sendable, Equatable {
    /// Plain text, at most 2000.
    package var content: String?
    /// Cards, at most 10.
    package var embeds: [Embed]?
    /// Buttons, at most 25, in rows of 5.
    package var buttons: [Button]?
    /// Files, at most 10.
    package var files: [FileUpload] = []
    /// The message that this one answers. If that one is deleted, this becomes a plain message.
    package var replyTo: Snowflake?
    /// At most 25 characters. Sending the same nonce again within minutes returns the first message instead.
    package var nonce: String?
    /// The only users that may be pinged by a mention in the text, at most 100; empty for none.
    package var pinged: [Snowflake] = []

    /// Whether it notifies no one.
    package var isSilent = false

    /// Makes a message.
    package init(
        content: String? = nil, embeds: [Embed]? = nil, buttons: [Button]? = nil, files: [FileUpload] = [],
        replyTo: Snowflake? = nil, nonce: String? = nil
    ) {
        self.content = content
        self.embeds = embeds
        self.buttons = buttons
        self.files = files
        self.replyTo = replyTo
        self.nonce = nonce
    }

    enum CodingKeys: String, CodingKey {
        case content, embeds, components, attachments, nonce, flags
        case allowedMentions = "allowed_mentions"
        case messageReference = "message_reference"
        case enforceNonce = "enforce_nonce"
    }

    private struct Reference: Encodable {
        var messageID: Snowflake
        var failIfNotExists = false
        enum CodingKeys: String, CodingKey {
            case messageID = "message_id"
            case failIfNotExists = "fail_if_not_exists"
        }
    }

    /// Writes Discord's form, without the bytes of the files.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(content, forKey: .content)
        try container.encodeIfPresent(embeds, forKey: .embeds)
        try container.encodeIfPresent(buttons.map(ButtonRows.init), forKey: .components)
        if !files.isEmpty { try container.encode(AttachmentList(new: files), forKey: .attachments) }
        try container.encode(AllowedMentions(users: pinged), forKey: .allowedMentions)
        try container.encodeIfPresent(replyTo.map { Reference(messageID: $0) }, forKey: .messageReference)
        // SUPPRESS_NOTIFICATIONS.
        if isSilent { try container.encode(1 << 12, forKey: .flags) }
        guard let nonce else { return }
        try container.encode(nonce, forKey: .nonce)
        try container.encode(true, forKey: .enforceNonce)
    }
}

/// Whom a message may ping: no one, or these users.
/// Source: https://docs.discord.com/developers/resources/message#allowed-mentions-object
struct AllowedMentions: Encodable {
    var users: [Snowflake] = []

    private enum Keys: CodingKey { case parse, users }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode([String](), forKey: .parse)
        if !users.isEmpty { try container.encode(users, forKey: .users) }
    }
}

/// A change of one of the bot's messages. What is nil stays as it is.
/// Source: https://docs.discord.com/developers/resources/message#edit-message
package struct MessageEdit: Encodable, Sendable, Equatable {
    /// Plain text, at most 2000; empty for none.
    package var content: String?
    /// Cards, at most 10; empty for none.
    package var embeds: [Embed]?
    /// Buttons, at most 25; empty for none.
    package var buttons: [Button]?
    /// The message's flags as they shall be. Only SUPPRESS_EMBEDS (1 << 2) can be changed.
    package var flags: Int?
    /// The files that stay; nil for all of them.
    package var keptFiles: [Snowflake]?
    /// Files to add. With these, `keptFiles` must name those that stay.
    package var files: [FileUpload] = []

    /// Makes an edit.
    package init(
        content: String? = nil, embeds: [Embed]? = nil, buttons: [Button]? = nil, flags: Int? = nil,
        keptFiles: [Snowflake]? = nil, files: [FileUpload] = []
    ) {
        self.content = content
        self.embeds = embeds
        self.buttons = buttons
        self.flags = flags
        self.keptFiles = keptFiles
        self.files = files
    }

    enum CodingKeys: String, CodingKey {
        case content, embeds, components, flags, attachments
        case allowedMentions = "allowed_mentions"
    }

    /// Writes Discord's form, without the bytes of the files. An edit without `allowed_mentions` could ping.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(content, forKey: .content)
        try container.encodeIfPresent(embeds, forKey: .embeds)
        try container.encodeIfPresent(buttons.map(ButtonRows.init), forKey: .components)
        try container.encodeIfPresent(flags, forKey: .flags)
        if keptFiles != nil || !files.isEmpty {
            try container.encode(AttachmentList(kept: keptFiles ?? [], new: files), forKey: .attachments)
        }
        try container.encode(AllowedMentions(), forKey: .allowedMentions)
    }
}
