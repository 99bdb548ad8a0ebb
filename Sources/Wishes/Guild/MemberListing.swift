import Discord
import Logging

/// Lists the members of guilds who may vote, and remembers which listings failed.
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
        /// They are not, and why, in the operator's words and in the members'. Nothing can manifest until they are.
        case unlisted(String, Trouble)
    }

    private struct Failure: Sendable {
        var reason: String
        var trouble: Trouble
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
    func failure(in guild: Snowflake) -> Trouble? { failures[guild]?.trouble }

    /// Joins and leaves may have been missed: the members are listed anew before an act that cannot be undone.
    func doubt(_ guild: Snowflake) { listedAt[guild] = nil }

    /// For how long the members of a guild have been known; nil when that is in doubt, or they are not known.
    func age(of guild: Snowflake) -> Duration? { listedAt[guild].map { elapsed() - $0 } }

    /// An earlier process has listed the members of a guild so long ago.
    func restore(_ guild: Snowflake, age: Duration) { listedAt[guild] = elapsed() - age }

    /// Makes sure that the members of a guild are known. If they cannot be listed, counts are synced all the same and
    /// nothing manifests; it is tried again after a pause.
    func ensure(_ demand: Demand, of guild: Snowflake, for work: WorkContext) async -> Outcome {
        guard guilds.isKnown(guild) else { return .unlisted("the guild is not available", .unanswered) }
        if isMet(demand, guild) { return .known }
        if demand != .fresh, let failure = failures[guild], elapsed() < failure.until {
            return .unlisted(failure.reason, failure.trouble)
        }
        let asked = elapsed()
        let listing: Electorate.Listing
        do throws(Franchise.Gap) {
            guard let begun = try guilds.beginListing(guild) else {
                return .unlisted("the guild is not available", .unanswered)
            }
            listing = begun
        } catch {
            // No request was made, so none has to wait.
            let trouble = Trouble(error)
            failures[guild] = Failure(reason: error.description, trouble: trouble, times: 0, until: asked)
            return .unlisted(error.description, trouble)
        }
        do {
            let voters = try await voters(of: guild, listing.franchise, for: work)
            // Listed beside another caller who was quicker, it counts all the same if the members are known now.
            guard guilds.finish(listing, voters, in: guild) else {
                return .unlisted("the guild left, reconnected or changed who may vote meanwhile", .unanswered)
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
        guard guilds.electorate(of: guild) != nil else { return false }
        switch demand {
        case .whatIsKnown: return true
        case .fresh: return false
        case .younger(let age): return listedAt[guild].map { elapsed() - $0 < age } ?? false
        }
    }

    private func failed(_ error: PortError, _ guild: Snowflake) -> Outcome {
        let times = (failures[guild]?.times ?? 0) + 1
        // Discord shows a bot the members of a guild that it is in, unless the intent is off.
        let trouble = error.kind == .forbidden ? Trouble.membersHidden : Trouble(error)
        failures[guild] = Failure(
            reason: error.description, trouble: trouble, times: times, until: elapsed() + RetryPause.after(times))
        logOnce("\(guild) \(error.kind)") {
            log.warning(
                "Listing the members failed; no channel can be created until it succeeds.",
                metadata: ["guild": "\(guilds.label(of: guild))", "error": "\(error)"])
        }
        return .unlisted(error.description, trouble)
    }

    /// Members of a full page.
    static let fullPage = 1000

    /// Lists the members until the list is whole: until a page that is not full brings it to as many members as the guild
    /// has, or until a page has no new member. A list that ends earlier is compared with a fresh count; one that is still shorter
    /// is not believed. Throws: `PortError`, also for such a list.
    ///
    /// Source: https://docs.discord.com/developers/resources/guild#list-guild-members
    private func voters(
        of guild: Snowflake, _ franchise: Franchise, for work: WorkContext
    ) async throws(PortError) -> [Snowflake] {
        let port = port.serving(work)
        let expected = guilds.directory(of: guild)?.memberCount
        var listing = ListedMembers(franchise: franchise)
        while true {
            let page = try await port.members(of: guild, after: listing.last)
            guard listing.add(page) else { break }
            // A full page is never the last one: the count may be too low, when joins were missed.
            if let expected, page.count < Self.fullPage, listing.count >= max(1, expected) { return listing.voters }
        }
        if listing.isWhole(of: guilds.directory(of: guild)?.memberCount) { return listing.voters }
        // Members may have left unseen: then a fresh count explains the difference.
        let picture = try await port.guild(guild)
        guilds.update(guild) { $0.refresh(picture) }
        let fresh = guilds.directory(of: guild)?.memberCount
        // A fresh count is approximate: in a large guild it may lag behind by a few.
        guard listing.isWhole(of: fresh.map { $0 - $0 / 100 }) else {
            throw PortError(
                .unreachable, "Discord listed \(listing.count) of \(fresh ?? 0) members; the list is not whole")
        }
        return listing.voters
    }
}

/// The members that pages have shown, in any order, duplicates included.
private struct ListedMembers {
    let franchise: Franchise
    private var mayVote: [Snowflake: Bool] = [:]
    /// The highest id: the next page begins above it.
    private(set) var last = Snowflake(0)

    init(franchise: Franchise) { self.franchise = franchise }

    var count: Int { mayVote.count }
    var voters: [Snowflake] { mayVote.filter(\.value).map(\.key) }

    /// Adds a page. Returns whether another one may hold more: not after a page without anybody new.
    mutating func add(_ page: [Member]) -> Bool {
        let before = mayVote.count
        for member in page {
            guard let user = member.user?.id else { continue }
            mayVote[user] = franchise.objection(to: member) == nil
            last = max(last, user)
        }
        return mayVote.count > before
    }

    /// Whether this is all of a guild with so many members.
    func isWhole(of count: Int?) -> Bool { count.map { mayVote.count >= $0 } ?? true }
}
