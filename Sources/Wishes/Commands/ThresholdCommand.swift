import Discord
import Logging

/// `!setthreshold`: sets the threshold of a guild, goes back to the configured one, or tells which one applies.
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

    /// Tells which threshold applies, and where it comes from. Throws: `DatabaseError`.
    func show(_ requester: Requester, for work: WorkContext) async throws -> Reply {
        try await answer(nil, requester, for: work)
    }

    /// Sets the threshold; nil goes back to the configured one. Throws: `DatabaseError`.
    func change(
        to basisPoints: Int?, isConfirmed: Bool, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply {
        let guild = requester.guildID
        let settings = dependencies.settings(guild)
        let next = basisPoints ?? settings.thresholdBasisPoints
        if !isConfirmed, try await quorums.threshold(in: guild) != next || basisPoints != nil {
            let count = try await channels(at: next, in: guild, for: work)
            if count > Self.fewChannels {
                let replies = dependencies.replies(to: requester)
                let command: WishCommand =
                    basisPoints.map { .setThreshold($0, isConfirmed: true) } ?? .resetThreshold(isConfirmed: true)
                return .question(
                    replies.manyChannels(count, at: next, isReset: basisPoints == nil), ConfirmButton(of: command))
            }
        }
        var metadata: Logger.Metadata = [
            "guild": "\(guilds.label(of: guild))", "threshold": "\(Threshold.percent(next))",
            "by": "\(requester.userID)",
        ]
        guard let basisPoints else {
            guard try await store.resetThreshold(guild: guild) else { return try await show(requester, for: work) }
            log.info("A guild's threshold is the configured one again.", metadata: metadata)
            return try await answer(.reset, requester, for: work)
        }
        try await store.set(
            OwnThreshold(basisPoints: basisPoints, setBy: requester.userID, setAt: dependencies.now()), guild: guild)
        metadata["configured"] = "\(Threshold.percent(settings.thresholdBasisPoints))"
        log.info("A guild's threshold was set; it overrides the configuration until it is reset.", metadata: metadata)
        return try await answer(.justNow, requester, for: work)
    }

    /// `change` is what was done just now; nil if it was only asked.
    private func answer(
        _ change: ThresholdNote.Origin?, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply {
        let guild = requester.guildID
        let settings = dependencies.settings(guild)
        _ = await members.ensure(.whatIsKnown, of: guild, for: work)
        if change != nil { lives.signal(.touched, in: guild) }
        let own = try await store.threshold(guild: guild)
        let note = ThresholdNote(
            basisPoints: own?.basisPoints ?? settings.thresholdBasisPoints,
            configured: settings.thresholdBasisPoints,
            origin: change ?? own.map { .set(by: $0.setBy, at: $0.setAt) } ?? .configuration,
            needed: try await quorums.needed(in: guild), electorate: guilds.members(of: guild)?.count,
            listingProblem: members.failure(in: guild))
        return .words(
            dependencies.replies(to: requester).threshold(note, now: dependencies.now(), emoji: settings.emojiText))
    }

    /// How many channel wishes have enough votes for a threshold; while the members are not known, how many have any.
    private func channels(at basisPoints: Int, in guild: Snowflake, for work: WorkContext) async throws -> Int {
        _ = await members.ensure(.whatIsKnown, of: guild, for: work)
        let electorate = guilds.members(of: guild)?.count
        let needed = electorate.map { Quorum.needed(basisPoints: basisPoints, electorate: $0) } ?? 1
        return try await store.channelWishes(guild: guild).count { $0.state.collectsVotes && $0.votes >= needed }
    }
}
