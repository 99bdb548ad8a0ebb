import Discord

/// A command with everything needed to answer it.
struct CommandCall: Sendable {
    /// What was said.
    var reading: WishCommand.Reading
    /// The message that said it.
    var message: Message
    /// Where.
    var guildID: Snowflake
    /// What the author may do.
    var person: Person
    /// Whether it is the one command too many, which is answered with "slower".
    var isTooMany = false

    /// The one who asks, as verbs want to know it.
    var asker: Asker {
        Asker(userID: message.author.id, guildID: guildID, person: person, requestID: message.id)
    }
}

extension SuggestionsCog {
    /// A message has come: a command, or nothing.
    func received(_ message: Message) {
        guard let guild = message.guildID, let state = guilds[guild], message.author.isHuman,
            message.webhookID == nil, message.author.id != me, message.type == 0 || message.type == 19
        else { return }
        let settings = surroundings.settings(guild)
        let reading = WishCommand.read(message.content, prefix: settings.prefix, me: me)
        guard reading != .none else { return }
        let person = Self.person(message, state.directory, settings)
        let member = FloodGuard.Member(guild: guild, user: message.author.id)
        let verdict = person == .moderator ? .pass : flood.judge(message.id, by: member)
        guard verdict != .ignore else { return }
        enqueue(
            .answer(
                CommandCall(
                    reading: reading, message: message, guildID: guild, person: person, isTooMany: verdict == .warn)))
    }

    private static func person(_ message: Message, _ directory: GuildDirectory, _ settings: GuildSettings) -> Person {
        let member = message.member ?? Member(user: nil, nick: nil, roles: [])
        if directory.isModerator(message.author.id, member, roles: settings.modRoles) { return .moderator }
        let mayWish = settings.dreamerRoles.isEmpty || directory.has(member, oneOf: settings.dreamerRoles)
        return mayWish ? .dreamer : .member
    }

    func replies(for guild: Snowflake) -> Replies {
        let settings = surroundings.settings(guild)
        return Replies(voice: settings.voice, prefix: settings.prefix)
    }

    /// Answers one command. Whatever goes wrong is said to the one who asked.
    func answer(_ call: CommandCall) async {
        let replies = replies(for: call.guildID)
        if call.isTooMany { return await reply(replies.slower(), to: call) }
        switch call.reading {
        case .none: break
        case .almost(let verb): await reply(replies.didYouMean(verb.rawValue), to: call)
        case .usage(let verb, _) where verb.isForModerators && call.person != .moderator:
            await reply(replies.notAModerator(), to: call)
        case .usage(let verb, let problem): await reply(replies.usage(verb.rawValue, problem: problem), to: call)
        case .command(let command):
            do {
                if let answer = try await obey(command, call) { await reply(answer, to: call) }
            } catch {
                log.error("A command failed.", metadata: ["guild": "\(call.guildID)", "error": "\(error)"])
                await reply(replies.wishFailed("the database does not answer"), to: call)
            }
        }
    }

    /// Does what is asked; nil when there is nothing to say about it any more.
    private func obey(_ command: WishCommand, _ call: CommandCall) async throws -> Reply? {
        switch command {
        case .wish(let kind, let text):
            try await wish(kind, text: text, channelName: nil, call, replies(for: call.guildID))
            return nil
        case .wishChannel(let name, let purpose):
            let reserved = surroundings.settings(call.guildID).reservedChannelPrefixes
            switch ChannelName.judge(name, reserved: reserved) {
            case .refused(let why): return .words(replies(for: call.guildID).channelNameRefused(why))
            case .valid(let name):
                try await wish(.channel, text: purpose, channelName: name, call, replies(for: call.guildID))
                return nil
            }
        case .top(let kind, let count): return try await top(kind, count, in: call.guildID)
        case .manifestations(let kind, let count):
            return .card(try await manifestations(kind, count, in: call.guildID))
        case .weeklySummary: return try await weeklySummary(call.asker)
        case .syncWishes: return await syncWishes(call.asker)
        case .manifestWish(let wish, let notes): return try await manifestWish(wish, notes: notes, call.asker)
        case .removeWish(let wish): return try await removeWish(wish, call.asker)
        case .setThreshold(let basisPoints): return try await setThreshold(basisPoints, call.asker)
        case .help: return try await help(call.asker)
        }
    }

    // MARK: Answering

    func reply(_ text: String, to call: CommandCall) async { await reply(.words(text), to: call) }

    func reply(_ reply: Reply, to call: CommandCall) async {
        var message = NewMessage(replyTo: call.message.id, nonce: "r\(call.message.id)")
        switch reply {
        case .words(let text): message.content = text
        case .card(let card): message.embeds = [Embed(card)]
        }
        await say(message, in: call.message.channelID)
    }
}
