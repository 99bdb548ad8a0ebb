/// A button that sends its custom id back when it is pressed, or opens a link.
/// Source: https://docs.discord.com/developers/components/reference#button
package struct Button: Encodable, Sendable, Equatable {
    /// What pressing it does.
    package enum Action: Sendable, Equatable {
        /// Sends this id to the bot: 1–100 characters, unique in its message. Buttons outlive the process, so it holds all
        /// of their state.
        case send(customID: String)
        /// Opens an address, at most 512 characters.
        case open(url: String)
    }

    /// How it looks.
    package struct Style: RawRepresentable, Hashable, Sendable {
        /// Discord's number.
        package var rawValue: Int
        /// Wraps a number.
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// For the main act.
        package static let primary = Style(rawValue: 1)
        /// Quiet.
        package static let secondary = Style(rawValue: 2)
        /// Green.
        package static let success = Style(rawValue: 3)
        /// Red.
        package static let danger = Style(rawValue: 4)
        /// Of every button with a link, and of no other.
        static let link = Style(rawValue: 5)
    }

    /// What pressing it does.
    package var action: Action
    /// The text on it, at most 80.
    package var label: String
    /// How it looks; has no effect with a link.
    package var style: Style
    /// Shown before the text.
    package var emoji: Emoji?
    /// Whether it cannot be pressed.
    package var isDisabled: Bool

    /// Makes a button that answers to the bot.
    package init(
        customID: String, label: String, style: Style = .secondary, emoji: Emoji? = nil, isDisabled: Bool = false
    ) {
        action = .send(customID: customID)
        self.label = label
        self.style = style
        self.emoji = emoji
        self.isDisabled = isDisabled
    }

    /// Makes a button that opens an address.
    package init(url: String, label: String, emoji: Emoji? = nil) {
        action = .open(url: url)
        self.label = label
        style = .link
        self.emoji = emoji
        isDisabled = false
    }

    /// The id that it sends; nil for a link.
    package var customID: String? { if case .send(let id) = action { id } else { nil } }

    enum CodingKeys: String, CodingKey {
        case type, style, label, emoji, url, disabled
        case customID = "custom_id"
    }

    /// Writes Discord's form. A button needs a label or an emoji; an empty label is left out.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(ComponentType.button, forKey: .type)
        if !label.isEmpty { try container.encode(label, forKey: .label) }
        try container.encodeIfPresent(emoji, forKey: .emoji)
        try container.encode(isDisabled, forKey: .disabled)
        switch action {
        case .send(let customID):
            try container.encode(style.rawValue, forKey: .style)
            try container.encode(customID, forKey: .customID)
        case .open(let url):
            try container.encode(Style.link.rawValue, forKey: .style)
            try container.encode(url, forKey: .url)
        }
    }
}

/// Discord's numbers of the components that are used.
/// Source: https://docs.discord.com/developers/components/reference#component-object-component-types
enum ComponentType {
    static let actionRow = 1
    static let button = 2
    static let textInput = 4
    static let label = 18
}

/// Buttons as a message has them: in rows of at most 5.
struct ButtonRows: Encodable {
    var buttons: [Button]

    init(_ buttons: [Button]) { self.buttons = buttons }

    private struct Row: Encodable {
        var type = ComponentType.actionRow
        var components: [Button]
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for start in stride(from: 0, to: buttons.count, by: 5) {
            try container.encode(Row(components: Array(buttons[start..<min(start + 5, buttons.count)])))
        }
    }
}
