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
    var role: RequesterRole
    /// Whether it is the one command too many, which is answered with "slower".
    var isTooMany = false

    /// The one who asks, as verbs want to know it.
    var requester: Requester {
        Requester(
            userID: message.author.id, name: message.member?.nick ?? message.author.displayName, guildID: guildID,
            channelID: message.channelID, role: role, requestID: message.id)
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
        let member = message.member ?? Member(user: nil, nick: nil, roles: [])
        let role = RequesterRole(message.author.id, member, state.directory, settings)
        let verdict = judge(message.id, by: message.author.id, role, in: guild)
        guard verdict != .ignore else { return }
        enqueue(
            .answer(
                CommandCall(
                    reading: reading, message: message, guildID: guild, role: role, isTooMany: verdict == .warn)))
    }

    /// Whether somebody gives commands faster than anybody reads the answers; moderators may.
    func judge(
        _ request: Snowflake, by user: Snowflake, _ role: RequesterRole, in guild: Snowflake
    ) -> FloodGuard.Verdict {
        role == .moderator ? .pass : flood.judge(request, by: FloodGuard.Member(guild: guild, user: user))
    }

    func replies(for guild: Snowflake) -> Replies {
        let settings = surroundings.settings(guild)
        return Replies(voice: settings.voice, prefix: settings.prefix)
    }

    /// Replies to slash commands, which all begin with a slash.
    func slashReplies(for guild: Snowflake) -> Replies {
        Replies(voice: surroundings.settings(guild).voice, prefix: "/")
    }

    /// Answers one command. Whatever goes wrong is said to the one who asked.
    func answer(_ call: CommandCall) async {
        let replies = replies(for: call.guildID)
        if call.isTooMany { return await reply(replies.slower(), to: call) }
        switch call.reading {
        case .none: break
        case .almost(let verb): await reply(replies.didYouMean(verb.rawValue), to: call)
        case .usage(let verb, _) where verb.isForModerators && call.role != .moderator:
            await reply(replies.notAModerator(), to: call)
        case .usage(let verb, let problem): await reply(replies.usage(verb.rawValue, problem: problem), to: call)
        case .command(let command):
            do {
                switch try await obey(command, call.requester) {
                case nil: break
                // The card says it all, and the command has done its work.
                case .wished: await deleteCommand(call)
                case let answer?: await reply(answer, to: call)
                }
            } catch {
                log.error("A command failed.", metadata: ["guild": "\(call.guildID)", "error": "\(error)"])
                await reply(replies.wishFailed("the database does not answer"), to: call)
            }
        }
    }

    /// Does what is asked, however it was asked, for those who may; nil when there is nothing to say about it any more.
    func obey(_ command: WishCommand, _ requester: Requester) async throws -> Reply? {
        guard !command.isForModerators || requester.role == .moderator else {
            return .words(replies(for: requester.guildID).notAModerator())
        }
        switch command {
        case .wish(let kind, let text): return try await wish(kind, text: text, channelName: nil, requester)
        case .wishChannel(let name, let purpose):
            switch judge(channelName: name, in: requester.guildID) {
            case .refused(let why): return .words(replies(for: requester.guildID).channelNameRefused(why))
            case .valid(let name): return try await wish(.channel, text: purpose, channelName: name, requester)
            }
        case .top(let kind, let count): return try await top(kind, count, in: requester.guildID)
        case .manifestations(let kind, let count):
            return .card(try await manifestations(kind, count, in: requester.guildID))
        case .weeklySummary: return try await weeklySummary(requester)
        case .syncWishes: return await syncWishes(requester)
        case .manifestWish(let wish, let notes): return try await manifestWish(wish, notes: notes, requester)
        case .removeWish(let wish): return try await removeWish(wish, requester)
        case .setThreshold(let basisPoints): return try await setThreshold(basisPoints, requester)
        case .help: return try await help(requester)
        }
    }

    // MARK: Answering

    func reply(_ text: String, to call: CommandCall) async { await reply(.words(text), to: call) }

    func reply(_ reply: Reply, to call: CommandCall) async {
        var message = NewMessage(replyTo: call.message.id, nonce: "r\(call.message.id)")
        switch reply {
        case .words(let text): message.content = text
        case .card(let card): message.embeds = [Embed(card)]
        case .wished(let link): message.content = replies(for: call.guildID).wished(link)
        }
        await say(message, in: call.message.channelID)
    }
}
