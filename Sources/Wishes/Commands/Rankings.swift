import Discord

/// The lists of wishes: ranked by votes, the week's favourites, those that came true.
final class Rankings {
    private let store: WishStore
    private let guilds: KnownGuilds
    private let quorums: Quorums
    private let audits: LastAudits
    private let dependencies: SuggestionsCog.Dependencies

    init(_ parts: SharedParts) {
        store = parts.store
        guilds = parts.guilds
        quorums = parts.quorums
        audits = parts.audits
        dependencies = parts.dependencies
    }

    /// A page of a list: the one that was asked for, or the last one there is. `isPaged` says whether it has buttons for the
    /// other pages. Throws: `DatabaseError`.
    func page(
        _ wanted: ListPage, in guild: Snowflake, isPaged: Bool, sync: Syncing
    ) async throws -> (card: Card, page: ListPage, total: Int) {
        switch wanted.list {
        case .top(let kind): try await ranking(kind, wanted, in: guild, isPaged: isPaged, await sync(.command))
        // Nothing about these changes on Discord, so nothing is synced.
        case .manifestations(let kind): try await manifestations(kind, wanted, in: guild, isPaged: isPaged)
        case .search(let text): try await found(text, wanted, in: guild, isPaged: isPaged)
        }
    }

    private func ranking(
        _ kind: WishKind, _ wanted: ListPage, in guild: Snowflake, isPaged: Bool, _ report: SyncReport
    ) async throws -> (card: Card, page: ListPage, total: Int) {
        let total = try await store.wishes(guild: guild).count { $0.kind == kind }
        let page = wanted.existing(of: total)
        let wishes = try await store.topWishes(guild: guild, kind: kind, limit: page.count, offset: page.offset)
        let settings = dependencies.settings(guild)
        let card = settings.replies.ranking(
            kind: kind, rows: try await rows(wishes, in: guild), total: total, page: isPaged ? page : nil,
            confirmation: try await confirmation(of: report), now: dependencies.now(), emoji: settings.emojiText)
        return (card, page, total)
    }

    private func manifestations(
        _ kind: WishKind?, _ wanted: ListPage, in guild: Snowflake, isPaged: Bool
    ) async throws -> (card: Card, page: ListPage, total: Int) {
        let total = try await store.grantedWishes(guild: guild, kind: kind, limit: 0).total
        let page = wanted.existing(of: total)
        let wishes = try await store.grantedWishes(guild: guild, kind: kind, limit: page.count, offset: page.offset)
            .wishes
        let card = dependencies.settings(guild).replies.manifestations(
            wishes, kind: kind, total: total, page: isPaged ? page : nil, now: dependencies.now())
        return (card, page, total)
    }

    private func found(
        _ text: SearchText, _ wanted: ListPage, in guild: Snowflake, isPaged: Bool
    ) async throws -> (card: Card, page: ListPage, total: Int) {
        let total = try await store.search(text, guild: guild, limit: 0).total
        let page = wanted.existing(of: total)
        let wishes = try await store.search(text, guild: guild, limit: page.count, offset: page.offset).wishes
        let settings = dependencies.settings(guild)
        let card = settings.replies.found(
            wishes, text, total: total, page: isPaged ? page : nil, now: dependencies.now()
        ) {
            settings.emoji(of: $0).text
        }
        return (card, page, total)
    }

    /// The top five of each kind; nil when there is no active wish. Throws: `DatabaseError`.
    func weekly(of guild: Snowflake, after report: SyncReport) async throws -> Card? {
        var sections: [(kind: WishKind, rows: [RankRow])] = []
        for kind in WishKind.allCases {
            let wishes = try await store.topWishes(guild: guild, kind: kind, limit: 5)
            if !wishes.isEmpty { sections.append((kind, try await rows(wishes, in: guild))) }
        }
        guard !sections.isEmpty else { return nil }
        let settings = dependencies.settings(guild)
        return settings.replies.weekly(
            sections: sections, confirmation: try await confirmation(of: report), now: dependencies.now(),
            emoji: settings.emojiText)
    }

    /// The figures of the last twelve weeks. Throws: `DatabaseError`.
    func stats(of guild: Snowflake, _ report: SyncReport) async throws -> Reply {
        let now = dependencies.now()
        let figures = try await store.weeklyFigures(guild: guild, now: now)
        let replies = dependencies.settings(guild).replies
        let card = replies.statistics(figures, confirmation: try await confirmation(of: report), now: now)
        guard !figures.isEmpty, let bytes = PNGFile.bytes(of: StatisticsPicture(figures).canvas) else {
            return .card(card)
        }
        return .picture(
            card,
            FileUpload(
                name: "stats.png", contentType: "image/png", bytes: bytes,
                description: replies.statisticsDescription(figures)))
    }

    private func rows(_ wishes: [Wish], in guild: Snowflake) async throws -> [RankRow] {
        let (terms, settings) = (try await quorums.terms(in: guild), dependencies.settings(guild))
        return wishes.map { wish in
            RankRow(
                text: wish.text, channelName: wish.channelName, votes: wish.votes,
                emoji: settings.emoji(of: wish).text, link: wish.link, authorID: wish.authorID,
                createdAt: wish.createdAt,
                needed: wish.kind == .channel ? terms?.quorum(of: wish).needed : nil,
                uncounted: wish.kind == .channel ? audits.result(of: wish) : nil,
                isConfirmed: wish.confirmedAt != nil && !wish.isTouched)
        }
    }

    /// Numbers are shown as confirmed only if Discord has just confirmed them all.
    private func confirmation(of report: SyncReport) async throws -> ConfirmationNote {
        if let done = report.finishedAt, report.isComplete { return .confirmed(at: done) }
        let since = try await store.oldestConfirmation(guild: report.guildID)
        let settings = dependencies.settings(report.guildID)
        let problem: SyncProblem? =
            report.hasSuggestionsChannel
            ? report.problems.foremost : .noSuggestionsChannel(.noSuchChannel(settings.suggestionsChannel))
        // Reasons are shown as text, without mentions.
        let channels = guilds.directory(of: report.guildID)?.channels
        let why = problem.map { problem in
            settings.replies.sentences.problem(problem) { "#" + (channels?[$0]?.name ?? "\($0)") }
        }
        return .unconfirmed(since: since, why: why ?? "")
    }
}
