/// A message that answers an interaction. It pings no user: `allowed_mentions` is always an empty list, because without it
/// Discord would ping the users that such a message mentions.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object
package struct InteractionAnswer: Encodable, Sendable, Equatable {
    /// Plain text, at most 2000.
    package var content: String?
    /// Cards, at most 10.
    package var embeds: [Embed]?
    /// A row of buttons, at most 5. In an edit, empty removes the buttons and nil keeps them.
    package var buttons: [Button]?
    /// Whether only the user who sent the interaction sees it. Has no effect in an edit.
    package var isEphemeral: Bool

    /// Makes an answer.
    package init(
        content: String? = nil, embeds: [Embed]? = nil, buttons: [Button]? = nil, isEphemeral: Bool = false
    ) {
        self.content = content
        self.embeds = embeds
        self.buttons = buttons
        self.isEphemeral = isEphemeral
    }

    enum CodingKeys: String, CodingKey {
        case content, embeds, components, flags
        case allowedMentions = "allowed_mentions"
    }

    private struct AllowedMentions: Encodable { var parse: [String] = [] }

    private struct Row: Encodable {
        var type = 1
        var components: [Button]
    }

    /// Writes Discord's form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(content, forKey: .content)
        try container.encodeIfPresent(embeds, forKey: .embeds)
        try container.encodeIfPresent(
            buttons.map { $0.isEmpty ? [] : [Row(components: $0)] }, forKey: .components)
        try container.encode(AllowedMentions(), forKey: .allowedMentions)
        if isEphemeral { try container.encode(InteractionResponse.ephemeral, forKey: .flags) }
    }
}

/// A button that sends its custom id back when it is pressed.
/// Source: https://docs.discord.com/developers/components/reference#button
package struct Button: Encodable, Sendable, Equatable {
    /// 1–100 characters, unique in its message. Buttons outlive the process, so it holds all of their state.
    package var customID: String
    /// The text on it, at most 80.
    package var label: String
    /// Whether it cannot be pressed.
    package var isDisabled: Bool

    /// Makes a button.
    package init(customID: String, label: String, isDisabled: Bool = false) {
        self.customID = customID
        self.label = label
        self.isDisabled = isDisabled
    }

    enum CodingKeys: String, CodingKey {
        case type, style, label, disabled
        case customID = "custom_id"
    }

    /// Writes Discord's form: a button (2) of the quiet style (2).
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(2, forKey: .type)
        try container.encode(2, forKey: .style)
        try container.encode(label, forKey: .label)
        try container.encode(customID, forKey: .customID)
        try container.encode(isDisabled, forKey: .disabled)
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

    /// The message flag EPHEMERAL.
    static let ephemeral = 1 << 6

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
        }
    }
}
