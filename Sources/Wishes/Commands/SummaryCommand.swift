import Discord

/// `!weeklysummary`: posts the summary in the suggestions channel.
final class SummaryCommand {
    private let port: any GuildPort
    private let guilds: KnownGuilds
    private let troubles: Troubles
    private let rankings: Rankings
    private let dependencies: SuggestionsCog.Dependencies

    init(_ parts: SharedParts, rankings: Rankings) {
        port = parts.port
        guilds = parts.guilds
        troubles = parts.troubles
        dependencies = parts.dependencies
        self.rankings = rankings
    }

    /// Posts it after a sync; nil when the summary appears where it was asked for. Throws: `DatabaseError`.
    func post(_ requester: Requester, _ report: SyncReport, for work: WorkContext) async throws -> Reply? {
        let settings = dependencies.settings(requester.guildID)
        let replies = dependencies.replies(to: requester)
        guard let channel = try await guilds.suggestionsChannel(of: requester.guildID) else {
            return .words(replies.noSuggestionsChannel(settings.suggestionsChannel))
        }
        guard let card = try await rankings.weekly(of: requester.guildID, after: report) else {
            return .words(replies.weeklyNothing())
        }
        let port = port.serving(work)
        do {
            let isRepeat = try await hasRecentSummary(channel, settings.replies, port)
            _ = try await port.post(NewMessage(embeds: [Embed(card)], nonce: "w\(requester.requestID)"), in: channel)
            if isRepeat { return .words(replies.weeklyDuplicate()) }
            return channel == requester.channelID ? nil : .words(replies.weeklyPosted("<#\(channel)>"))
        } catch {
            let why = troubles.trouble(
                error, needing: .toPostCards, likely: .sendMessages, in: channel, of: requester.guildID)
            return .words(replies.weeklyFailed(why))
        }
    }

    private func hasRecentSummary(
        _ channel: Snowflake, _ replies: Replies, _ port: any GuildPort
    ) async throws(PortError) -> Bool {
        let newest = try await port.newestMessages(in: channel, limit: 5)
        return newest.contains {
            $0.authorID == guilds.me && $0.titles.contains(where: { replies.isWeekly(title: $0) })
        }
    }
}
