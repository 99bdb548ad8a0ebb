import Discord
import Logging

/// `!setthreshold`: sets the threshold of a guild, goes back to the configured one, or tells which one applies.
final class ThresholdCommand {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let members: MemberListing
    private let quorums: Quorums
    private let lives: GuildLives
    private let manyChannels: ManyChannels
    private let dependencies: SuggestionsCog.Dependencies
    private let log: Logger

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        members = parts.members
        quorums = parts.quorums
        lives = parts.lives
        manyChannels = ManyChannels(parts)
        dependencies = parts.dependencies
        log = parts.log
    }

    /// Tells which threshold applies, and where it comes from. Throws: `DatabaseError`.
    func show(_ requester: Requester, for work: WorkContext) async throws -> Reply {
        try await answer(nil, requester, for: work)
    }

    /// Sets what the votes must reach; nil goes back to what is configured. Throws: `DatabaseError`.
    func change(
        to rule: QuorumRule?, isConfirmed: Bool, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply {
        let guild = requester.guildID
        let settings = dependencies.settings(guild)
        let next = rule ?? settings.quorumRule
        if !isConfirmed, try await quorums.rule(in: guild) != next || rule != nil {
            if let count = try await manyChannels.count(by: next, settings, in: guild, for: work) {
                let replies = dependencies.replies(to: requester)
                let command: WishCommand =
                    rule.map { .setThreshold($0, isConfirmed: true) } ?? .resetThreshold(isConfirmed: true)
                return .question(
                    replies.manyChannels(count, at: next, isReset: rule == nil), ConfirmButton(of: command))
            }
        }
        var metadata: Logger.Metadata = [
            "guild": "\(guilds.label(of: guild))", "threshold": "\(next)",
            "by": "\(requester.userID)",
        ]
        guard let rule else {
            guard try await store.resetThreshold(guild: guild) else { return try await show(requester, for: work) }
            log.info("A guild's threshold is the configured one again.", metadata: metadata)
            return try await answer(.reset, requester, for: work)
        }
        let before = try await quorums.rule(in: guild)
        try await store.set(
            OwnThreshold(rule: rule, setBy: requester.userID, setAt: dependencies.now()), guild: guild)
        metadata["configured"] = "\(settings.quorumRule)"
        log.info("A guild's threshold was set; it overrides the configuration until it is reset.", metadata: metadata)
        return try await answer(
            .justNow, replacesOther: before.setting != rule.setting, requester, for: work)
    }

    /// `change` is what was done just now; nil if it was only asked.
    private func answer(
        _ change: ThresholdNote.Origin?, replacesOther: Bool = false, _ requester: Requester, for work: WorkContext
    ) async throws -> Reply {
        let guild = requester.guildID
        let settings = dependencies.settings(guild)
        _ = await members.ensure(.whatIsKnown, of: guild, for: work)
        if change != nil { lives.signal(.touched, in: guild) }
        let own = try await store.threshold(guild: guild)
        var note = ThresholdNote(
            rule: own?.rule ?? settings.quorumRule, configured: settings.quorumRule, electorate: settings.electorate,
            suggestions: guilds.visibleSuggestions(of: guild),
            origin: change ?? own.map { .set(by: $0.setBy, at: $0.setAt) } ?? .configuration,
            quorum: guilds.electorate(of: guild)
                .map { Quorum(rule: own?.rule ?? settings.quorumRule, electorate: $0.count) },
            listingProblem: members.failure(in: guild))
        note.replacesOther = replacesOther
        return .words(
            dependencies.replies(to: requester).threshold(note, now: dependencies.now(), emoji: settings.emojiText))
    }
}
