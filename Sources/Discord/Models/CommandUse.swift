/// A command as a member has sent it.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure
package struct CommandUse: Sendable, Equatable, Decodable {
    /// The command.
    package var name: String
    /// Whether it was typed, or chosen from the menu of a message or a user.
    package var kind: ApplicationCommand.CommandKind
    /// The options that were filled in; a subcommand is an option with options.
    package var options: [Option]
    /// The message or user from whose menu it was chosen; nil for a slash command.
    package var target: Snowflake?
    /// What the ids in it refer to.
    package var resolved: Resolved

    /// One filled-in option.
    package struct Option: Sendable, Equatable, Decodable {
        /// Its name.
        package var name: String
        /// Its value; nil for a subcommand.
        package var value: CommandValue?
        /// The options of a subcommand.
        package var options: [Option]?

        /// Makes an option.
        package init(name: String, value: CommandValue? = nil, options: [Option]? = nil) {
            self.name = name
            self.value = value
            self.options = options
        }
    }

    /// Makes a use of a command.
    package init(
        name: String, kind: ApplicationCommand.CommandKind = .slash, options: [Option] = [],
        target: Snowflake? = nil, resolved: Resolved = Resolved()
    ) {
        self.name = name
        self.kind = kind
        self.options = options
        self.target = target
        self.resolved = resolved
    }

    /// The message from whose menu it was chosen; nil for other commands, and when Discord did not send it.
    package var targetMessage: Message? {
        guard kind == .messageMenu, let target else { return nil }
        return resolved.messages[target]
    }

    /// The file of an option.
    package func attachment(_ value: CommandValue?) -> MessageAttachment? {
        guard case .text(let id)? = value, let id = Snowflake(id) else { return nil }
        return resolved.attachments[id]
    }

    enum CodingKeys: String, CodingKey {
        case name, type, options, resolved
        case target = "target_id"
    }

    /// Reads Discord's form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        kind = container.integer(.type).map(ApplicationCommand.CommandKind.init) ?? .slash
        options = try container.decodeIfPresent([Option].self, forKey: .options) ?? []
        target = container.lenient(Snowflake.self, .target)
        resolved = container.lenient(Resolved.self, .resolved) ?? Resolved()
    }
}

extension CommandUse {
    /// What the ids in a command refer to, as far as it is used.
    /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure
    package struct Resolved: Sendable, Equatable, Decodable {
        /// The message of a message's menu; without reactions, which Discord does not send here.
        package var messages: [Snowflake: Message]
        /// The user of a user's menu, and users of options.
        package var users: [Snowflake: User]
        /// The files of options.
        package var attachments: [Snowflake: MessageAttachment]

        /// Makes it.
        package init(
            messages: [Snowflake: Message] = [:], users: [Snowflake: User] = [:],
            attachments: [Snowflake: MessageAttachment] = [:]
        ) {
            self.messages = messages
            self.users = users
            self.attachments = attachments
        }

        enum CodingKeys: String, CodingKey { case messages, users, attachments }

        /// Reads what can be read; an odd entry costs itself alone.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            messages = container.lenient(ByID<Message>.self, .messages)?.entries ?? [:]
            users = container.lenient(ByID<User>.self, .users)?.entries ?? [:]
            attachments = container.lenient(ByID<MessageAttachment>.self, .attachments)?.entries ?? [:]
        }
    }

    /// An object whose keys are ids.
    private struct ByID<Value: Decodable>: Decodable {
        var entries: [Snowflake: Value] = [:]

        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }
            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            for key in container.allKeys {
                guard let id = Snowflake(key.stringValue) else { continue }
                entries[id] = try? container.decode(Value.self, forKey: key)
            }
        }
    }
}

/// The value of an option.
package enum CommandValue: Sendable, Equatable, Decodable {
    /// Text, a choice or an id.
    case text(String)
    /// A whole number or one with a fraction.
    case number(Double)
    /// Yes or no.
    case flag(Bool)

    /// Reads a JSON scalar.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else {
            self = .number(try container.decode(Double.self))
        }
    }
}
