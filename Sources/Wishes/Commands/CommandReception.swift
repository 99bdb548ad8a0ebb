import Discord

/// Receives commands in messages and interactions: tells which are for the bot and limits how fast a member gives them.
/// What is accepted is stored before it is carried out.
final class CommandReception {
    private let guilds: KnownGuilds
    private let jobs: JobQueue
    private let inbox: CommandInbox
    private let posting: MessagePosting
    private let dependencies: SuggestionsCog.Dependencies
    /// Which members give commands faster than the answers can be read.
    private var flood = FloodGuard()
    private var moderatorFlood = FloodGuard(allowed: FloodGuard.allowedToModerators)
    /// In which channels the bot has answered a call.
    private var calls = CallPause()
    /// Commands in messages that were received.
    private var recentCommands = RecentIDs<Snowflake>()
    /// Interactions that are answered or being answered.
    private var recentInteractions = RecentIDs<Snowflake>()
    /// Commands that were accepted and are carried out once they are stored.
    private var accepted: [CommandCall] = []

    init(_ parts: SharedParts, inbox: CommandInbox) {
        guilds = parts.guilds
        jobs = parts.jobs
        posting = parts.posting
        dependencies = parts.dependencies
        self.inbox = inbox
    }

    // MARK: Messages

    /// A message has come: a command, or nothing. `mayBeRepeated` says whether an earlier process may have heard it. A
    /// command is carried out at the next `flush`; without its guild it waits for that.
    func received(_ message: Message, mayBeRepeated: Bool) {
        guard let guild = message.guildID, guilds.isKnown(guild) else { return held(message) }
        guard let reading = reading(of: message), recentCommands.insert(message.id) else { return }
        guard isAnswered(reading, message, in: guild) else { return inbox.refuse(message.id) }
        let role = role(of: message, in: guild)
        let verdict = judge(message.id, by: message.author.id, role, in: guild)
        guard verdict != .ignore else { return inbox.refuse(message.id) }
        if verdict == .pass { inbox.begin(InboxCommand(message, in: guild, at: dependencies.now())) }
        accepted.append(
            CommandCall(
                reading: reading, message: message, guildID: guild, role: role,
                managesServer: isManager(message, in: guild), isTooMany: verdict == .warn,
                mayBeRepeated: mayBeRepeated))
    }

    /// A message has come whose guild is not there yet. A command waits for it, if need be for longer than this process
    /// lives.
    func held(_ message: Message) {
        guard let guild = message.guildID, reading(of: message) != nil else { return }
        inbox.hold(InboxCommand(message, in: guild, at: dependencies.now()))
    }

    /// Stores the commands that were accepted and has them carried out; if they cannot be stored, members are served all
    /// the same. Returns whether everything is stored.
    @discardableResult
    func flush() async -> Bool {
        let calls = accepted
        accepted = []
        let isStored = await inbox.flush()
        for call in calls { jobs.add(.answer(call)) }
        return isStored
    }

    /// A guild is there, or Discord is in reach again: what waits for it is carried out. Roles are judged anew.
    func replay(_ guild: Snowflake) async {
        for command in await inbox.take(guild) {
            let message = command.message
            guard let reading = reading(of: message), isAnswered(reading, message, in: guild) else {
                await inbox.answered(message.id)
                continue
            }
            _ = recentCommands.insert(message.id)
            jobs.add(
                .answer(
                    CommandCall(
                        reading: reading, message: message, guildID: guild, role: role(of: message, in: guild),
                        managesServer: isManager(message, in: guild), mayBeRepeated: true, replayed: command)))
        }
        for interaction in inbox.takeInterrupted(guild) where recentInteractions.insert(interaction.interactionID) {
            jobs.add(.finish(interaction))
        }
    }

    /// What a message says to the bot; nil when it is not for the bot.
    private func reading(of message: Message) -> WishCommand.Reading? {
        guard let guild = message.guildID, message.author.isHuman, message.webhookID == nil,
            message.author.id != guilds.me, message.type == 0 || message.type == 19
        else { return nil }
        let settings = dependencies.settings(guild)
        let address = CommandAddress(
            prefix: settings.prefix, me: guilds.me,
            role: message.content.contains("<@&") ? guilds.ownRole(in: guild) : nil,
            answersHelp: settings.answersHelp, language: settings.spokenLanguage)
        let reading = WishCommand.read(message.content, to: address)
        return reading == .none ? nil : reading
    }

    /// Whether a message that is for the bot gets an answer. Not every call does: `!help` may be meant for another bot, so
    /// where this one may not write it does not even say that.
    private func isAnswered(_ reading: WishCommand.Reading, _ message: Message, in guild: Snowflake) -> Bool {
        guard case .call(let isMention) = reading else { return true }
        guard isMention || posting.mayPost(in: message.channelID, of: guild) else { return false }
        return calls.admits(message.id, in: message.channelID)
    }

    private func role(of message: Message, in guild: Snowflake) -> RequesterRole {
        guard let directory = guilds.directory(of: guild) else { return .member }
        return RequesterRole(message.author.id, message.sender, directory, dependencies.settings(guild))
    }

    private func isManager(_ message: Message, in guild: Snowflake) -> Bool {
        guilds.directory(of: guild)?.isManager(message.author.id, message.sender) ?? false
    }

    /// Whether a member gives commands too fast.
    func judge(
        _ request: Snowflake, by user: Snowflake, _ role: RequesterRole, in guild: Snowflake
    ) -> FloodGuard.Verdict {
        let member = FloodGuard.Member(guild: guild, user: user)
        return role == .moderator ? moderatorFlood.judge(request, by: member) : flood.judge(request, by: member)
    }

    /// Whether the bot is no member of a guild from which an interaction came: only its commands were invited.
    func isAbsent(from guild: Snowflake?) -> Bool { guild.map(guilds.isAbsent) ?? false }
    // MARK: Interactions

    /// A slash command was used or a button pressed. Discord may send the event twice.
    func received(_ interaction: Interaction) {
        guard interaction.guildID != nil, recentInteractions.insert(interaction.handle.id) else { return }
        jobs.add(.respond(interaction))
    }

    /// The requester of an interaction; nil while its guild is not there.
    func requester(of interaction: Interaction) -> Requester? {
        guard let guild = interaction.guildID, let directory = guilds.directory(of: guild),
            let channel = interaction.channelID, let member = interaction.member, let user = member.user
        else { return nil }
        // Discord's own sum of permissions is newer than what is known of the roles.
        let isManager = !interaction.permissions.isDisjoint(with: [.manageGuild, .administrator])
        let role =
            isManager ? .moderator : RequesterRole(user.id, member, directory, dependencies.settings(guild))
        return Requester(
            userID: user.id, name: member.nick ?? user.displayName, guildID: guild, channelID: channel, role: role,
            member: member, managesServer: isManager || directory.ownerID == user.id,
            language: Language(locale: interaction.locale),
            requestID: interaction.handle.id, enclosure: Enclosure(interaction.content))
    }
}

extension Message {
    /// The author as a member; one without roles where Discord does not say.
    fileprivate var sender: Member { member ?? Member(user: nil, nick: nil, roles: []) }
}
