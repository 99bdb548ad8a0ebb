import Discord
import Foundation
import Logging

/// Ends wishes that have been open for too long, at the end of a sync. `Expiry` decides.
final class WishExpiring {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let quorums: Quorums
    private let dependencies: SuggestionsCog.Dependencies
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    /// How the wall clock goes on: after a jump it is believed once it has held for half a day, because no expiry can be
    /// taken back.
    private var clock: WeeklyClock

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        quorums = parts.quorums
        dependencies = parts.dependencies
        elapsed = parts.elapsed
        log = parts.log
        clock = WeeklyClock(wall: parts.dependencies.now(), elapsed: parts.elapsed())
    }

    /// Ends the wishes of a guild that are too old by a count confirmed since that time. Their cards are edited with those
    /// that are outdated. Returns the wishes that have expired by this call. Throws: `DatabaseError`.
    func check(_ guild: Snowflake, confirmedSince: Date) async throws -> [Wish] {
        let now = dependencies.now()
        let isDoubtful = clock.isDoubtful(wall: now, elapsed: elapsed())
        let days = dependencies.settings(guild).expireAfterDays
        guard days > 0, !isDoubtful else { return [] }
        let expiry = Expiry(
            afterDays: days, now: now, confirmedSince: confirmedSince, terms: try await quorums.terms(in: guild))
        var expired: [Wish] = []
        for wish in try await store.wishes(guild: guild) where expiry.isOver(wish) {
            if try await store.expire(wish, days: days, at: now) { expired.append(wish) }
        }
        guard !expired.isEmpty else { return [] }
        log.info(
            "Wishes have expired.",
            metadata: ["guild": "\(guilds.label(of: guild))", "count": .number(expired.count), "days": .number(days)])
        return expired
    }
}
