import Discord
import Foundation
import Logging

/// Takes in the gateway's events, in order: votes become hints in the store, everything else changes what is known of a
/// guild. Owns what is only needed until the guilds of a session are there.
final class EventIntake {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let cards: CardPosting
    private let duplicates: DuplicateChannels
    private let reception: CommandReception
    private let registration: SlashRegistration
    private let jobs: JobQueue
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    /// The session of an earlier process that is being taken over.
    private var restoration: Restoration?
    private var firstSyncs = FirstSyncs()
    private var isSettled = false
    private let logOnce = LogOnce()

    init(
        _ parts: SharedParts, cards: CardPosting, duplicates: DuplicateChannels, reception: CommandReception,
        registration: SlashRegistration
    ) {
        store = parts.store
        guilds = parts.guilds
        lives = parts.lives
        jobs = parts.jobs
        dependencies = parts.dependencies
        log = parts.log
        self.cards = cards
        self.duplicates = duplicates
        self.reception = reception
        self.registration = registration
    }

    /// The guilds of this session that have not been synced yet.
    var awaitedGuilds: Set<Snowflake> { firstSyncs.awaited }

    /// Whether the session of an earlier process is being taken over.
    var isRestoring: Bool { restoration != nil }

    /// Takes in a batch of events. Votes that came together are written together, and so are commands.
    func handle(_ events: [GatewayEvent]) async {
        var hints: [VoteHint] = []
        for event in events {
            if let hint = voteHint(event) {
                hints.append(hint)
                continue
            }
            // What is not a vote may depend on the votes before it.
            await record(&hints)
            if restoration?.hold(event) != true {
                await apply(event)
            } else if case .messageCreate(let message) = event {
                reception.held(message)
            }
        }
        await record(&hints)
        await reception.flush()
    }

    private func apply(_ event: GatewayEvent) async {
        switch event {
        case .ready(let ready): await sessionBegan(ready)
        case .resumed: await sessionResumed()
        case .disconnected: lives.signalAll(.disconnected)
        case .guildCreate(let guild): await arrived(guild)
        case .guildDelete(let guild, let isOutage): left(guild, isOutage: isOutage)
        case .messageCreate(let message): reception.received(message, mayBeRepeated: isRestoring)
        case .interaction(let interaction): reception.received(interaction)
        case .messageDelete(let messages, _): await heard(deletions: store.wished.filter(messages))
        default: await guildChanged(event)
        }
    }

    // MARK: Votes

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
        guard let guild, guilds.isKnown(guild) else { return false }
        return emoji?.matches(dependencies.settings(guild).emoji) ?? true
    }

    private func hint(_ reaction: ReactionEvent, delta: Int) -> VoteHint? {
        guard counts(reaction.emoji, in: reaction.guildID) else { return nil }
        // The bot's own star is no vote; when it is taken away, the confirmation puts it back.
        if reaction.userID == guilds.me {
            return delta < 0 ? VoteHint(messageID: reaction.messageID, delta: 0) : nil
        }
        return VoteHint(messageID: reaction.messageID, delta: delta)
    }

    private func record(_ hints: inout [VoteHint]) async {
        guard !hints.isEmpty else { return }
        let batch = hints
        hints = []
        cards.votesCame(for: batch.lazy.map(\.messageID))
        do {
            for guild in try await store.record(batch) { lives.signal(.touched, in: guild) }
        } catch {
            log.error("Votes could not be stored; the next sync will read them.", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Sessions

    private func sessionBegan(_ ready: GatewayEvent.Ready) async {
        guilds.identify(as: ready.user.id)
        lives.signalAll(.disconnected)
        await applyHeldDeletions()
        restoration = nil
        // What is not listed is gone: the bot was removed while it was not connected.
        let listed = Set(ready.guilds.map(\.id))
        for guild in guilds.keep(only: listed) { lives.signal(.left(isOutage: false), in: guild) }
        expectFirstSyncs(of: listed)
        registration.schedule(for: ready.application?.id)
    }

    private func sessionResumed() async {
        for guild in guilds.ids {
            lives.signal(.resumed, in: guild)
            await reception.replay(guild)
        }
        if let pending = restoration?.startLoading() {
            expectFirstSyncs(of: firstSyncs.awaited)
            for guild in pending { lives.signal(.loadNeeded(after: .zero), in: guild) }
        }
        registration.schedule(for: nil)
    }

    /// A session that an earlier process left behind is about to be resumed.
    func restore(_ session: StoppedSession) {
        guilds.identify(as: session.botID)
        restoration = Restoration(guilds: session.guilds, heardAt: session.heardAt)
        firstSyncs.expect(session.guilds)
    }

    /// What the next process needs to know to go on with this session, in which Discord was last heard at that time
    /// (nil: not by this process). Nil before there is a session.
    func stopped(_ resumable: ResumableSession, heardAt: Date?) async -> StoppedSession? {
        await applyHeldDeletions()
        // The next process resumes behind everything that was heard: what is only in memory would be lost.
        guard await reception.flush() else { return nil }
        guard let me = guilds.me, let heardAt = heardAt ?? restoration?.heardAt else { return nil }
        let known = guilds.ids.union(firstSyncs.awaited).union(restoration?.pending ?? [])
        return StoppedSession(resumable: resumable, botID: me, guilds: known, heardAt: heardAt)
    }

    /// Whether a guild of a resumed session still has to be fetched.
    func isPending(_ guild: Snowflake) -> Bool { restoration?.isPending(guild) == true }

    // MARK: First syncs

    private func expectFirstSyncs(of guilds: Set<Snowflake>) {
        firstSyncs.expect(guilds)
        checkSettled()
    }

    /// A guild has been synced, or will not be.
    func firstSyncDone(_ guild: Snowflake) {
        if let line = firstSyncs.done(guild), !isSettled { log.info("\(line)") }
        checkSettled()
    }

    private func checkSettled() {
        guard firstSyncs.awaited.isEmpty else { return }
        endRestoration()
        guard !isSettled else { return }
        isSettled = true
        dependencies.onSettled()
    }

    /// Every guild has been synced: what was deleted meanwhile and could not be seen by a sync is deleted now.
    private func endRestoration() {
        guard let deletions = restoration?.takeDeletions() else { return }
        if restoration?.pending.isEmpty == true { restoration = nil }
        if !deletions.isEmpty { jobs.add(.delete(deletions)) }
    }

    // MARK: Guilds

    /// A guild is there: after READY, after an outage, or for the first time. Start-up work is the same for all three.
    func arrived(_ guild: GuildCreate) async {
        // In an outage a guild may come as a mere stub.
        guard let directory = GuildDirectory(guild) else { return left(guild.id, isOutage: true) }
        guilds.arrived(directory)
        // What was held back for it is applied before anything newer.
        while let event = restoration?.next(guild.id) { await apply(event) }
        restoration?.forget(guild.id)
        guard guilds.isKnown(guild.id) else { return }
        lives.signal(.arrived, in: guild.id)
        await reception.flush()
        await reception.replay(guild.id)
    }

    private func left(_ guild: Snowflake, isOutage: Bool) {
        let name = guilds.name(of: guild)
        lives.signal(.left(isOutage: isOutage), in: guild)
        if isOutage {
            log.notice("A guild is unavailable; its wishes wait.", metadata: ["guild": "\(name)"])
        } else {
            restoration?.forget(guild)
            guilds.forget(guild)
            log.notice("The bot was removed from a guild; its wishes are kept.", metadata: ["guild": "\(name)"])
        }
        firstSyncDone(guild)
    }

    /// The guild of a resumed session could not be fetched. Returns the pause after which to try again; nil when the bot
    /// is not in it any more.
    func loadFailed(_ guild: Snowflake, _ error: PortError) -> Duration? {
        let metadata: Logger.Metadata = ["guild": "\(guild)", "error": "\(error)"]
        if error.kind == .forbidden || error.kind == .guildGone {
            log.notice("The bot is not in a guild any more; its wishes are kept.", metadata: metadata)
            restoration?.forget(guild)
            firstSyncDone(guild)
            return nil
        }
        logOnce("load \(guild)") { log.warning("Fetching a guild failed; retrying every 10 s.", metadata: metadata) }
        return .seconds(10)
    }

    // MARK: Deletions

    private func heard(deletions messages: [Snowflake]) async {
        guard !messages.isEmpty else { return }
        if restoration != nil { restoration?.hold(deletions: messages) } else { await delete(messages) }
    }

    /// The session ends before its guilds have been synced: nothing that was heard in it may be lost.
    private func applyHeldDeletions() async {
        guard let deletions = restoration?.takeDeletions(), !deletions.isEmpty else { return }
        await delete(deletions)
    }

    /// Marks wishes as deleted whose messages were deleted.
    func delete(_ messages: [Snowflake]) async {
        do {
            let count = try await store.markDeleted(
                messages: messages, why: "message deleted", at: dependencies.now())
            if count > 0 { log.info("Wishes were deleted with their messages.", metadata: ["count": "\(count)"]) }
        } catch {
            log.error("A deletion could not be stored; the next sync will find it.", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Changes in a guild

    /// Channels, roles and members: the directory follows, and a refused manifestation may be possible now.
    private func guildChanged(_ event: GatewayEvent) async {
        switch event {
        case .guildUpdate(let update): guilds.update(update.id) { $0.update(update) }
        case .memberAdd(let guild, let user): guilds.joined(user, guild)
        case .memberRemove(let guild, let user): guilds.left(user.id, guild)
        case .memberUpdate(let guild, let member):
            if member.user?.id == guilds.me { await endPauses(in: guild) }
        case .channelCreate(let channel):
            await channelChanged(channel)
            await duplicates.check(channel)
        case .channelUpdate(let channel): await channelChanged(channel)
        case .channelDelete(let channel):
            guard let guild = channel.guildID else { return }
            guilds.update(guild) { $0.remove(channel: channel.id) }
            await endPauses(in: guild)
        case .roleChange(let guild, let role):
            // Some roles change their colour every few seconds.
            let isSame = guilds.directory(of: guild)?.roles[role.id]?.permissions == role.permissions
            guilds.update(guild) { $0.set(role) }
            if !isSame { await endPauses(in: guild) }
        case .roleDelete(let guild, let role): guilds.update(guild) { $0.remove(role: role) }
        default: break
        }
    }

    private func channelChanged(_ channel: Channel) async {
        guard let guild = channel.guildID else { return }
        guilds.update(guild) { $0.set(channel) }
        if channel.type == .category { await endPauses(in: guild) }
        // The answer to a request for a channel may be lost; the channel itself tells.
        if ChannelMarker.isMarked(channel) { lives.signal(.recoveryNeeded(after: .zero), in: guild) }
    }

    /// The cause of a refusal may be gone: refused wishes try again now.
    private func endPauses(in guild: Snowflake) async {
        do {
            if try await store.endPauses(guild: guild) { lives.signal(.touched, in: guild) }
        } catch {
            log.error(
                "Ending the pauses of refused wishes failed; the next sync tries them.",
                metadata: ["guild": "\(guilds.name(of: guild))", "error": "\(error)"])
        }
    }
}
