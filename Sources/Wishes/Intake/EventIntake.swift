import Discord
import Foundation
import Logging

/// Takes in the gateway's events, in order: votes become hints for the store, everything else changes what is known of a
/// guild. Owns what is only needed until the guilds of a session are there.
final class EventIntake {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let cards: CardPosting
    private let reception: CommandReception
    private let registration: SlashRegistration
    private let recording: EventRecording
    private let changes: GuildChanges
    private let twins: TwinWatch
    private let strays: StrayEvents
    private let pictures: KeptPictures
    private let jobs: JobQueue
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger
    private let absenceOnce = LogOnce()
    /// The session of an earlier process that is being taken over.
    private var restoration: Restoration?
    private var firstSyncs = FirstSyncs()
    private var isSettled = false
    private let logOnce = LogOnce()

    init(
        _ parts: SharedParts, cards: CardPosting, stars: OwnStars, duplicates: DuplicateChannels,
        reception: CommandReception, registration: SlashRegistration
    ) {
        store = parts.store
        guilds = parts.guilds
        lives = parts.lives
        jobs = parts.jobs
        dependencies = parts.dependencies
        log = parts.log
        recording = EventRecording(parts)
        changes = GuildChanges(parts, stars: stars, duplicates: duplicates, recording: recording)
        (twins, strays) = (parts.twins, StrayEvents(parts))
        pictures = KeptPictures(parts)
        self.cards = cards
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
        for event in events where !strays.isStray(event) {
            if let hint = voteHint(event) {
                hints.append(hint)
                continue
            }
            if let withdrawal = withdrawal(event) { jobs.add(withdrawal) }
            // What is not a vote may depend on the votes before it.
            await record(&hints)
            await twins.heard(event, me: guilds.me)
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
        case .channelDelete(let channel):
            await changes.heard(event)
            await heard(deletion: channel)
        default: await changes.heard(event)
        }
    }

    // MARK: Votes

    private func voteHint(_ event: GatewayEvent) -> VoteHint? {
        switch event {
        case .reactionAdd(let reaction): hint(reaction, delta: 1)
        case .reactionRemove(let reaction): hint(reaction, delta: -1)
        case .reactionsCleared(let message, let guild, let emoji):
            // Only of the emoji that counts; nil means all of them.
            counts(emoji, under: message, in: guild)
                ? VoteHint(messageID: message, delta: nil, guildID: guild) : nil
        default: nil
        }
    }

    /// Whether a reaction is a vote. Nearly all reactions concern messages that are no wishes: they cost one look-up.
    private func counts(_ emoji: Emoji?, under message: Snowflake, in guild: Snowflake?) -> Bool {
        // A guild that is not there yet reads all its counts when it comes.
        guard let guild, guilds.isKnown(guild) else { return false }
        switch store.wished.vote(under: message) {
        case .own(let own): return emoji?.matches(own) ?? true
        case .configured: break
        // It may be a card that is not stored yet.
        case nil: guard cards.isPosting else { return false }
        }
        return emoji?.matches(dependencies.settings(guild).emoji) ?? true
    }

    private func hint(_ reaction: ReactionEvent, delta: Int) -> VoteHint? {
        guard counts(reaction.emoji, under: reaction.messageID, in: reaction.guildID) else { return nil }
        // The bot's own star is no vote; when it is taken away, the confirmation puts it back.
        let isOwn = reaction.userID == guilds.me
        guard !isOwn || delta < 0 else { return nil }
        return VoteHint(messageID: reaction.messageID, delta: isOwn ? 0 : delta, guildID: reaction.guildID)
    }

    /// A 🗑️ under a card takes the wish back if it is its author's; the job finds out whose it is.
    private func withdrawal(_ event: GatewayEvent) -> Job? {
        guard case .reactionAdd(let reaction) = event, reaction.emoji.matches(OwnWishes.bin),
            let guild = reaction.guildID, guilds.isKnown(guild), reaction.userID != guilds.me,
            store.wished.vote(under: reaction.messageID) != nil
        else { return nil }
        return .withdraw(reaction.messageID, by: reaction.userID, guild: guild)
    }

    private func record(_ hints: inout [VoteHint]) async {
        guard !hints.isEmpty else { return }
        let batch = hints
        hints = []
        cards.votesCame(for: batch.lazy.map(\.messageID))
        await recording.record(batch)
    }

    /// Stores what events have told and the database did not take.
    func storeKept() async { await recording.storeKept() }

    // MARK: Sessions

    private func sessionBegan(_ ready: GatewayEvent.Ready) async {
        guilds.identify(as: ready.user.id)
        lives.signalAll(.disconnected)
        await applyHeldDeletions()
        restoration = nil
        await pictures.forget()
        // What is not listed is gone: the bot was removed while it was not connected.
        let listed = strays.own(Set(ready.guilds.map(\.id)))
        for guild in guilds.keep(only: listed) { lives.signal(.left(isOutage: false), in: guild) }
        for guild in strays.own(dependencies.configuredGuilds()).subtracting(listed).sorted() {
            absenceOnce("\(guild)") {
                log.warning(
                    "The configuration has settings for a server that the bot is not in; invite it, or remove the key.",
                    metadata: ["guild": "\(guilds.label(of: guild))", "key": "guilds.\(guild)"])
            }
        }
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
        guilds.expect(session.guilds)
        firstSyncs.expect(session.guilds)
        pictures.expect(of: session.shard)
    }

    /// What the next process needs to know to go on with this session, in which Discord was last heard at that time
    /// (nil: not by this process). Nil before there is a session.
    func stopped(_ resumable: ResumableSession, heardAt: Date?) async -> StoppedSession? {
        await applyHeldDeletions()
        // A session whose events are not all stored is not resumed: the next one begins with a sync of everything.
        guard await recording.flush() else { return nil }
        // The next process resumes behind everything that was heard: what is only in memory would be lost.
        guard await reception.flush() else { return nil }
        guard let me = guilds.me, let heardAt = heardAt ?? restoration?.heardAt else { return nil }
        let known = guilds.ids.union(firstSyncs.awaited).union(restoration?.pending ?? [])
        var session = StoppedSession(
            shard: dependencies.shard, resumable: resumable, botID: me, guilds: known, heardAt: heardAt)
        session.pictures = pictures.encoded(guilds.ids.filter { !isPending($0) })
        session.unread = restoration?.unchanged.subtracting(guilds.ids) ?? []
        return session
    }

    /// Whether a guild of a resumed session is not there yet.
    func isPending(_ guild: Snowflake) -> Bool { restoration?.isPending(guild) == true }

    /// A guild of a resumed session becomes what the last process knew, with the events since. False when that is not known, or
    /// not all: then it has to be fetched.
    func restore(_ guild: Snowflake) async -> Bool {
        guard restoration?.isWhole(guild) == true, let picture = await pictures.read(guild),
            // It may have arrived, left or lost events meanwhile.
            restoration?.isWhole(guild) == true, pictures.restore(picture)
        else { return false }
        await isThere(guild)
        return true
    }

    /// A guild of a resumed session was restored, fetched or given up. After the last one nothing more is read.
    func loaded() async {
        if restoration?.pending.isEmpty ?? true { await pictures.forget() }
    }

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
        guard let deletions = restoration?.takeDeletions(), let channels = restoration?.takeDeletedChannels() else {
            return
        }
        if restoration?.pending.isEmpty == true { restoration = nil }
        if !deletions.isEmpty { jobs.add(.delete(deletions)) }
        for channel in channels { jobs.add(.deleteChannel(channel)) }
    }

    // MARK: Guilds

    /// A guild is there: after READY, after an outage, or for the first time. Start-up work is the same for all three.
    func arrived(_ guild: GuildCreate) async {
        // In an outage a guild may come as a mere stub.
        guard let directory = GuildDirectory(guild) else { return left(guild.id, isOutage: true) }
        guilds.arrived(directory, own: guild.members?.first { $0.user?.id == guilds.me })
        await isThere(guild.id)
    }

    private func isThere(_ guild: Snowflake) async {
        // Whatever was refused before it left may be allowed now.
        changes.permissionsChanged(in: guild)
        // What was held back for it is applied before anything newer.
        while let event = restoration?.next(guild) { await apply(event) }
        restoration?.forget(guild)
        guard guilds.isKnown(guild) else { return }
        lives.signal(.arrived, in: guild)
        await reception.flush()
        await reception.replay(guild)
    }

    private func left(_ guild: Snowflake, isOutage: Bool) {
        let label = guilds.label(of: guild)
        lives.signal(.left(isOutage: isOutage), in: guild)
        if isOutage {
            guilds.becameUnavailable(guild)
            restoration?.doubt(guild)
            log.notice("A guild is unavailable; its wishes wait.", metadata: ["guild": "\(label)"])
        } else {
            restoration?.forget(guild)
            guilds.forget(guild)
            log.notice("The bot was removed from a guild; its wishes are kept.", metadata: ["guild": "\(label)"])
        }
        firstSyncDone(guild)
    }

    /// The guild of a resumed session could not be fetched. Returns the pause after which to try again; nil when the bot
    /// is not in it any more.
    func loadFailed(_ guild: Snowflake, _ error: PortError) -> Duration? {
        let metadata: Logger.Metadata = ["guild": "\(guilds.label(of: guild))", "error": "\(error)"]
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

    /// The first sync of a restored session still counts what it cannot read there.
    private func heard(deletion channel: Channel) async {
        guard channel.guildID != nil else { return }
        if restoration != nil { restoration?.hold(deletion: channel) } else { await delete(channel) }
    }

    private func heard(deletions messages: [Snowflake]) async {
        guard !messages.isEmpty else { return }
        if restoration != nil { restoration?.hold(deletions: messages) } else { await delete(messages) }
    }

    /// The session ends before its guilds have been synced: nothing that was heard in it may be lost.
    private func applyHeldDeletions() async {
        let deletions = restoration?.takeDeletions() ?? []
        let channels = restoration?.takeDeletedChannels() ?? []
        if !deletions.isEmpty { await delete(deletions) }
        for channel in channels { await delete(channel) }
    }

    /// Marks wishes as deleted whose messages were deleted.
    func delete(_ messages: [Snowflake]) async { await recording.delete(messages) }

    /// A channel was deleted. No event follows for its messages: this one is the proof for all of them.
    func delete(_ channel: Channel) async { await recording.delete(channel: channel.id) }

    /// The cause of a refusal may be gone: refused wishes try again now.
    func endPauses(in guild: Snowflake) async { await changes.endPauses(in: guild) }
}
