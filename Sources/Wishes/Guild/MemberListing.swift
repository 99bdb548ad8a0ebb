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
                metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
        }
        return .unlisted(reason)
    }

    /// Members of a full page.
    private static let fullPage = 1000

    /// Lists the members until the list is whole: until a page that is not full brings it to as many members as the guild
    /// has, or until a page has no new member. A list that ends earlier is compared with a fresh count; one that is still shorter
    /// is not believed. Throws: `PortError`, also for such a list.
    ///
    /// Source: https://docs.discord.com/developers/resources/guild#list-guild-members
    private func humans(of guild: Snowflake, for work: WorkContext) async throws(PortError) -> [Snowflake] {
        let port = port.serving(work)
        let expected = guilds.directory(of: guild)?.memberCount
        var listing = ListedMembers()
        while true {
            let page = try await port.members(of: guild, after: listing.last)
            guard listing.add(page) else { break }
            // A full page is never the last one: the count may be too low, when joins were missed.
            if let expected, page.count < Self.fullPage, listing.count >= max(1, expected) { return listing.humans }
        }
        if listing.isWhole(of: guilds.directory(of: guild)?.memberCount) { return listing.humans }
        // Members may have left unseen: then a fresh count explains the difference.
        let picture = try await port.guild(guild)
        guilds.update(guild) { $0.refresh(picture) }
        let fresh = guilds.directory(of: guild)?.memberCount
        // A fresh count is approximate: in a large guild it may lag behind by a few.
        guard listing.isWhole(of: fresh.map { $0 - $0 / 100 }) else {
            throw PortError(
                .unreachable, "Discord listed \(listing.count) of \(fresh ?? 0) members; the list is not whole")
        }
        return listing.humans
    }
}

/// The members that pages have shown, in any order, duplicates included.
private struct ListedMembers {
    private var isHuman: [Snowflake: Bool] = [:]
    /// The highest id: the next page begins above it.
    private(set) var last = Snowflake(0)

    var count: Int { isHuman.count }
    var humans: [Snowflake] { isHuman.filter(\.value).map(\.key) }

    /// Adds a page. Returns whether another one may hold more: not after a page without anybody new.
    mutating func add(_ page: [User]) -> Bool {
        let before = isHuman.count
        for user in page {
            isHuman[user.id] = user.isHuman
            last = max(last, user.id)
        }
        return isHuman.count > before
    }

    /// Whether this is all of a guild with so many members.
    func isWhole(of count: Int?) -> Bool { count.map { isHuman.count >= $0 } ?? true }
}
