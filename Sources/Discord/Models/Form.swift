/// A form that opens over Discord's window when a command is used or a button is pressed, and comes back filled in.
///
/// Limits: title 1–45; 1–5 fields.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
package struct Form: Encodable, Sendable, Equatable {
    /// 1–100 characters; comes back with the values. Members can send any id and any values.
    package var customID: String
    /// The heading, at most 45.
    package var title: String
    /// The fields, 1–5.
    package var fields: [Field]

    /// A field for text.
    /// Source: https://docs.discord.com/developers/components/reference#text-input
    package struct Field: Sendable, Equatable {
        /// 1–100 characters, unique in its form.
        package var customID: String
        /// The label, at most 45.
        package var label: String
        /// What to write there, at most 100; nil for nothing.
        package var description: String?
        /// Shown while it is empty, at most 100.
        package var placeholder: String?
        /// The text that it begins with; nil for none.
        package var value: String?
        /// How long the text may be: within 0–4000.
        package var length: ClosedRange<Int>
        /// Whether it may not be left empty.
        package var isRequired: Bool
        /// Whether it has several lines.
        package var isLong: Bool

        /// Makes a field.
        package init(
            customID: String, label: String, description: String? = nil, placeholder: String? = nil,
            value: String? = nil, length: ClosedRange<Int> = 0...4000, isRequired: Bool = true, isLong: Bool = false
        ) {
            self.customID = customID
            self.label = label
            self.description = description
            self.placeholder = placeholder
            self.value = value
            self.length = length
            self.isRequired = isRequired
            self.isLong = isLong
        }
    }

    /// Makes a form.
    package init(customID: String, title: String, fields: [Field]) {
        self.customID = customID
        self.title = title
        self.fields = fields
    }

    private enum Keys: String, CodingKey {
        case title, components
        case customID = "custom_id"
    }

    /// Writes Discord's form.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(customID, forKey: .customID)
        try container.encode(title, forKey: .title)
        try container.encode(fields.map(Labelled.init), forKey: .components)
    }

    /// A field with its label around it, as Discord has it since 2025.
    private struct Labelled: Encodable {
        var type = ComponentType.label
        var label: String
        var description: String?
        var component: Input

        init(_ field: Field) {
            label = field.label
            description = field.description
            component = Input(field)
        }
    }

    // swift-format-ignore: AlwaysUseLowerCamelCase
    private struct Input: Encodable {
        var type = ComponentType.textInput
        var custom_id: String
        var style: Int
        var min_length: Int
        var max_length: Int
        var required: Bool
        var value: String?
        var placeholder: String?

        init(_ field: Field) {
            custom_id = field.customID
            style = field.isLong ? 2 : 1
            min_length = field.length.lowerBound.clamped(to: 0...4000)
            max_length = field.length.upperBound.clamped(to: 1...4000)
            required = field.isRequired
            // Discord refuses the whole form when the text it begins with is too long.
            let most = max_length
            value = field.value.map { String(String.UnicodeScalarView($0.unicodeScalars.prefix(most))) }
            placeholder = field.placeholder
        }
    }
}

/// A form as a member has sent it. A modified client can send any id, any fields and any values, and the same form twice.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure
package struct FormSubmission: Sendable, Equatable {
    /// The id of the form.
    package var customID: String
    /// The texts by the ids of their fields. Of two fields with one id the first counts.
    package var values: [String: String]
    /// The message whose button opened the form; nil when a command did.
    package var message: Snowflake?

    /// Makes a submission.
    package init(customID: String, values: [String: String] = [:], message: Snowflake? = nil) {
        self.customID = customID
        self.values = values
        self.message = message
    }
}

extension FormSubmission: Decodable {
    private enum Keys: String, CodingKey {
        case components
        case customID = "custom_id"
    }

    /// A label around a field, a row of fields (the older form), or a field itself.
    private struct Component: Decodable {
        private enum Keys: String, CodingKey {
            case type, value, component, components
            case customID = "custom_id"
        }

        /// The texts in it, by the ids of their fields.
        var values: [(String, String)] = []

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            // The depth is that of Discord: a label or a row holds fields, nothing deeper.
            let isNested = decoder.codingPath.count > FormSubmission.deepest
            if container.integer(.type) == ComponentType.textInput, let id = container.text(.customID) {
                values = [(id, container.text(.value) ?? "")]
            } else if !isNested {
                values = container.lenient(Component.self, .component)?.values ?? []
                values += (container.list(Component.self, .components) ?? []).flatMap(\.values)
            }
        }
    }

    /// How deep a path in the data may be at which another level is read.
    private static let deepest = 8

    /// Reads the `data` of a submission. Fields that cannot be read, or are not for text, are left out.
    /// - Throws: `DecodingError` without the form's id.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        customID = try container.decode(String.self, forKey: .customID)
        let components = container.list(Component.self, .components) ?? []
        values = Dictionary(components.flatMap(\.values)) { first, _ in first }
    }
}
