import Discord
import Foundation
import Logging

/// Opens a thread under the card of each new wish, where the guild wants that, and closes it when the wish ends. Behind
/// everything else: a wish never waits for its thread, nor fails because of it.
///
/// What is to be done is in the database, so a later process goes on with it. A thread has the id of its card, and Discord
/// refuses a second one under a message, so none is opened twice.
final class WishThreads {
    private let store: WishStore
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let moderators: ModeratorChannel
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private let logOnce = LogOnce()
    private var underWay: Set<Snowflake> = []
    /// Guilds in which something was to be done again while it was under way.
    private var again: Set<Snowflake> = []
    /// Failures in a row, and when they are over.
    private var pauses: [Snowflake: (failures: Int, until: Duration)] = [:]

    init(_ parts: SharedParts) {
        store = parts.store
        port = parts.port
        guilds = parts.guilds
        lives = parts.lives
        moderators = parts.moderators
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
    }

    /// Something was done that may have begun or ended wishes.
    func statesMayHaveChanged(in guild: Snowflake) async {
        guard guilds.isKnown(guild), !Task.isCancelled else { return }
        do {
            guard try await !due(in: guild).isEmpty else { return }
            let pause = pauses[guild].map { max(.zero, $0.until - elapsed()) } ?? .zero
            lives.signal(.choresDue(after: pause), in: guild)
        } catch {
            log.debug("Looking for threads to open or close failed.", metadata: ["error": "\(error)"])
        }
    }

    /// Opens and closes what is due in a guild.
    func carryOut(in guild: Snowflake, for work: WorkContext) async {
        guard guilds.isKnown(guild), pauses[guild].map({ $0.until <= elapsed() }) ?? true else { return }
        guard underWay.insert(guild).inserted else {
            again.insert(guild)
            return
        }
        defer { underWay.remove(guild) }
        do {
            repeat {
                let due = try await due(in: guild)
                var isAnswered = true
                for wish in due.toOpen {
                    // From here on it may exist, whatever becomes of the request or of this process.
                    let isAsked = due.asked.contains(wish.id)
                    if !isAsked { try await store.mark(wish.id, thread: .asked) }
                    isAnswered = try await open(wish, isAsked: isAsked, for: work) && isAnswered
                }
                for wish in due.toClose {
                    let isAsked = due.asked.contains(wish.id)
                    isAnswered = try await close(wish, isAsked: isAsked, for: work) && isAnswered
                }
                guard !Task.isCancelled else { return }
                isAnswered ? pauses[guild] = nil : retry(in: guild)
            } while again.remove(guild) != nil && pauses[guild] == nil
        } catch {
            // A stop is no failure.
            guard !Task.isCancelled else { return }
            retry(in: guild)
            log.debug("Opening and closing threads failed; trying again.", metadata: ["error": "\(error)"])
        }
        again.remove(guild)
    }

    /// What is to be done; where threads are not wanted any more, none is opened.
    private func due(in guild: Snowflake) async throws -> ThreadWork {
        var work = try await store.threadWork(guild: guild)
        if dependencies.settings(guild).threads == .off { work.toOpen = [] }
        return work
    }

    private func retry(in guild: Snowflake) {
        let failures = (pauses[guild]?.failures ?? 0) + 1
        let pause = RetryPause.after(failures)
        pauses[guild] = (failures, elapsed() + pause)
        lives.signal(.choresDue(after: pause), in: guild)
    }

    // MARK: One thread

    /// Returns whether Discord has answered. Throws: `DatabaseError`.
    private func open(_ wish: Wish, isAsked: Bool, for work: WorkContext) async throws -> Bool {
        guard let channel = wish.channelID else {
            try await store.mark(wish.id, thread: .closed)
            return true
        }
        do {
            _ = try await port.serving(work).startThread(
                under: wish.messageID, in: channel, name: ThreadName.of(wish), patience: .week)
            try await store.mark(wish.id, thread: .open)
        } catch let error as PortError {
            // The card is gone, but an earlier request may have opened the thread before that.
            if isAsked, error.kind == .messageGone { return try await close(wish, isAsked: true, for: work) }
            return try await failed(error, wish, lacking: .createPublicThreads)
        }
        return true
    }

    private func close(_ wish: Wish, isAsked: Bool, for work: WorkContext) async throws -> Bool {
        do {
            try await port.serving(work).lockThread(wish.messageID)
            try await store.mark(wish.id, thread: .closed)
        } catch let error as PortError {
            // The request of an earlier process may still be on its way; this one's is over when it is tried again.
            if isAsked, error.kind == .channelGone, elapsed() < ManifestationStep.requestInFlight { return false }
            return try await failed(error, wish, lacking: .manageThreads)
        }
        return true
    }

    private func failed(_ error: PortError, _ wish: Wish, lacking likely: BotPermission) async throws -> Bool {
        switch error.kind {
        case .messageGone, .channelGone:
            // The card or the thread was deleted: there is nothing to open or to close.
            try await store.mark(wish.id, thread: .closed)
            return true
        case .forbidden: tell(wish, likely)
        default: break
        }
        guard !error.isPassing else { return false }
        // It stays due: the refusal ends when permissions change, and until then Discord is not asked.
        logOnce("\(wish.guildID) \(likely) \(error.kind)") {
            log.warning(
                "The thread of a wish could not be opened or closed.",
                metadata: [
                    "guild": "\(guilds.label(of: wish.guildID))", "wish": "\(wish.messageID)", "error": "\(error)",
                ])
        }
        return true
    }

    /// Tells the moderators what `GuildInspection` would, so that both are one cause.
    private func tell(_ wish: Wish, _ likely: BotPermission) {
        guard let channel = wish.channelID else { return }
        let own = guilds.ownPermissions(in: channel, of: wish.guildID, at: dependencies.now())
        let missing = own.map { own in [BotPermission].forThreads.filter { !own.contains($0.bit) } } ?? []
        moderators.tell(.lack(.permissions(missing.isEmpty ? [likely] : missing, in: channel)), in: wish.guildID)
    }
}
