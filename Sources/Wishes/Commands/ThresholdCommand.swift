import Discord
import Logging

/// `!setthreshold`: sets the threshold of a guild, or tells which one applies.
final class ThresholdCommand {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let quorums: Quorums
    private let lives: GuildLives
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        members = parts.members
        quorums = parts.quorums
        lives = parts.lives
        dependencies = parts.dependencies
        log = parts.log
    }

    /// More channels at once than this need a confirmation.
    private static let fewChannels = 3

    /// Carries the command out; nil basis points only ask. Throws: `DatabaseError`.
    func set(
        _ basisPoints: Int?, isConfirmed: Bool, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply {
        let guild = requester.guildID
        let settings = dependencies.settings(guild)
        if let basisPoints, !isConfirmed {
            let count = try await channels(at: basisPoints, in: guild, for: work)
            if count > Self.fewChannels { return .words(settings.replies.manyChannels(count, at: basisPoints)) }
        }
        if let basisPoints {
            let own = OwnThreshold(basisPoints: basisPoints, setBy: requester.userID, setAt: dependencies.now())
            try await store.set(own, guild: guild)
            log.info(
                "A guild's threshold was set.",
                metadata: [
                    "guild": "\(guilds.name(of: guild))", "threshold": "\(Threshold.percent(basisPoints))",
                    "by": "\(own.setBy)",
                ])
        }
        _ = await members.ensure(.whatIsKnown, of: guild, for: work)
        if basisPoints != nil { lives.signal(.touched, in: guild) }
        let own = try await store.threshold(guild: guild)
        let note = ThresholdNote(
            basisPoints: own?.basisPoints ?? settings.thresholdBasisPoints,
            origin: basisPoints != nil ? .justNow : own.map { .set(by: $0.setBy, at: $0.setAt) } ?? .configuration,
            needed: try await quorums.needed(in: guild), electorate: guilds.members(of: guild)?.count,
            listingProblem: members.failure(in: guild))
        return .words(settings.replies.threshold(note, now: dependencies.now(), emoji: settings.emojiText))
    }

    /// How many channel wishes have enough votes for a threshold; while the members are not known, how many have any.
    private func channels(at basisPoints: Int, in guild: Snowflake, for work: WorkContext) async throws -> Int {
        _ = await members.ensure(.whatIsKnown, of: guild, for: work)
        let electorate = guilds.members(of: guild)?.count
        let needed = electorate.map { Quorum.needed(basisPoints: basisPoints, electorate: $0) } ?? 1
        return try await store.channelWishes(guild: guild).count { $0.state == .active && $0.votes >= needed }
    }
}
