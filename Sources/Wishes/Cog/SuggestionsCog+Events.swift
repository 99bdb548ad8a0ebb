import Discord
import Foundation

extension SuggestionsCog {
    /// Takes in a batch of events, in order. Votes that came together are written together.
    package func handle(_ events: [GatewayEvent]) async {
        var hints: [VoteHint] = []
        for event in events {
            if let hint = voteHint(event) {
                hints.append(hint)
                continue
            }
            // What is not a vote may depend on the votes before it.
            await record(&hints)
            await handle(event)
        }
        await record(&hints)
    }

    private func voteHint(_ event: GatewayEvent) -> VoteHint? {
        switch event {
        case .reactionAdd(let reaction): hint(reaction, delta: 1)
        case .reactionRemove(let reaction): hint(reaction, delta: -1)
        case .reactionsCleared(let message, let guild, let emoji):
            // Only of the emoji that counts; nil means all of them.
            counts(emoji, in: guild) ? VoteHint(messageID: message, delta: nil) : nil
        default: nil
        }
    }

    private func counts(_ emoji: Emoji?, in guild: Snowflake?) -> Bool {
        // A guild that is not there yet reads all its counts when it comes.
        guard let guild, guilds[guild] != nil else { return false }
        return emoji?.matches(voteEmoji(guild)) ?? true
    }

    private func hint(_ reaction: ReactionEvent, delta: Int) -> VoteHint? {
        guard counts(reaction.emoji, in: reaction.guildID) else { return nil }
        // The bot's own star is no vote; when somebody takes it away, the confirmation puts it back.
        if reaction.userID == me { return delta < 0 ? VoteHint(messageID: reaction.messageID, delta: 0) : nil }
        return VoteHint(messageID: reaction.messageID, delta: delta)
    }

    func voteEmoji(_ guild: Snowflake) -> Emoji { Emoji(setting: surroundings.settings(guild).voteEmoji) }

    private func record(_ hints: inout [VoteHint]) async {
        guard !hints.isEmpty else { return }
        let batch = hints
        hints = []
        if !cardsInProgress.isEmpty { earlyVotes.formUnion(batch.map(\.messageID)) }
        do {
            for guild in try await store.record(batch) { scheduleConfirmation(in: guild) }
        } catch {
            log.error("Votes could not be stored; the next sync will read them.", metadata: ["error": "\(error)"])
        }
    }

    /// Confirms what was touched in a guild soon, and once for all that comes until then.
    func scheduleConfirmation(in guild: Snowflake) {
        guard guilds[guild]?.isConfirming == false else { return }
        guilds[guild]?.isConfirming = true
        enqueue(.confirm(guild, after: surroundings.confirmationDelay))
    }

    /// How long a confirmation waits that has failed. What is touched meanwhile does not wait for it.
    static var retryPause: Duration { .seconds(60) }

    /// Confirms what is touched once more, after a failure.
    func retryConfirmation(in guild: Snowflake) {
        guard guilds[guild]?.isRetrying == false else { return }
        guilds[guild]?.isRetrying = true
        enqueue(.confirm(guild, after: Self.retryPause))
    }

    private func handle(_ event: GatewayEvent) async {
        if restoration?.hold(event) == true { return }
        await apply(event)
    }

    func apply(_ event: GatewayEvent) async {
        switch event {
        case .ready(let ready):
            me = ready.user.id
            generation += 1
            await applyHeldDeletions()
            restoration = nil
            // What is not listed is gone: the bot was thrown out while nobody heard of it.
            let listed = Set(ready.guilds.map(\.id))
            guilds = guilds.filter { listed.contains($0.key) }
            expectFirstSyncs(of: listed)
            expectCommands(of: ready.application?.id)
        case .resumed:
            for guild in guilds.keys { enqueue(.sync(guild, .resumed)) }
            loadGuilds()
            expectCommands(of: nil)
        case .disconnected: generation += 1
        case .guildCreate(let guild): await arrived(guild)
        case .guildUpdate(let guild): guilds[guild.id]?.directory.update(guild)
        case .guildDelete(let guild, let isOutage): left(guild, isOutage: isOutage)
        case .memberAdd(let guild, let user): guilds[guild]?.electorate.joined(user)
        case .memberRemove(let guild, let user): guilds[guild]?.electorate.left(user.id)
        case .messageCreate(let message): received(message)
        case .interaction(let interaction): received(interaction)
        case .messageDelete(let messages, _): await heard(deletions: store.wished.filter(messages))
        default: await changed(event)
        }
    }

    /// A guild is there: after READY, after an outage, or for the first time. Start-up work is the same for all three.
    func arrived(_ guild: GuildCreate) async {
        // In an outage a guild may come as a mere stub.
        guard let directory = GuildDirectory(guild) else { return left(guild.id, isOutage: true) }
        if var state = guilds[guild.id] {
            state.directory = directory
            state.electorate.forget()
            // A sync under way began before the gap in this guild's events: it serves nobody any more.
            state.syncingSince = nil
            state.lastSync = nil
            guilds[guild.id] = state
        } else {
            guilds[guild.id] = GuildState(directory: directory)
        }
        await applyHeld(guild.id)
        enqueue(.sync(guild.id, .startUp))
        startTimer(of: guild.id)
        startWeekly(of: guild.id)
    }

    private func left(_ guild: Snowflake, isOutage: Bool) {
        if !isOutage { restoration?.forget(guild) }
        firstSyncDone(guild)
        if isOutage {
            log.notice("A guild is unavailable; its wishes wait.", metadata: ["guild": "\(guild)"])
        } else {
            guilds[guild] = nil
            log.notice("The bot was removed from a guild; its wishes are kept.", metadata: ["guild": "\(guild)"])
        }
    }

    private func heard(deletions messages: [Snowflake]) async {
        guard !messages.isEmpty else { return }
        if restoration != nil { restoration?.hold(deletions: messages) } else { await deleted(messages) }
    }

    func deleted(_ messages: [Snowflake]) async {
        do {
            let count = try await store.markDeleted(
                messages: messages, why: "message deleted", at: surroundings.now())
            if count > 0 { log.info("Wishes were deleted with their messages.", metadata: ["count": "\(count)"]) }
        } catch {
            log.error("A deletion could not be stored; the next sync will find it.", metadata: ["error": "\(error)"])
        }
    }

    /// Channels, roles and members: the directory follows, and a refused manifestation may be possible now.
    private func changed(_ event: GatewayEvent) async {
        switch event {
        case .channelCreate(let channel):
            guard let guild = channel.guildID else { return }
            guilds[guild]?.directory.set(channel)
            await channelChanged(channel, in: guild)
            await checkMark(of: channel)
        case .channelUpdate(let channel):
            guard let guild = channel.guildID else { return }
            guilds[guild]?.directory.set(channel)
            await channelChanged(channel, in: guild)
        case .channelDelete(let channel):
            guard let guild = channel.guildID else { return }
            guilds[guild]?.directory.remove(channel: channel.id)
            await endPauses(in: guild)
        case .roleChange(let guild, let role):
            // Some roles change their colour every few seconds.
            let isSame = guilds[guild]?.directory.roles[role.id]?.permissions == role.permissions
            guilds[guild]?.directory.set(role)
            if !isSame { await endPauses(in: guild) }
        case .roleDelete(let guild, let role): guilds[guild]?.directory.remove(role: role)
        case .memberUpdate(let guild, let member):
            if member.user?.id == me { await endPauses(in: guild) }
        default: break
        }
    }

    private func channelChanged(_ channel: Channel, in guild: Snowflake) async {
        if channel.type == .category { await endPauses(in: guild) }
        // The answer to a request for a channel may be lost; the channel itself tells.
        if ChannelMarker.isMarked(channel) { enqueue(.recover(guild, after: .zero)) }
    }

    /// A cause of refusals may be gone: refused wishes try again now.
    func endPauses(in guild: Snowflake) async {
        do {
            if try await store.endPauses(guild: guild) { scheduleConfirmation(in: guild) }
        } catch {
            log.error("The pauses of refused wishes could not be ended.", metadata: ["error": "\(error)"])
        }
    }
}

extension Emoji {
    /// From the configuration: the emoji itself, or a custom one as `name:id` or `<:name:id>`.
    init(setting: String) {
        let inner = setting.hasPrefix("<") && setting.hasSuffix(">") ? String(setting.dropFirst().dropLast()) : setting
        let parts = inner.split(separator: ":")
        if let last = parts.last, parts.count >= 2, let id = Snowflake(last) {
            self.init(id: id, name: String(parts[parts.count - 2]))
        } else {
            self.init(name: setting)
        }
    }
}
