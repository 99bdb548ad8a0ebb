import Discord
import Foundation

/// The seed's four numbers.
package struct SyncStats: Sendable, Equatable {
    /// Wishes whose count changed.
    package var synced = 0
    /// Wishes whose message is gone.
    package var deleted = 0
    /// Wishes about which Discord gave no answer.
    package var errors = 0
    /// Channel wishes that came true.
    package var manifested = 0

    /// Makes the numbers.
    package init(synced: Int = 0, deleted: Int = 0, errors: Int = 0, manifested: Int = 0) {
        self.synced = synced
        self.deleted = deleted
        self.errors = errors
        self.manifested = manifested
    }
}

/// What a sync of a guild did.
package struct SyncReport: Sendable, Equatable {
    /// Why it ran.
    package enum Cause: String, Sendable {
        /// The guild has become available.
        case startUp = "start-up"
        /// The session was resumed after a gap.
        case resumed
        /// It was time.
        case timer
        /// The last one met trouble that may have passed.
        case repetition
        /// Somebody asked for a list or a report.
        case command
        /// A moderator asked for it.
        case request
    }

    /// The guild.
    package var guildID: Snowflake
    /// Its name.
    package var guildName: String
    /// Why it ran.
    package var cause: Cause
    /// The four numbers.
    package var stats = SyncStats()
    /// Requests to Discord, repeats included.
    package var requests = 0
    /// How far the stored counts were off, all together, in votes.
    package var drift = 0
    /// How long it took.
    package var duration: Duration = .zero
    /// What could not be confirmed, and why.
    var problems = SyncProblems()
    /// Cards in a guild of which the database knows nothing.
    var unknownCards: UnknownCards?
    /// What the bot lacks in the guild.
    var findings: [Finding] = []
    /// Whether the guild has a suggestions channel at all.
    package var hasSuggestionsChannel = true
    /// Why it has none.
    var suggestionsAbsence: SuggestionsChannel.Absence?
    /// When it was done; nil if it did not come to its end.
    package var finishedAt: Date?

    /// Whether Discord has confirmed every count.
    package var isComplete: Bool { finishedAt != nil && stats.errors == 0 && hasSuggestionsChannel }

    /// The seed's line. A name that could be taken for part of it is in quotes.
    package var line: String {
        "[Suggestions] Synced guild \(OutsideText(guildName)): \(stats.synced) updated, \(stats.deleted) deleted, "
            + "\(stats.errors) errors, \(stats.manifested) manifested"
    }

    /// Whether asking again later may find what is missing.
    var needsRetry: Bool { problems.areRetryable }
}
