/// A slash command as it is registered. Read back from Discord it compares equal to what was sent, because only what is
/// set here is read.
///
/// Limits: name 1–32, lower case; description 1–100; 25 options and choices; 8000 characters in all.
public struct ApplicationCommand: Codable, Sendable, Equatable {
    /// What is typed behind the slash.
    public var name: String
    /// What the list of commands says about it.
    public var description: String
    /// What can be filled in; required ones first. Subcommands are options too.
    public var options: [Option]
    /// Who sees it unless a server decides otherwise; nil for everybody.
    public var defaultMemberPermissions: Permissions?
    /// Where it can be used: 0 is in servers.
    public var contexts: [Int]
    /// 1 for a slash command.
    public var type: Int

    /// Makes a slash command for servers.
    public init(
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
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        description = try container.decode(String.self, forKey: .description)
        options = try container.decodeIfPresent([Option].self, forKey: .options) ?? []
        defaultMemberPermissions = try container.decodeIfPresent(Permissions.self, forKey: .defaultMemberPermissions)
        contexts = try container.decodeIfPresent([Int].self, forKey: .contexts) ?? []
        type = try container.decodeIfPresent(Int.self, forKey: .type) ?? 1
    }
}

extension ApplicationCommand {
    /// What somebody fills in.
    public struct Option: Codable, Sendable, Equatable {
        /// Its kind.
        public var type: Kind
        /// Its name; lower case.
        public var name: String
        /// What it is for.
        public var description: String
        /// Whether the command cannot be sent without it.
        public var required: Bool?
        /// The only values there are.
        public var choices: [Choice]?
        /// Of a subcommand.
        public var options: [Option]?
        /// The smallest number.
        public var minValue: Double?
        /// The largest number.
        public var maxValue: Double?
        /// The longest text.
        public var maxLength: Int?

        /// Makes an option.
        public init(
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

        /// Whether both ask for the same. Discord leaves out or spells out what is empty or false, as it likes.
        public static func == (left: Option, right: Option) -> Bool {
            left.type == right.type && left.name == right.name && left.description == right.description
                && (left.required ?? false) == (right.required ?? false)
                && (left.choices ?? []) == (right.choices ?? []) && (left.options ?? []) == (right.options ?? [])
                && left.minValue == right.minValue && left.maxValue == right.maxValue
                && left.maxLength == right.maxLength
        }
    }

    /// A value to choose.
    public struct Choice: Codable, Sendable, Equatable {
        /// As shown.
        public var name: String
        /// As sent.
        public var value: String

        /// Makes a choice.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// The kind of an option. Unknown values survive.
    public struct Kind: RawRepresentable, Codable, Hashable, Sendable {
        /// Discord's number.
        public var rawValue: Int
        /// Wraps a number.
        public init(rawValue: Int) { self.rawValue = rawValue }
        /// A command within a command.
        public static let subcommand = Kind(rawValue: 1)
        /// Text.
        public static let text = Kind(rawValue: 3)
        /// A whole number.
        public static let integer = Kind(rawValue: 4)
        /// Any number.
        public static let number = Kind(rawValue: 10)
    }
}
