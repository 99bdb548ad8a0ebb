extension Interaction {
    /// The type of an interaction. Unknown values survive.
    struct Kind: RawRepresentable, Hashable {
        var rawValue: Int
        static let command = Kind(rawValue: 2)
        static let component = Kind(rawValue: 3)
        static let form = Kind(rawValue: 5)
    }

    /// The content of INTERACTION_CREATE, as far as it is used.
    /// Source: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Wire: Decodable {
        // swift-format-ignore: AlwaysUseLowerCamelCase
        struct Component: Decodable { var custom_id: String }
        struct Source: Decodable { var id: Snowflake }
        struct Granted: Decodable { var permissions: Permissions? }
        enum Keys: String, CodingKey {
            case id, application_id, type, token, guild_id, channel_id, member, user, data, message, locale
            case guild_locale, attachment_size_limit
        }

        /// Nil for types that the bot does not handle.
        var interaction: Interaction?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Keys.self)
            let content: Content
            switch container.integer(.type).map(Kind.init) {
            case .command: content = .command(try container.decode(CommandUse.self, forKey: .data))
            case .component:
                content = .component(
                    customID: try container.decode(Component.self, forKey: .data).custom_id,
                    message: container.lenient(Source.self, .message)?.id)
            case .form:
                var submission = try container.decode(FormSubmission.self, forKey: .data)
                submission.message = container.lenient(Source.self, .message)?.id
                content = .form(submission)
            default: return
            }
            interaction = Interaction(
                handle: InteractionHandle(
                    id: try container.decode(Snowflake.self, forKey: .id),
                    applicationID: try container.decode(Snowflake.self, forKey: .application_id),
                    token: Secret(try container.decode(String.self, forKey: .token), .interaction)),
                guildID: container.lenient(Snowflake.self, .guild_id),
                channelID: container.lenient(Snowflake.self, .channel_id),
                member: container.lenient(Member.self, .member),
                permissions: container.lenient(Granted.self, .member)?.permissions ?? [],
                user: container.lenient(User.self, .user), locale: container.text(.locale),
                guildLocale: container.text(.guild_locale), uploadLimit: container.count(.attachment_size_limit),
                content: content)
        }
    }
}
