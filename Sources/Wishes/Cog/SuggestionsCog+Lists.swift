import Discord

extension SuggestionsCog {
    /// `!topvideos` and its likes: a sync, then the ranked list.
    func top(_ kind: WishKind, _ count: Int, in guild: Snowflake) async throws -> Reply {
        .card(try await ranking(TopPage(kind: kind, count: count), in: guild, isPaged: false).card)
    }

    /// A sync, then a page of the ranked list: the one that was asked for, or the last one there is. `isPaged` says
    /// whether it has buttons for the other pages.
    func ranking(
        _ wanted: TopPage, in guild: Snowflake, isPaged: Bool
    ) async throws -> (card: Card, page: TopPage, total: Int) {
        let report = await sync(guild, cause: .command)
        let total = try await store.wishes(guild: guild).count { $0.kind == wanted.kind }
        let page = wanted.existing(of: total)
        let wishes = try await store.topWishes(
            guild: guild, kind: page.kind, limit: page.count, offset: page.offset)
        let card = replies(for: guild).ranking(
            kind: page.kind.rawValue, rows: try await rows(wishes, in: guild), total: total,
            page: isPaged ? page : nil, confirmation: try await confirmation(of: report), now: surroundings.now(),
            emoji: emojiText(guild))
        return (card, page, total)
    }

    /// `!manifestations`: what has come true, newest first. Nothing about it changes on Discord, so nothing is synced.
    func manifestations(_ kind: WishKind?, _ count: Int, in guild: Snowflake) async throws -> Card {
        let (wishes, total) = try await store.grantedWishes(guild: guild, kind: kind, limit: count)
        return replies(for: guild).manifestations(wishes, kind: kind, total: total, now: surroundings.now())
    }

    private func rows(_ wishes: [Wish], in guild: Snowflake) async throws -> [RankRow] {
        let needed = try await needed(in: guild)
        return wishes.map { wish in
            RankRow(
                text: wish.text, channelName: wish.channelName, votes: wish.votes, link: wish.link,
                createdAt: wish.createdAt,
                needed: wish.kind == .channel ? needed : nil,
                isConfirmed: wish.confirmedAt != nil && !wish.isTouched)
        }
    }

    /// Numbers are shown as confirmed only if Discord has just confirmed them all.
    private func confirmation(of report: SyncReport) async throws -> ConfirmationNote {
        if let done = report.finishedAt, report.isComplete { return .confirmed(at: done) }
        guard report.hasSuggestionsChannel else {
            return .unconfirmed(
                since: try await store.oldestConfirmation(guild: report.guildID),
                why: "there is no channel named \(surroundings.settings(report.guildID).suggestionsChannel)")
        }
        return .unconfirmed(
            since: try await store.oldestConfirmation(guild: report.guildID),
            why: report.problems.max { $0.value < $1.value }?.key ?? "")
    }

    /// How the vote emoji is written in a message.
    func emojiText(_ guild: Snowflake) -> String {
        let emoji = voteEmoji(guild)
        return emoji.id.map { "<:\(emoji.name ?? "vote"):\($0)>" } ?? emoji.name ?? "🌟"
    }

    // MARK: Reports

    /// `!wishhelp`.
    func help(_ requester: Requester) async throws -> Reply {
        let channel = try await suggestionsChannel(of: requester.guildID)
        return .card(
            replies(for: requester.guildID).help(for: requester.role, suggestionsChannel: channel.map { "<#\($0)>" }))
    }

    /// `!syncwishes`.
    func syncWishes(_ requester: Requester) async -> Reply {
        let replies = replies(for: requester.guildID)
        let report = await sync(requester.guildID, cause: .request)
        return .card(replies.syncReport(SyncSummary(report, surroundings.settings(requester.guildID))))
    }

    /// `!weeklysummary`: posted in the suggestions channel; nil when it stands where it was asked for.
    func weeklySummary(_ requester: Requester) async throws -> Reply? {
        let replies = replies(for: requester.guildID)
        let report = await sync(requester.guildID, cause: .command)
        guard let channel = try await suggestionsChannel(of: requester.guildID) else {
            return .words(replies.noSuggestionsChannel(surroundings.settings(requester.guildID).suggestionsChannel))
        }
        guard let card = try await weeklyCard(of: requester.guildID, after: report) else {
            return .words(replies.weeklyNothing())
        }
        return await post(weekly: card, in: channel, requester).map(Reply.words)
    }

    /// The top five of each kind; nil when there is no active wish.
    func weeklyCard(of guild: Snowflake, after report: SyncReport) async throws -> Card? {
        var sections: [(kind: String, rows: [RankRow])] = []
        for kind in WishKind.allCases {
            let wishes = try await store.topWishes(guild: guild, kind: kind, limit: 5)
            if !wishes.isEmpty { sections.append((kind.rawValue, try await rows(wishes, in: guild))) }
        }
        guard !sections.isEmpty else { return nil }
        return replies(for: guild).weekly(
            sections: sections, confirmation: try await confirmation(of: report), now: surroundings.now(),
            emoji: emojiText(guild))
    }

    private func post(weekly card: Card, in channel: Snowflake, _ requester: Requester) async -> String? {
        let replies = replies(for: requester.guildID)
        do {
            let isRepeat = try await hasRecentSummary(channel)
            _ = try await port.post(NewMessage(embeds: [Embed(card)], nonce: "w\(requester.requestID)"), in: channel)
            if isRepeat { return replies.weeklyDuplicate() }
            return channel == requester.channelID ? nil : replies.weeklyPosted("<#\(channel)>")
        } catch {
            return replies.weeklyFailed(error.description)
        }
    }

    private func hasRecentSummary(_ channel: Snowflake) async throws(PortError) -> Bool {
        let newest = try await port.newestMessages(in: channel, limit: 5)
        return newest.contains { $0.authorID == me && $0.titles.contains(where: { Replies.isWeekly(title: $0) }) }
    }
}
