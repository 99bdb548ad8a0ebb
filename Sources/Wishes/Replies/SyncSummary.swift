/// What a sync has done, as `!syncwishes` tells it.
struct SyncSummary: Sendable {
    /// The server's name.
    var guildName: String
    /// Wishes by what became of them: count changed, message gone, not readable, come true.
    var synced, deleted, errors, manifested: Int
    /// How long it took.
    var duration: Duration
    /// Requests made.
    var requests: Int
    /// Votes by which the stored counts were off, all wishes together.
    var drift: Int
    /// Every reason for an error, and how many wishes it concerns.
    var problems: [(String, Int)]
    /// Whether the server has a suggestions channel.
    var hasSuggestionsChannel: Bool
    /// The configured name or id of that channel.
    var suggestionsChannelName: String
}

extension SyncSummary {
    /// What `!syncwishes` tells of a report.
    init(_ report: SyncReport, _ settings: GuildSettings) {
        self.init(
            guildName: report.guildName, synced: report.stats.synced, deleted: report.stats.deleted,
            errors: report.stats.errors, manifested: report.stats.manifested, duration: report.duration,
            requests: report.requests, drift: report.drift,
            problems: report.problems.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            hasSuggestionsChannel: report.hasSuggestionsChannel,
            suggestionsChannelName: settings.suggestionsChannel)
    }
}
