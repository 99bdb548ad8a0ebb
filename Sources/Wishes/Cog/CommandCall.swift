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
        enqueue(.answer(CommandCall(reading: reading, message: message, guildID: guild, person: person)))
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
        switch call.reading {
        case .none: break
        case .almost(let verb): await reply(replies.didYouMean(verb.rawValue), to: call)
        case .usage(let verb, let problem): await reply(replies.usage(verb.rawValue, problem: problem), to: call)
        case .command(let command):
            do {
                try await obey(command, call, replies)
            } catch {
                log.error("A command failed.", metadata: ["guild": "\(call.guildID)", "error": "\(error)"])
                await reply(replies.wishFailed("the database does not answer"), to: call)
            }
        }
    }

    private func obey(_ command: WishCommand, _ call: CommandCall, _ replies: Replies) async throws {
        switch command {
        case .wish(let kind, let text):
            try await wish(kind, text: text, channelName: nil, call, replies)
        case .wishChannel(let name, let purpose):
            let reserved = surroundings.settings(call.guildID).reservedChannelPrefixes
            switch ChannelName.judge(name, reserved: reserved) {
            case .refused(let why): await reply(replies.channelNameRefused(why), to: call)
            case .valid(let name):
                try await wish(.channel, text: purpose, channelName: name, call, replies)
            }
        case .top(let kind, let count): try await top(kind, count, call, replies)
        case .weeklySummary: try await weeklySummary(call, replies)
        case .syncWishes:
            guard call.person == .moderator else { return await reply(replies.notAModerator(), to: call) }
            let report = await sync(call.guildID, cause: .request)
            await reply(replies.syncReport(SyncSummary(report, surroundings.settings(call.guildID))), to: call)
        case .help:
            let channel = try await suggestionsChannel(of: call.guildID)
            await reply(replies.help(for: call.person, suggestionsChannel: channel.map { "<#\($0)>" }), to: call)
        }
    }

    // MARK: Lists

    private func top(_ kind: WishKind, _ count: Int, _ call: CommandCall, _ replies: Replies) async throws {
        let report = await sync(call.guildID, cause: .command)
        let wishes = try await store.topWishes(guild: call.guildID, kind: kind, limit: count)
        let total = try await store.wishes(guild: call.guildID).count { $0.kind == kind }
        let card = replies.ranking(
            kind: kind.rawValue, rows: rows(wishes, in: call.guildID), total: total,
            confirmation: try await confirmation(of: report), now: surroundings.now(),
            emoji: emojiText(call.guildID))
        await reply(card, to: call)
    }

    private func rows(_ wishes: [Wish], in guild: Snowflake) -> [RankRow] {
        let electorate = guilds[guild]?.electorate.members?.count
        let threshold = surroundings.settings(guild).thresholdBasisPoints
        return wishes.map { wish in
            RankRow(
                text: wish.text, channelName: wish.channelName, votes: wish.votes, link: wish.link,
                createdAt: wish.createdAt,
                needed: wish.kind == .channel
                    ? electorate.map { Quorum.needed(basisPoints: threshold, electorate: $0) } : nil,
                isConfirmed: wish.confirmedAt != nil && !wish.isTouched)
        }
    }

    /// Numbers are shown as confirmed only if Discord has just confirmed them all.
    private func confirmation(of report: SyncReport) async throws -> ConfirmationNote {
        guard report.stats.errors > 0 else { return .confirmed(at: surroundings.now()) }
        return .unconfirmed(
            since: try await store.oldestConfirmation(guild: report.guildID),
            why: report.problems.max { $0.value < $1.value }?.key ?? "")
    }

    /// How the vote emoji is written in a message.
    private func emojiText(_ guild: Snowflake) -> String {
        let emoji = voteEmoji(guild)
        return emoji.id.map { "<:\(emoji.name ?? "vote"):\($0)>" } ?? emoji.name ?? "🌟"
    }

    // MARK: The weekly summary

    private func weeklySummary(_ call: CommandCall, _ replies: Replies) async throws {
        guard call.person == .moderator else { return await reply(replies.notAModerator(), to: call) }
        let report = await sync(call.guildID, cause: .command)
        guard let channel = try await suggestionsChannel(of: call.guildID) else {
            let name = surroundings.settings(call.guildID).suggestionsChannel
            return await reply(replies.noSuggestionsChannel(name), to: call)
        }
        guard let card = try await weeklyCard(of: call.guildID, after: report) else {
            return await reply(replies.weeklyNothing(), to: call)
        }
        await post(weekly: card, in: channel, call, replies)
    }

    /// The top five of each kind; nil when there is no active wish.
    func weeklyCard(of guild: Snowflake, after report: SyncReport) async throws -> Card? {
        var sections: [(kind: String, rows: [RankRow])] = []
        for kind in WishKind.allCases {
            let wishes = try await store.topWishes(guild: guild, kind: kind, limit: 5)
            if !wishes.isEmpty { sections.append((kind.rawValue, rows(wishes, in: guild))) }
        }
        guard !sections.isEmpty else { return nil }
        return replies(for: guild).weekly(
            sections: sections, confirmation: try await confirmation(of: report), now: surroundings.now(),
            emoji: emojiText(guild))
    }

    private func post(weekly card: Card, in channel: Snowflake, _ call: CommandCall, _ replies: Replies) async {
        do {
            let isRepeat = try await hasRecentSummary(channel)
            _ = try await port.post(
                NewMessage(embeds: [Embed(card)], nonce: "w\(call.message.id)"), in: channel)
            if isRepeat { await reply(replies.weeklyDuplicate(), to: call) }
        } catch {
            await reply(replies.weeklyFailed(error.description), to: call)
        }
    }

    private func hasRecentSummary(_ channel: Snowflake) async throws(PortError) -> Bool {
        let newest = try await port.newestMessages(in: channel, limit: 5)
        return newest.contains { $0.authorID == me && $0.titles.contains(where: { Replies.isWeekly(title: $0) }) }
    }

    // MARK: Answering

    func reply(_ text: String, to call: CommandCall) async {
        await say(
            NewMessage(content: text, replyTo: call.message.id, nonce: "r\(call.message.id)"),
            in: call.message.channelID)
    }

    func reply(_ card: Card, to call: CommandCall) async {
        await say(
            NewMessage(embeds: [Embed(card)], replyTo: call.message.id, nonce: "r\(call.message.id)"),
            in: call.message.channelID)
    }
}

extension Embed {
    /// Discord's form of a card.
    init(_ card: Card) {
        self.init(
            title: card.title.isEmpty ? nil : card.title,
            description: card.description.isEmpty ? nil : card.description, color: card.color,
            fields: card.fields.isEmpty ? nil : card.fields.map { Field(name: $0.name, value: $0.value) },
            footer: card.footer.map { Footer(text: $0) })
    }
}

extension SyncSummary {
    /// What `!syncwishes` tells of a report.
    init(_ report: SyncReport, _ settings: GuildSettings) {
        self.init(
            guildName: report.guildName, synced: report.stats.synced, deleted: report.stats.deleted,
            errors: report.stats.errors, manifested: report.stats.manifested, duration: report.duration,
            requests: report.requests, drift: report.drift,
            problems: report.problems.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            hasSuggestionsChannel: report.hasSuggestionsChannel,
            suggestionsChannelName: settings.suggestionsChannel)
    }
}

extension ManifestationRefusal {
    /// What Discord's refusal means for a wish.
    init(_ error: PortError) {
        self =
            switch error.kind {
            case .forbidden: .forbidden(error.description)
            case .guildFull: .guildFull
            case .categoryFull: .categoryFull
            case .bannedWord: .bannedWord
            default: .other(error.description)
            }
    }
}
