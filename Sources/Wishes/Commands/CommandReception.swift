import Discord

/// Receives commands in messages and interactions: tells which are for the bot and limits how fast a member gives them.
final class CommandReception {
    private let guilds: KnownGuilds
    private let jobs: JobQueue
    private let settings: @Sendable (Snowflake) -> GuildSettings
    /// Which members give commands faster than the answers can be read.
    private var flood = FloodGuard()
    /// Interactions that are answered or being answered.
    private var recentInteractions = RecentIDs<Snowflake>()

    init(_ parts: SharedParts) {
        guilds = parts.guilds
        jobs = parts.jobs
        settings = parts.dependencies.settings
    }

    /// A message has come: a command, or nothing.
    func received(_ message: Message) {
        guard let guild = message.guildID, let directory = guilds.directory(of: guild), message.author.isHuman,
            message.webhookID == nil, message.author.id != guilds.me, message.type == 0 || message.type == 19
        else { return }
        let settings = settings(guild)
        let reading = WishCommand.read(message.content, prefix: settings.prefix, me: guilds.me)
        guard reading != .none else { return }
        let member = message.member ?? Member(user: nil, nick: nil, roles: [])
        let role = RequesterRole(message.author.id, member, directory, settings)
        let verdict = judge(message.id, by: message.author.id, role, in: guild)
        guard verdict != .ignore else { return }
        jobs.add(
            .answer(
                CommandCall(
                    reading: reading, message: message, guildID: guild, role: role, isTooMany: verdict == .warn)))
    }

    /// A slash command was used or a button pressed. Discord may send the event twice.
    func received(_ interaction: Interaction) {
        guard interaction.guildID != nil, recentInteractions.insert(interaction.handle.id) else { return }
        jobs.add(.respond(interaction))
    }

    /// Whether a member gives commands too fast; moderators may.
    func judge(
        _ request: Snowflake, by user: Snowflake, _ role: RequesterRole, in guild: Snowflake
    ) -> FloodGuard.Verdict {
        role == .moderator ? .pass : flood.judge(request, by: FloodGuard.Member(guild: guild, user: user))
    }

    /// Whether the bot is no member of a guild from which an interaction came: only its commands were invited.
    func isAbsent(from guild: Snowflake?) -> Bool { guild.map(guilds.isAbsent) ?? false }

    /// The requester of an interaction; nil while its guild is not there.
    func requester(of interaction: Interaction) -> Requester? {
        guard let guild = interaction.guildID, let directory = guilds.directory(of: guild),
            let channel = interaction.channelID, let member = interaction.member, let user = member.user
        else { return nil }
        // Discord's own sum of permissions is newer than what is known of the roles.
        let isManager = !interaction.permissions.isDisjoint(with: [.manageGuild, .administrator])
        let role = isManager ? .moderator : RequesterRole(user.id, member, directory, settings(guild))
        return Requester(
            userID: user.id, name: member.nick ?? user.displayName, guildID: guild, channelID: channel, role: role,
            requestID: interaction.handle.id)
    }
}
