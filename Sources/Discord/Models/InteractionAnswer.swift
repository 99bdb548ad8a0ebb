/// A message that answers an interaction. It pings no user: `allowed_mentions` is always an empty list, because without it
/// Discord would ping the users that such a message mentions.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
package struct InteractionAnswer: Encodable, Sendable, Equatable {
    /// Plain text, at most 2000.
    package var content: String?
    /// Cards, at most 10.
    package var embeds: [Embed]?
    /// Buttons, at most 25. In an edit, empty removes the buttons and nil keeps them.
    package var buttons: [Button]?
    /// Files, at most 10. In an edit they take the place of the files before.
    package var files: [FileUpload]
    /// Whether only the user who sent the interaction sees it. Has no effect in an edit.
    package var isEphemeral: Bool

    /// Makes an answer.
    package init(
        content: String? = nil, embeds: [Embed]? = nil, buttons: [Button]? = nil, files: [FileUpload] = [],
        isEphemeral: Bool = false
    ) {
        self.content = content
        self.embeds = embeds
        self.buttons = buttons
        self.files = files
        self.isEphemeral = isEphemeral
    }

    enum CodingKeys: String, CodingKey {
        case content, embeds, components, attachments, flags
        case allowedMentions = "allowed_mentions"
    }

    /// Writes Discord's form, without the bytes of the files.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(content, forKey: .content)
        try container.encodeIfPresent(embeds, forKey: .embeds)
        try container.encodeIfPresent(buttons.map(ButtonRows.init), forKey: .components)
        if !files.isEmpty { try container.encode(AttachmentList(new: files), forKey: .attachments) }
        try container.encode(AllowedMentions(), forKey: .allowedMentions)
        if isEphemeral { try container.encode(InteractionResponse.ephemeral, forKey: .flags) }
    }
}

/// The first response to an interaction, due within 3 s.
package enum InteractionResponse: Encodable, Sendable, Equatable {
    /// A message at once.
    case message(InteractionAnswer)
    /// "Thinking…": the answer follows by editing the original. Whether it is ephemeral is fixed by this.
    case deferredMessage(isEphemeral: Bool)
    /// For buttons: nothing changes yet, the message is edited later.
    case deferredUpdate
    /// For buttons: the message of the button becomes this.
    case update(InteractionAnswer)
    /// Opens a form; not in answer to a form.
    case form(Form)

    /// The message flag EPHEMERAL.
    static let ephemeral = 1 << 6

    /// The files of its message.
    package var files: [FileUpload] {
        switch self {
        case .message(let answer), .update(let answer): answer.files
        case .deferredMessage, .deferredUpdate, .form: []
        }
    }

    private enum CodingKeys: String, CodingKey { case type, data }
    private struct Flags: Encodable { var flags: Int }

    /// Writes Discord's form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .message(let answer):
            try container.encode(4, forKey: .type)
            try container.encode(answer, forKey: .data)
        case .deferredMessage(let isEphemeral):
            try container.encode(5, forKey: .type)
            if isEphemeral { try container.encode(Flags(flags: Self.ephemeral), forKey: .data) }
        case .deferredUpdate: try container.encode(6, forKey: .type)
        case .update(let answer):
            try container.encode(7, forKey: .type)
            try container.encode(answer, forKey: .data)
        case .form(let form):
            try container.encode(9, forKey: .type)
            try container.encode(form, forKey: .data)
        }
    }
}
