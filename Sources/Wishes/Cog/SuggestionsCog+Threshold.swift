import Discord

extension SuggestionsCog {
    /// The share of a guild's human members that a channel wish needs: set by its moderators, or else configured.
    func threshold(in guild: Snowflake) async throws -> Int {
        try await store.threshold(guild: guild)?.basisPoints ?? surroundings.settings(guild).thresholdBasisPoints
    }

    /// How many votes a channel wish needs; nil while the members are not known.
    func needed(in guild: Snowflake) async throws -> Int? {
        let threshold = try await threshold(in: guild)
        return guilds[guild]?.electorate.members.map {
            Quorum.needed(basisPoints: threshold, electorate: $0.count)
        }
    }

    /// `!setthreshold`: sets it, or says which one holds.
    func setThreshold(_ basisPoints: Int?, _ requester: Requester) async throws -> Reply {
        let (guild, replies) = (requester.guildID, replies(for: requester.guildID))
        if let basisPoints {
            let own = OwnThreshold(basisPoints: basisPoints, setBy: requester.userID, setAt: surroundings.now())
            try await store.set(own, guild: guild)
            log.info(
                "A guild's threshold was set.",
                metadata: ["guild": "\(guild)", "threshold": "\(Threshold.percent(basisPoints))", "by": "\(own.setBy)"])
        }
        var ignored = SyncReport(guildID: guild, guildName: "", cause: .command)
        await ensureElectorate(of: guild, &ignored)
        if basisPoints != nil { scheduleConfirmation(in: guild) }
        let own = try await store.threshold(guild: guild)
        let note = ThresholdNote(
            basisPoints: own?.basisPoints ?? surroundings.settings(guild).thresholdBasisPoints,
            origin: basisPoints != nil ? .justNow : own.map { .set(by: $0.setBy, at: $0.setAt) } ?? .configuration,
            needed: try await needed(in: guild), electorate: guilds[guild]?.electorate.members?.count,
            listingProblem: guilds[guild]?.listingFailure?.reason)
        return .words(replies.threshold(note, now: surroundings.now(), emoji: emojiText(guild)))
    }
}
