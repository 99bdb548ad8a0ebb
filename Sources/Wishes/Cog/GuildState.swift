import Foundation

/// What is known about one guild while the bot runs.
struct GuildState: Sendable {
    var directory: GuildDirectory
    var electorate = Electorate()
    /// Why the members could not be listed, until they are.
    var listingFailure: ListingFailure?
    /// The timer of its syncs; an older one that still sleeps does nothing.
    var timer: Int?
    /// The repetition on its way after a sync that met trouble, and how many there have been in a row.
    var repetition: Int?
    var repetitions = 0
    /// The timer of its weekly summaries.
    var weeklyTimer: Int?
    /// The sync under way, which a second caller joins.
    var syncing: Task<SyncReport, Never>?
    /// The last whole sync, for callers who may reuse it.
    var lastSync: FinishedSync?
    /// The gap count at which it began, nil since this guild had a gap of its own; and why.
    var syncingSince: Int?
    var syncingFor = SyncReport.Cause.startUp
    /// Whether a confirmation is on its way, soon or after a failure.
    var isConfirming = false
    var isRetrying = false
    /// Whether a later look at what was begun is on its way.
    var isRecovering = false
}

/// A listing of members that failed.
struct ListingFailure: Sendable {
    var reason: String
    /// Failures in a row.
    var times: Int
    /// Not tried again before.
    var until: Date
}

/// A whole sync that may be reused for a moment.
struct FinishedSync: Sendable {
    var report: SyncReport
    /// When it ended, on the clock of the cog (as a span since that clock's beginning is not to be had, a stopwatch).
    var age: @Sendable () -> Duration
    /// The gap count at which it began.
    var generation: Int
}
