import Discord
import Foundation
import GRDB

/// A row of `guilds`.
struct GuildRow: StoredRow {
    static let databaseTableName = "guilds"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case name
        case guildID = "guild_id"
        case suggestionsChannelID = "suggestions_channel_id"
        case voteEmoji = "vote_emoji"
    }
    typealias Columns = CodingKeys

    /// The threshold of the guild; no foreign key, because a guild may have either row without the other.
    static let threshold = hasOne(
        ThresholdRow.self, key: ThresholdRow.scope, using: ForeignKey([ThresholdRow.Columns.guildID]))

    var guildID: Snowflake
    var name: String
    /// The suggestions channel that was last seen.
    var suggestionsChannelID: Snowflake?
    /// The vote emoji that was last configured; nil until a sync has written it down.
    var voteEmoji: String?
}

/// A row of `suggestions_settings`: the configured name or id under which a guild's suggestions channel was last seen.
struct SuggestionsSettingRow: StoredRow {
    static let databaseTableName = "suggestions_settings"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case setting
        case guildID = "guild_id"
    }
    typealias Columns = CodingKeys

    var guildID: Snowflake
    var setting: String
}

/// A row of `thresholds`.
struct ThresholdRow: StoredRow {
    static let databaseTableName = "thresholds"
    /// Its key in rows of guilds that are joined with it.
    static let scope = "threshold"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case guildID = "guild_id"
        case basisPoints = "basis_points"
        case votes
        case setBy = "set_by"
        case setAt = "set_at"
    }
    typealias Columns = CodingKeys

    var guildID: Snowflake
    /// A share, in hundredths of a percent; nil if the rule is a number of votes.
    var basisPoints: Int?
    /// A number of votes; nil if the rule is a share.
    var votes: Int?
    var setBy: Snowflake
    var setAt: Date

    init(guildID: Snowflake, rule: QuorumRule, setBy: Snowflake, setAt: Date) {
        (self.guildID, self.setBy, self.setAt) = (guildID, setBy, setAt)
        switch rule {
        case .share(let basisPoints): self.basisPoints = basisPoints
        case .votes(let votes): self.votes = votes
        }
    }

    /// The rule; the table is checked, so that there is one.
    var rule: QuorumRule { votes.map { .votes($0) } ?? .share(basisPoints: basisPoints ?? 10_000) }
}

/// A row of `weekly_summaries`.
struct WeeklySummaryRow: StoredRow {
    static let databaseTableName = "weekly_summaries"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case guildID = "guild_id"
        case doneAt = "done_at"
        case postingSince = "posting_since"
    }
    typealias Columns = CodingKeys

    var guildID: Snowflake
    /// The due time of the summary that was last posted or skipped.
    var doneAt: Date
    /// When the posting of the next one was first attempted; nil if it was not yet.
    var postingSince: Date?
}

/// A row of `sync_runs`: what a sync did.
struct SyncRunRow: StoredRow {
    static let databaseTableName = "sync_runs"

    enum CodingKeys: String, CodingKey, ColumnExpression {
        case cause, milliseconds, synced, deleted, errors, manifested, requests, drift
        case guildID = "guild_id"
        case startedAt = "started_at"
    }
    typealias Columns = CodingKeys

    var guildID: Snowflake
    var cause: String
    var startedAt: Date
    /// How long it took.
    var milliseconds: Int64
    var synced: Int
    var deleted: Int
    var errors: Int
    var manifested: Int
    var requests: Int
    /// By how many votes the stored counts were wrong, all together.
    var drift: Int

    init(_ report: SyncReport, startedAt: Date) {
        guildID = report.guildID
        cause = report.cause.rawValue
        self.startedAt = startedAt
        milliseconds = Int64(report.duration / .milliseconds(1))
        (synced, deleted) = (report.stats.synced, report.stats.deleted)
        (errors, manifested) = (report.stats.errors, report.stats.manifested)
        (requests, drift) = (report.requests, report.drift)
    }
}
