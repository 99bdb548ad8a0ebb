/// A slash command as a member has sent it.
/// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-data-structure
package struct CommandUse: Sendable, Equatable, Decodable {
    /// The command.
    package var name: String
    /// The options that were filled in; a subcommand is an option with options.
    package var options: [Option]

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
    package init(name: String, options: [Option] = []) {
        self.name = name
        self.options = options
    }

    enum CodingKeys: String, CodingKey { case name, options }

    /// Reads Discord's form.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        options = try container.decodeIfPresent([Option].self, forKey: .options) ?? []
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
