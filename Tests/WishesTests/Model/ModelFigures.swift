/// Counts of what happened in the runs: proof that the faults did occur.
struct ModelFigures: Sendable {
    var steps = 0
    var channels = 0
    var crashes = 0
    /// Crashes while a call was under way.
    var crashesInCalls = 0
    var restarts = 0
    var restores = 0
    /// Requests that arrived after their caller had given up.
    var late = 0
    var lostEvents = 0
    /// The most syncs, 30 seconds apart, until the bot's state was right.
    var calmRounds = 0

    mutating func add(_ other: ModelFigures) {
        steps += other.steps
        channels += other.channels
        crashes += other.crashes
        crashesInCalls += other.crashesInCalls
        restarts += other.restarts
        restores += other.restores
        late += other.late
        lostEvents += other.lostEvents
        calmRounds = max(calmRounds, other.calmRounds)
    }
}
