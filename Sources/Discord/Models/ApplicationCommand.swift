/// A command as it is registered. Read back from Discord it equals the one that was sent, because only the fields used
/// here are read.
///
/// Limits: name 1–32, of slash commands in lower case; description 1–100; 25 options and choices; 8000 characters in all.
/// Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object
package struct ApplicationCommand: Codable, Sendable, Equatable {
    /// What is typed after the slash, or shown in a menu.
    package var name: String
    /// The name by language, as `locale` of an interaction has it: `de`, `es-ES`. Empty for none.
    package var nameLocalizations: [String: String]
    /// Its description in the list of commands; empty in menus, which have none.
    package var description: String
    /// The description by language. Empty for none.
    package var descriptionLocalizations: [String: String]
    /// Its options, required ones first. Subcommands are options too.
    package var options: [Option]
    /// The permissions needed to use it unless a server sets others; nil for none.
    package var defaultMemberPermissions: Permissions?
    /// Where it can be used; 0 means in servers.
    package var contexts: [Int]
    /// Where it is shown.
    package var kind: CommandKind

    /// Where a command is shown. Unknown values survive.
    /// Source: https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-types
    package struct CommandKind: RawRepresentable, Codable, Hashable, Sendable {
        /// Discord's number.
        package var rawValue: Int
        /// Wraps a number.
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// After a slash.
        package static let slash = CommandKind(rawValue: 1)
        /// In the menu of a user.
        package static let userMenu = CommandKind(rawValue: 2)
        /// In the menu of a message.
        package static let messageMenu = CommandKind(rawValue: 3)
        /// Opens an Activity. Discord refuses to remove it in a bulk registration.
        package static let entryPoint = CommandKind(rawValue: 4)
    }

    /// Makes a slash command for servers.
    package init(
        name: String, nameLocalizations: [String: String] = [:], description: String,
        descriptionLocalizations: [String: String] = [:], options: [Option] = [],
        defaultMemberPermissions: Permissions? = nil
    ) {
        self.name = name
        self.nameLocalizations = nameLocalizations
        self.description = description
        self.descriptionLocalizations = descriptionLocalizations
        self.options = options
        self.defaultMemberPermissions = defaultMemberPermissions
        contexts = [0]
        kind = .slash
    }

    /// Makes an entry of the menu of every message or user in servers. Its name may have capitals and spaces; at most 15
    /// of the global commands can be entries of one kind.
    package init(
        menu kind: CommandKind, name: String, nameLocalizations: [String: String] = [:],
        defaultMemberPermissions: Permissions? = nil
    ) {
        self.init(
            name: name, nameLocalizations: nameLocalizations, description: "",
            defaultMemberPermissions: defaultMemberPermissions)
        self.kind = kind
    }

    enum CodingKeys: String, CodingKey {
        case name, description, options, contexts
        case kind = "type"
        case nameLocalizations = "name_localizations"
        case descriptionLocalizations = "description_localizations"
        case defaultMemberPermissions = "default_member_permissions"
    }

    /// Reads Discord's form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        nameLocalizations = container.lenient([String: String].self, .nameLocalizations) ?? [:]
        description = container.text(.description) ?? ""
        descriptionLocalizations = container.lenient([String: String].self, .descriptionLocalizations) ?? [:]
        options = container.list(Option.self, .options) ?? []
        defaultMemberPermissions = container.lenient(Permissions.self, .defaultMemberPermissions)
        contexts = container.list(Int.self, .contexts) ?? []
        kind = container.integer(.kind).map(CommandKind.init) ?? .slash
    }

    /// Writes Discord's form. Entries of menus have neither description nor options.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encodeUnlessEmpty(nameLocalizations, .nameLocalizations)
        if kind != .userMenu && kind != .messageMenu {
            try container.encode(description, forKey: .description)
            try container.encodeUnlessEmpty(descriptionLocalizations, .descriptionLocalizations)
            try container.encode(options, forKey: .options)
        }
        try container.encodeIfPresent(defaultMemberPermissions, forKey: .defaultMemberPermissions)
        try container.encode(contexts, forKey: .contexts)
        try container.encode(kind, forKey: .kind)
    }
}

extension KeyedEncodingContainer {
    /// Writes texts by language, if there are any.
    fileprivate mutating func encodeUnlessEmpty(_ texts: [String: String], _ key: Key) throws {
        if !texts.isEmpty { try encode(texts, forKey: key) }
    }
}

extension ApplicationCommand {
    /// An option of a command.
    package struct Option: Codable, Sendable, Equatable {
        /// Its type.
        package var type: Kind
        /// Its name; lower case.
        package var name: String
        /// The name by language; nil for none.
        package var nameLocalizations: [String: String]?
        /// What it is for.
        package var description: String
        /// The description by language; nil for none.
        package var descriptionLocalizations: [String: String]?
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
        /// The shortest text.
        package var minLength: Int?
        /// The longest text.
        package var maxLength: Int?
        /// The only kinds of channels allowed.
        package var channelTypes: [ChannelType]?

        /// Makes an option.
        package init(
            _ type: Kind, _ name: String, _ description: String, isRequired: Bool = false, choices: [Choice]? = nil,
            options: [Option]? = nil, range: ClosedRange<Double>? = nil, maxLength: Int? = nil,
            channelTypes: [ChannelType]? = nil
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
            self.channelTypes = channelTypes
        }

        enum CodingKeys: String, CodingKey {
            case type, name, description, required, choices, options
            case nameLocalizations = "name_localizations"
            case descriptionLocalizations = "description_localizations"
            case minLength = "min_length"
            case channelTypes = "channel_types"
            case minValue = "min_value"
            case maxValue = "max_value"
            case maxLength = "max_length"
        }

        /// Whether both define the same option. Discord may omit fields that are empty or false, or send them.
        package static func == (left: Option, right: Option) -> Bool {
            left.type == right.type && left.name == right.name && left.description == right.description
                && (left.nameLocalizations ?? [:]) == (right.nameLocalizations ?? [:])
                && (left.descriptionLocalizations ?? [:]) == (right.descriptionLocalizations ?? [:])
                && (left.required ?? false) == (right.required ?? false)
                && (left.choices ?? []) == (right.choices ?? []) && (left.options ?? []) == (right.options ?? [])
                && left.minValue == right.minValue && left.maxValue == right.maxValue
                && left.minLength == right.minLength && left.maxLength == right.maxLength
                && (left.channelTypes ?? []) == (right.channelTypes ?? [])
        }
    }

    /// A value to choose.
    package struct Choice: Codable, Sendable, Equatable {
        /// As shown.
        package var name: String
        /// The name by language; nil for none.
        package var nameLocalizations: [String: String]?
        /// As sent.
        package var value: String

        /// Makes a choice.
        package init(name: String, nameLocalizations: [String: String]? = nil, value: String) {
            self.name = name
            self.nameLocalizations = nameLocalizations
            self.value = value
        }

        enum CodingKeys: String, CodingKey {
            case name, value
            case nameLocalizations = "name_localizations"
        }

        /// Whether both define the same choice.
        package static func == (left: Choice, right: Choice) -> Bool {
            left.name == right.name && left.value == right.value
                && (left.nameLocalizations ?? [:]) == (right.nameLocalizations ?? [:])
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
        /// A user.
        package static let user = Kind(rawValue: 6)
        /// A channel.
        package static let channel = Kind(rawValue: 7)
        /// A role.
        package static let role = Kind(rawValue: 8)
        /// Any number.
        package static let number = Kind(rawValue: 10)
        /// A file.
        package static let attachment = Kind(rawValue: 11)
    }
}
