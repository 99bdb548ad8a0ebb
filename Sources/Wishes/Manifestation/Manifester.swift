import Discord
import Foundation
import Logging

/// Turns channel wishes at quorum into channels, each exactly once, and finishes what an earlier process began.
///
/// `ManifestationStep` decides, the store holds every intent before it is acted upon, and only one task in the process
/// works on a wish at a time.
final class Manifester {
    /// Members that were listed longer ago are listed anew before a claim: joins may have been missed, and a channel
    /// cannot be taken back. Wishes that reach their quorum together share a listing.
    static let oldestElectorate = Duration.seconds(5)
    /// The pause before a failed look is repeated.
    private static let recoveryPause = Duration.seconds(30)

    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let quorums: Quorums
    private let lives: GuildLives
    private let jobs: JobQueue
    private let posting: MessagePosting
    private let moderators: ModeratorChannel
    private let troubles: Troubles
    private let announcement: ManifestationAnnouncement
    private let traces: TraceSearch
    private let attempts: CreationAttempts
    private let lock: CreationLock
    private let audits: LastAudits
    private let reactors: ReactorListing
    private let counts: CogCounts
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    /// Wishes that a task works on.
    private var inProgress: Set<Int64> = []
    /// How often the list of reactors has lagged behind the count of a wish, in a row.
    private var disagreements = BoundedMap<Int64, Int>(limit: 10_000)

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        members = parts.members
        quorums = parts.quorums
        lives = parts.lives
        jobs = parts.jobs
        posting = parts.posting
        moderators = parts.moderators
        troubles = parts.troubles
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
        traces = TraceSearch(parts)
        attempts = parts.attempts
        lock = CreationLock(parts)
        announcement = ManifestationAnnouncement(parts, lock)
        audits = parts.audits
        reactors = ReactorListing(parts)
        counts = parts.counts
    }

    // MARK: A wish at quorum

    /// Decides at a confirmed count whether a channel wish comes true, and makes it so. Returns whether its channel was
    /// made by this call.
    func consider(_ wish: Wish, for work: WorkContext) async -> Bool {
        guard wish.state.collectsVotes else { return false }
        do {
            guard try await isDue(wish), let reactors = try await reactors(of: wish, for: work) else { return false }
            // From the claim to the end no other task may think that the wish was left behind.
            guard inProgress.insert(wish.id).inserted else { return false }
            defer { inProgress.remove(wish.id) }
            guard try await claim(wish, reactors) else { return false }
            return try await proceed(with: [wish.id], in: wish.guildID, for: work) > 0
        } catch {
            log.warning(
                "Checking a wish at quorum failed; retrying in 30 s.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
                ])
            await lookAgain(at: wish)
            // Once it is claimed, only a recovery finds it.
            lives.signal(.recoveryNeeded(after: Self.recoveryPause), in: wish.guildID)
            return false
        }
    }

    /// Whether the count that was just confirmed reaches the quorum.
    private func isDue(_ wish: Wish) async throws -> Bool {
        guard let needed = try await quorums.terms(in: wish.guildID)?.quorum(of: wish).needed else { return false }
        log.debug(
            "Compared a wish with its quorum.",
            metadata: ["wish": "\(wish.messageID)", "votes": .number(wish.votes), "needed": .number(needed)])
        guard wish.votes >= needed else { return false }
        return try await !store.isPaused(wish, at: dependencies.now())
    }

    /// Reads who really voted, and lists the members anew if they were listed long ago. Nil when the list of reactors
    /// lags behind the count; then it is read again, with growing pauses.
    private func reactors(of wish: Wish, for work: WorkContext) async throws -> Reactors? {
        let reactors = try await reactors.reactors(of: wish, for: work)
        guard reactors.listed >= wish.votes else {
            disagreements[wish.id, default: 0] += 1
            let pause = RetryPause.afterDisagreement(disagreements[wish.id, default: 1])
            log.notice(
                "The list of reactors is shorter than the count under a wish; reading it again.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)",
                    "count": .number(wish.votes), "listed": .number(reactors.listed), "pause": "\(pause)",
                ])
            await lookAgain(at: wish, after: pause)
            return nil
        }
        disagreements[wish.id] = nil
        // A claim rests on members that were listed lately; older ones do not do in their place.
        guard await members.ensure(.younger(than: Self.oldestElectorate), of: wish.guildID, for: work) == .known else {
            lives.signal(.membersUnlisted, in: wish.guildID)
            return nil
        }
        return reactors
    }

    /// Claims a wish if it still has its quorum: the electorate and the threshold may have changed during the audit, so
    /// both are read again, the threshold in the transaction of the claim.
    private func claim(_ wish: Wish, _ reactors: Reactors) async throws -> Bool {
        let configured = dependencies.settings(wish.guildID).quorumRule
        guard let terms = quorums.terms(in: wish.guildID, configured) else { return false }
        let claim = Claim(
            supporters: VoteAudit(reactors, of: wish, by: terms).supporters,
            electorate: terms.quorum(of: wish).electorate, configured: configured)
        audits.note(wish, supporters: claim.supporters)
        return try await store.claim(wish, claim, at: dependencies.now())
    }

    /// Marks a wish as touched, so that it is confirmed and considered again.
    private func lookAgain(at wish: Wish, after pause: Duration? = nil) async {
        do {
            _ = try await store.record([VoteHint(messageID: wish.messageID, delta: 0)])
        } catch {
            log.error(
                "Marking a wish for another look failed; its guild is synced again.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
                ])
            lives.signal(.writeFailed, in: wish.guildID)
        }
        lives.signal(pause.map { .confirmationNeeded(after: $0) } ?? .confirmationFailed, in: wish.guildID)
    }

    // MARK: Finishing what was begun

    /// Finds the channels of wishes that were left while being made, makes those that are certain not to exist, and
    /// posts missing answers. Returns how many wishes came true.
    func recover(_ guild: Snowflake, for work: WorkContext) async -> Int {
        do {
            let unfinished = try await store.unfinishedManifestations(guild: guild).map(\.wish.id)
            guard guilds.isKnown(guild) else { return 0 }
            let mine = Set(unfinished.filter { inProgress.insert($0).inserted })
            defer { inProgress.subtract(mine) }
            return try await proceed(with: mine, in: guild, for: work)
        } catch {
            log.warning(
                "Recovering manifestations failed; retrying in 30 s.",
                metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
            lives.signal(.recoveryNeeded(after: Self.recoveryPause), in: guild)
            return 0
        }
    }

    /// Takes the next step for wishes that no other task in this process works on. What was known of them before that,
    /// and every list of channels from before, may be out of date.
    private func proceed(with wishes: Set<Int64>, in guild: Snowflake, for work: WorkContext) async throws -> Int {
        let records = try await store.unfinishedManifestations(guild: guild).filter { wishes.contains($0.wish.id) }
        var count = 0
        for record in records {
            do {
                if try await proceed(record, for: work) { count += 1 }
            } catch let error as PortError {
                // What cannot be found out about one wish does not delay the others.
                log.warning(
                    "Discord did not say how far a manifestation has come; asking again in 30 s.",
                    metadata: [
                        "guild": "\(guilds.label(of: guild))", "wish": "\(record.wish.messageID)", "error": "\(error)",
                    ])
                lives.signal(.recoveryNeeded(after: Self.recoveryPause), in: guild)
            }
        }
        return count
    }

    /// What the gateway and the list know together: the list leaves hidden channels out, the gateway may be behind.
    private func allChannels(of guild: Snowflake, for work: WorkContext) async throws(PortError) -> [Channel] {
        let listed = try await port.serving(work).channels(of: guild)
        guilds.update(guild) { $0.refresh(channels: listed) }
        let known = guilds.directory(of: guild).map { Array($0.channels.values) } ?? []
        let ids = Set(listed.map(\.id))
        return listed + known.filter { !ids.contains($0.id) }
    }

    private func proceed(_ record: ManifestationRecord, for work: WorkContext) async throws -> Bool {
        let wish = record.wish
        switch try await step(record, for: work) {
        case .announce(let channel):
            try await announcement.post(wish, channel, mayBeThere: true, for: work)
            return false
        case .adopt(let channel, let duplicates):
            if !duplicates.isEmpty { jobs.add(.reportDuplicates(duplicates, wish)) }
            return try await finish(wish, in: channel, isNew: false, for: work)
        case .wait(let pause):
            lives.signal(.recoveryNeeded(after: pause), in: wish.guildID)
        case .refuse(let refusal): await refuse(wish, refusal, for: work)
        case .giveUp(let why):
            await lock.release(wish, for: work)
            try await store.unclaim(wish, why: why, at: dependencies.now())
        case .grantedByHand:
            await lock.release(wish, for: work)
            try await grantFound(wish)
        case .endedBefore(let state):
            await lock.release(wish, for: work)
            try await endFound(wish, as: state)
        case .cardGone:
            await lock.release(wish, for: work)
            _ = try await store.markDeleted(messages: [wish.messageID], why: "message gone", at: dependencies.now())
            attempts.ended(wish)
        case .close:
            await lock.release(wish, for: work)
            try await store.markAnswered(wish, at: dependencies.now())
            attempts.ended(wish)
        case .request(let category):
            switch await lock.take(wish, for: work) {
            case .held(lookAgain: false), .unavailable:
                return try await request(wish, in: category, after: record.requestedAt, for: work)
            case .held(lookAgain: true): return try await proceed(with: [wish.id], in: wish.guildID, for: work) > 0
            case .busy(let pause): lives.signal(.recoveryNeeded(after: pause), in: wish.guildID)
            }
        }
        return false
    }

    /// What to do next. Before a request Discord is asked whether the wish has come true already; the channels are listed
    /// last, right before the decision.
    private func step(_ record: ManifestationRecord, for work: WorkContext) async throws -> ManifestationStep {
        let wish = record.wish
        var facts = ManifestationStep.Facts(
            record: record, channels: [], directory: guilds.directory(of: wish.guildID),
            categoryName: dependencies.settings(wish.guildID).communityCategory)
        facts.reserved = dependencies.settings(wish.guildID).reservedNames
        guard record.madeChannelID == nil else { return ManifestationStep(facts) }
        facts.requestPause = attempts.pause(wish)
        facts.requestAge = record.requestedAt.map { _ in attempts.age(wish, at: elapsed()) }
        facts.traces = facts.mayRequest ? try await traces.traces(of: wish, for: work) : nil
        if let locks = facts.traces?.locks { facts.lockedFor = lock.found(locks, wish) }
        if facts.requestAge != nil { facts.requestAge = attempts.age(wish, at: elapsed()) }
        facts.channels = try await allChannels(of: wish.guildID, for: work)
        if facts.traces == nil, facts.channels.contains(where: { ChannelEvidence.isMarked($0, wish) }) {
            facts.origins = try await traces.origins(of: wish, for: work)
        }
        facts.directory = guilds.directory(of: wish.guildID)
        return ManifestationStep(facts)
    }

    /// A moderator has granted the wish, as Discord shows; the database has lost that.
    private func grantFound(_ wish: Wish) async throws {
        guard try await store.grantFound(wish, at: dependencies.now()) else { return }
        attempts.ended(wish)
        log.notice(
            "A wish had been granted by a moderator, as Discord shows; no channel is created.",
            metadata: ["guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)"])
    }

    /// A wish has ended before, as its card shows; the database has lost that.
    private func endFound(_ wish: Wish, as state: WishState) async throws {
        guard try await store.endFound(wish, as: state, at: dependencies.now()) else { return }
        attempts.ended(wish)
        log.notice(
            "A wish had ended before, as its card shows; no channel is created.",
            metadata: [
                "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)",
                "state": "\(state.rawValue)",
            ])
    }

    // MARK: The request

    /// Requests the channel of a claimed wish, which was last requested at `requested`. The time of the request is on
    /// the disk before the request leaves.
    private func request(
        _ wish: Wish, in category: Snowflake, after requested: Date?, for work: WorkContext
    ) async throws -> Bool {
        guard let link = wish.link, let name = wish.channelName else { return false }
        let channel = NewTextChannel(
            name: name, topic: ChannelMarker.topic(purpose: wish.text, link: link), category: category,
            reason: ManifestationStep.auditReason(wish))
        guard try await store.markRequested(wish, after: requested, at: dependencies.now()) else { return false }
        attempts.began(wish, at: elapsed())
        var work = work
        work.patience = CreationLock.lifetime
        do {
            let made = try await port.serving(work).createTextChannel(channel, in: wish.guildID)
            return try await finish(wish, in: made.id, isNew: true, for: work)
        } catch let error as PortError {
            return try await requestFailed(wish, error, for: work)
        }
    }

    private func requestFailed(_ wish: Wish, _ error: PortError, for work: WorkContext) async throws -> Bool {
        let metadata: Logger.Metadata = [
            "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
        ]
        switch error.kind {
        case .uncertain:
            // It may exist, or come yet: look now, and again when nothing can be on its way any more.
            log.warning("Channel creation got no answer; checking whether it exists.", metadata: metadata)
            // It may have waited its turn for long and left just now.
            try await store.markUncertain(wish, at: dependencies.now())
            attempts.gotNoAnswer(wish, at: elapsed())
            return try await proceed(with: [wish.id], in: wish.guildID, for: work) > 0
        case .unreachable:
            attempts.ended(wish)
            await lock.release(wish, for: work)
            try await store.unclaim(wish, why: "Discord could not be reached", at: dependencies.now())
            lives.signal(.confirmationFailed, in: wish.guildID)
        default:
            attempts.ended(wish)
            let category = guilds.directory(of: wish.guildID)?
                .category(dependencies.settings(wish.guildID).communityCategory)?.id
            let trouble = troubles.trouble(
                error, needing: .toMakeChannels, likely: .manageChannels, in: category, of: wish.guildID)
            await refuse(wish, ManifestationRefusal(error, trouble), for: work)
        }
        return false
    }

    /// The channel exists: the wish is granted, and the answer is posted under it.
    ///
    /// `isNew` says that this call has created the channel: then no answer can name it yet. When the wish has ended
    /// meanwhile, its channel is recorded all the same.
    private func finish(_ wish: Wish, in channel: Snowflake, isNew: Bool, for work: WorkContext) async throws -> Bool {
        attempts.ended(wish)
        audits.forget(wish)
        guard try await store.markManifested(wish, channel: channel, at: dependencies.now()) else {
            await lock.release(wish, for: work)
            log.warning(
                "A wish ended while its channel was being created; delete the channel if it is not wanted.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "channel": "\(channel)",
                ])
            return false
        }
        counts.update { $0.manifestations += 1 }
        moderators.wishManifested(wish.link ?? "\(wish.messageID)", in: wish.guildID)
        log.info(
            "A wish has manifested.",
            metadata: [
                "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "channel": "\(channel)",
            ])
        try await announcement.post(wish, channel, mayBeThere: !isNew, for: work)
        return true
    }

    private func refuse(_ wish: Wish, _ refusal: ManifestationRefusal, for work: WorkContext) async {
        await lock.release(wish, for: work)
        counts.update { $0.refusals += 1 }
        do {
            guard try await store.release(wish, reason: refusal.key, at: dependencies.now()) else { return }
            log.warning(
                "A wish at quorum cannot manifest.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)",
                    "reason": "\(refusal.key)",
                ])
            moderators.tell(.stuck(wish: wish.link ?? "\(wish.messageID)", why: refusal), in: wish.guildID)
            let text = dependencies.settings(wish.guildID).replies.manifestationRefused(refusal)
            // Two processes that are refused alike say so once.
            let nonce = "q\(wish.messageID)\(String(UInt16(truncatingIfNeeded: StableHash.of(refusal.key)), radix: 36))"
            await posting.post(
                NewMessage(content: text, replyTo: wish.messageID, nonce: nonce), in: wish.channelID, for: work)
        } catch {
            log.error(
                "Storing why a wish cannot manifest failed; retrying in 30 s.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
                ])
            lives.signal(.recoveryNeeded(after: Self.recoveryPause), in: wish.guildID)
        }
    }
}
