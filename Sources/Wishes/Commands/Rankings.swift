import Discord

/// The lists of wishes: ranked by votes, the week's favourites, those that came true.
final class Rankings {
    private let store: WishStore
    private let quorums: Quorums
    private let audits: LastAudits
    private let dependencies: SuggestionsCog.Dependencies

    init(_ parts: SharedParts) {
        store = parts.store
        quorums = parts.quorums
        audits = parts.audits
        dependencies = parts.dependencies
    }

    /// A page of the ranked list after a sync: the one that was asked for, or the last one there is. `isPaged` says
    /// whether it has buttons for the other pages. Throws: `DatabaseError`.
    func page(
        _ wanted: TopPage, in guild: Snowflake, isPaged: Bool, _ report: SyncReport
    ) async throws -> (card: Card, page: TopPage, total: Int) {
        let total = try await store.wishes(guild: guild).count { $0.kind == wanted.kind }
        let page = wanted.existing(of: total)
        let wishes = try await store.topWishes(
            guild: guild, kind: page.kind, limit: page.count, offset: page.offset)
        let settings = dependencies.settings(guild)
        let card = settings.replies.ranking(
            kind: page.kind, rows: try await rows(wishes, in: guild), total: total,
            page: isPaged ? page : nil, confirmation: try await confirmation(of: report), now: dependencies.now(),
            emoji: settings.emojiText)
        return (card, page, total)
    }

    /// What has come true, newest first. Nothing about it changes on Discord, so nothing is synced. Throws:
    /// `DatabaseError`.
    func manifestations(_ kind: WishKind?, _ count: Int, in guild: Snowflake) async throws -> Card {
        let (wishes, total) = try await store.grantedWishes(guild: guild, kind: kind, limit: count)
        return dependencies.settings(guild).replies.manifestations(
            wishes, kind: kind, total: total, now: dependencies.now())
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

    private func rows(_ wishes: [Wish], in guild: Snowflake) async throws -> [RankRow] {
        let (terms, settings) = (try await quorums.terms(in: guild), dependencies.settings(guild))
        return wishes.map { wish in
            RankRow(
                text: wish.text, channelName: wish.channelName, votes: wish.votes,
                emoji: settings.emoji(of: wish).text, link: wish.link,
                createdAt: wish.createdAt,
                needed: wish.kind == .channel ? terms?.quorum(of: wish).needed : nil,
                uncounted: wish.kind == .channel ? audits.uncounted(wish) : nil,
                isConfirmed: wish.confirmedAt != nil && !wish.isTouched)
        }
    }

    /// Numbers are shown as confirmed only if Discord has just confirmed them all.
    private func confirmation(of report: SyncReport) async throws -> ConfirmationNote {
        if let done = report.finishedAt, report.isComplete { return .confirmed(at: done) }
        let since = try await store.oldestConfirmation(guild: report.guildID)
        guard report.hasSuggestionsChannel else {
            let name = dependencies.settings(report.guildID).suggestionsChannel
            return .unconfirmed(since: since, why: "there is no channel named \(name)")
        }
        return .unconfirmed(since: since, why: report.problems.foremost ?? "")
    }
}
