import Discord
import Logging

/// Lists the human members of guilds, and remembers which listings failed.
final class MemberListing {
    /// Where the members of a guild come from when it needs them.
    enum Demand: Sendable, Equatable {
        /// Those that are known; listed only if none are, and not before the pause after a failure is over.
        case whatIsKnown
        /// Listed anew whatever is known and whatever failed before: a moderator has asked.
        case fresh
        /// Those that were listed within that time; else listed anew. Comes before an act that cannot be undone.
        case younger(than: Duration)
    }

    /// What came of a demand.
    enum Outcome: Sendable, Equatable {
        /// The members are known.
        case known
        /// They are not, and why. Nothing can manifest until they are.
        case unlisted(String)
    }

    private struct Failure: Sendable {
        var reason: String
        /// Failures in a row.
        var times: Int
        /// Not tried again before.
        var until: Duration
    }

    private let guilds: KnownGuilds
    private let port: any GuildPort
    private let elapsed: @Sendable () -> Duration
    private let log: Logger
    private let logOnce = LogOnce()
    private var failures = BoundedMap<Snowflake, Failure>(limit: 10_000)
    private var listedAt = BoundedMap<Snowflake, Duration>(limit: 10_000)

    init(guilds: KnownGuilds, port: any GuildPort, elapsed: @escaping @Sendable () -> Duration, log: Logger) {
        self.guilds = guilds
        self.port = port
        self.elapsed = elapsed
        self.log = log
    }

    /// Why the members of a guild could not be listed; nil when they could.
    func failure(in guild: Snowflake) -> String? { failures[guild]?.reason }

    /// Makes sure that the members of a guild are known. If they cannot be listed, counts are synced all the same and
    /// nothing manifests; it is tried again after a pause.
    func ensure(_ demand: Demand, of guild: Snowflake, for work: WorkContext) async -> Outcome {
        guard guilds.isKnown(guild) else { return .unlisted("the guild is not available") }
        if isMet(demand, guild) { return .known }
        if demand != .fresh, let failure = failures[guild], elapsed() < failure.until {
            return .unlisted(failure.reason)
        }
        guard let listing = guilds.beginListing(guild) else { return .unlisted("the guild is not available") }
        let asked = elapsed()
        do {
            let humans = try await humans(of: guild, for: work)
            // Listed beside another caller who was quicker, it counts all the same if the members are known now.
            guard guilds.finish(listing, humans, in: guild) || guilds.members(of: guild) != nil else {
                return .unlisted("the guild left or reconnected meanwhile")
            }
            failures[guild] = nil
            listedAt[guild] = asked
            return .known
        } catch {
            guilds.abandon(listing, in: guild)
            return failed(error, guild)
        }
    }

    private func isMet(_ demand: Demand, _ guild: Snowflake) -> Bool {
        guard guilds.members(of: guild) != nil else { return false }
        switch demand {
        case .whatIsKnown: return true
        case .fresh: return false
        case .younger(let age): return listedAt[guild].map { elapsed() - $0 < age } ?? false
        }
    }

    private func failed(_ error: PortError, _ guild: Snowflake) -> Outcome {
        let times = (failures[guild]?.times ?? 0) + 1
        let reason = error.description
        failures[guild] = Failure(reason: reason, times: times, until: elapsed() + RetryPause.after(times))
        logOnce("\(guild) \(error.kind)") {
            log.warning(
                "Listing the members failed; no channel can be created until it succeeds.",
                metadata: ["guild": "\(guilds.name(of: guild))", "error": "\(error)"])
        }
        return .unlisted(reason)
    }

    private func humans(of guild: Snowflake, for work: WorkContext) async throws(PortError) -> [Snowflake] {
        let port = port.serving(work)
        var humans: [Snowflake] = []
        var last = Snowflake(0)
        while true {
            let page = try await port.members(of: guild, after: last)
            for user in page where user.isHuman { humans.append(user.id) }
            guard let highest = page.map(\.id).max(), highest > last, page.count >= 1000 else { return humans }
            last = highest
        }
    }
}
