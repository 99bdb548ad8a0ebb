/// The result of a sync, as `!syncwishes` reports it.
struct SyncSummary: Sendable {
    /// The server's name.
    var guildName: String
    /// Wishes by outcome: count changed, message gone, not confirmed, come true.
    var synced, deleted, errors, manifested: Int
    /// How long it took.
    var duration: Duration
    /// Requests made.
    var requests: Int
    /// The sum of the differences between stored and confirmed counts, in votes.
    var drift: Int
    /// What moderators should know, and how many wishes it concerns.
    var remarks: [(Remark, wishes: Int)]
    /// Whether the server has a suggestions channel.
    var hasSuggestionsChannel: Bool
    /// The configured name or id of that channel.
    var suggestionsChannelName: String
    /// Why there is none, if that is known.
    var absence: SuggestionsChannel.Absence?
}

extension SyncSummary {
    /// One thing that moderators should know.
    enum Remark: Sendable {
        /// Why something could not be confirmed.
        case problem(SyncProblem)
        /// The database knows nothing of these cards.
        case unknownCards(UnknownCards)
        /// What the bot lacks.
        case lack(Lack)
    }

    /// Summarises a report.
    init(_ report: SyncReport, _ settings: GuildSettings) {
        var remarks: [(Remark, wishes: Int)] = []
        for (problem, wishes) in report.problems.counted { remarks.append((.problem(problem), wishes: wishes)) }
        if let cards = report.unknownCards { remarks.append((.unknownCards(cards), wishes: 0)) }
        for lack in report.findings.compactMap(\.lack) { remarks.append((.lack(lack), wishes: 0)) }
        self.init(
            guildName: report.guildName, synced: report.stats.synced, deleted: report.stats.deleted,
            errors: report.stats.errors, manifested: report.stats.manifested, duration: report.duration,
            requests: report.requests, drift: report.drift,
            remarks: remarks, hasSuggestionsChannel: report.hasSuggestionsChannel,
            suggestionsChannelName: settings.suggestionsChannel, absence: report.suggestionsAbsence)
    }
}
