import Discord
import Foundation
import Logging

/// Stores what events tell: votes, deletions, ends of pauses. What the database does not take is kept in memory and
/// stored as soon as it does; meanwhile no event waits for it.
final class EventRecording {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let lives: GuildLives
    private let jobs: JobQueue
    private let now: @Sendable () -> Date
    private let onFailure: @Sendable (Bool) -> Void
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private var unstored = UnstoredEvents()
    /// Set while the database fails.
    private var outage: Outage?

    private struct Outage {
        let began: Duration
        /// Attempts that failed.
        var failures = 0
        /// Whether an attempt is under way, which holds what was kept before it.
        var isWriting = false
        /// Whether a job is going to make the next attempt.
        var isScheduled = false
    }

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        lives = parts.lives
        jobs = parts.jobs
        now = parts.dependencies.now
        onFailure = parts.dependencies.onStorageFailure
        elapsed = parts.elapsed
        log = parts.log
    }

    /// Stores votes.
    func record(_ hints: [VoteHint]) async {
        do {
            guard outage == nil else { return unstored.add(store.wished.filter(hints)) }
            for guild in try await store.record(hints) { lives.signal(.touched, in: guild) }
        } catch {
            var events = UnstoredEvents()
            events.add(store.wished.filter(hints))
            failed(error, with: events)
        }
    }

    /// Marks wishes as deleted whose messages were deleted.
    func delete(_ messages: [Snowflake]) async {
        var events = UnstoredEvents()
        events.add(deletions: messages)
        await take(events)
    }

    /// Ends the wishes of a deleted channel.
    func delete(channel: Snowflake) async {
        var events = UnstoredEvents()
        events.add(deletedChannel: channel)
        await take(events)
    }

    /// The cause of a refusal may be gone: refused wishes try again now.
    func endPauses(in guild: Snowflake) async {
        var events = UnstoredEvents()
        events.add(unpaused: guild)
        await take(events)
    }

    private func take(_ events: UnstoredEvents) async {
        guard !events.isEmpty else { return }
        // Each attempt may take seconds, when another process has locked the database.
        guard outage == nil else { return unstored.add(events) }
        var rest = events
        do {
            try await write(&rest)
        } catch {
            failed(error, with: rest)
        }
    }

    /// Stores what is kept, as the job that `failed` has added.
    func storeKept() async {
        outage?.isScheduled = false
        await attempt()
    }

    /// Makes a last attempt before the process ends. Returns whether everything is stored.
    func flush() async -> Bool {
        await attempt()
        return outage == nil
    }

    private func attempt() async {
        while outage?.isWriting == false {
            var rest = unstored
            unstored = UnstoredEvents()
            outage?.isWriting = true
            do {
                try await write(&rest)
                outage?.isWriting = false
            } catch {
                outage?.isWriting = false
                return failed(error, with: rest)
            }
            // What has come meanwhile was kept, because the outage was not over.
            if unstored.isEmpty { return recovered() }
        }
    }

    private func recovered() {
        guard let outage else { return }
        self.outage = nil
        onFailure(false)
        log.notice(
            "Events are stored again; none was lost.", metadata: ["after": "\(elapsed() - outage.began)"])
    }

    /// Stores events; what could not be stored is left in them. Throws: `DatabaseError`.
    private func write(_ events: inout UnstoredEvents) async throws {
        for guild in try await store.record(events.hints) { lives.signal(.touched, in: guild) }
        events.storedVotes()
        let ended = try await deleteWishes(events.deletions)
        events.storedDeletions()
        for (guild, count) in ended {
            lives.signal(.choresDue(after: .zero), in: guild)
            log.info(
                "Wishes were deleted with their messages.",
                metadata: ["guild": "\(guilds.label(of: guild))", "count": .number(count)])
        }
        for channel in events.deletedChannels {
            let ended = try await store.channelDeleted(channel, at: now())
            events.storedDeletion(of: channel)
            for (guild, count) in ended {
                log.info(
                    "Wishes were deleted with their channel.",
                    metadata: [
                        "guild": "\(guilds.label(of: guild))", "channel": "\(channel)", "count": .number(count),
                    ])
            }
        }
        for guild in events.unpaused {
            if try await store.endPauses(guild: guild) { lives.signal(.touched, in: guild) }
            events.storedUnpaused(guild)
        }
        for guild in events.unread { lives.signal(.eventsLost, in: guild) }
    }

    private func deleteWishes(_ messages: Set<Snowflake>) async throws -> [Snowflake: Int] {
        guard !messages.isEmpty else { return [:] }
        return try await store.markDeleted(messages: messages.sorted(), why: "message deleted", at: now())
    }

    private func failed(_ error: any Error, with rest: UnstoredEvents) {
        var kept = rest
        kept.add(unstored)
        unstored = kept
        // What a stop has cut off looks like a failure and is none.
        if outage == nil, !Task.isCancelled {
            onFailure(true)
            log.error(
                """
                Events cannot be stored; they are kept in memory until the database can be written again. Free disk space, or \
                end the process that locks the database.
                """, metadata: ["error": "\(error)"])
        }
        var outage = outage ?? Outage(began: elapsed())
        outage.failures += 1
        if !outage.isScheduled { jobs.add(.storeEvents(after: UnstoredEvents.pause(after: outage.failures))) }
        outage.isScheduled = true
        self.outage = outage
    }
}
