/// A slash command as it is registered. Read back from Discord it equals the one that was sent, because only the fields
/// used here are read.
///
/// Limits: name 1–32, lower case; description 1–100; 25 options and choices; 8000 characters in all.
/// Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
package struct ApplicationCommand: Codable, Sendable, Equatable {
    /// What is typed after the slash.
    package var name: String
    /// Its description in the list of commands.
    package var description: String
    /// Its options, required ones first. Subcommands are options too.
    package var options: [Option]
    /// The permissions needed to use it unless a server sets others; nil for none.
    package var defaultMemberPermissions: Permissions?
    /// Where it can be used; 0 means in servers.
    package var contexts: [Int]
    /// 1 for a slash command, 4 for an Entry Point command.
    package var type: Int

    /// The type of the command that opens an Activity. Discord refuses to remove it in a bulk registration.
    /// Source: https://docs.discord.com/developers/interactions/application-commands#entry-point-commands
    package static let entryPoint = 4

    /// Makes a slash command for servers.
    package init(
        name: String, description: String, options: [Option] = [], defaultMemberPermissions: Permissions? = nil
    ) {
        self.name = name
        self.description = description
        self.options = options
        self.defaultMemberPermissions = defaultMemberPermissions
        contexts = [0]
        type = 1
    }

    enum CodingKeys: String, CodingKey {
        case name, description, options, contexts, type
        case defaultMemberPermissions = "default_member_permissions"
    }

    /// Reads Discord's form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        description = container.text(.description) ?? ""
        options = container.list(Option.self, .options) ?? []
        defaultMemberPermissions = container.lenient(Permissions.self, .defaultMemberPermissions)
        contexts = container.list(Int.self, .contexts) ?? []
        type = container.integer(.type) ?? 1
    }
}

extension ApplicationCommand {
    /// An option of a command.
    package struct Option: Codable, Sendable, Equatable {
        /// Its type.
        package var type: Kind
        /// Its name; lower case.
        package var name: String
        /// What it is for.
        package var description: String
        /// Whether the command cannot be sent without it.
        package var required: Bool?
        /// The only values allowed.
        package var choices: [Choice]?
        /// The options of a subcommand.
        package var options: [Option]?
        /// The smallest number.
        package var minValue: Double?
        /// The largest number.
        package var maxValue: Double?
        /// The longest text.
        package var maxLength: Int?

        /// Makes an option.
        package init(
            _ type: Kind, _ name: String, _ description: String, isRequired: Bool = false, choices: [Choice]? = nil,
            options: [Option]? = nil, range: ClosedRange<Double>? = nil, maxLength: Int? = nil
        ) {
            self.type = type
            self.name = name
            self.description = description
            required = isRequired ? true : nil
            self.choices = choices
            self.options = options
            minValue = range?.lowerBound
            maxValue = range?.upperBound
            self.maxLength = maxLength
        }

        enum CodingKeys: String, CodingKey {
            case type, name, description, required, choices, options
            case minValue = "min_value"
            case maxValue = "max_value"
            case maxLength = "max_length"
        }

        /// Whether both define the same option. Discord may omit fields that are empty or false, or send them.
        package static func == (left: Option, right: Option) -> Bool {
            left.type == right.type && left.name == right.name && left.description == right.description
                && (left.required ?? false) == (right.required ?? false)
                && (left.choices ?? []) == (right.choices ?? []) && (left.options ?? []) == (right.options ?? [])
                && left.minValue == right.minValue && left.maxValue == right.maxValue
                && left.maxLength == right.maxLength
        }
    }

    /// A value to choose.
    package struct Choice: Codable, Sendable, Equatable {
        /// As shown.
        package var name: String
        /// As sent.
        package var value: String

        /// Makes a choice.
        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The type of an option. Unknown values survive.
    package struct Kind: RawRepresentable, Codable, Hashable, Sendable {
        /// Discord's number.
        package var rawValue: Int
        /// Wraps a number.
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// A command within a command.
        package static let subcommand = Kind(rawValue: 1)
        /// Text.
        package static let text = Kind(rawValue: 3)
        /// A whole number.
        package static let integer = Kind(rawValue: 4)
        /// Yes or no.
        package static let flag = Kind(rawValue: 5)
        /// Any number.
        package static let number = Kind(rawValue: 10)
    }
}
