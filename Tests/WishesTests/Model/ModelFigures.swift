/// What happened in runs: proof that they were no strolls.
struct ModelFigures: Sendable {
    var steps = 0
    var channels = 0
    var crashes = 0
    /// Crashes while a call was under way.
    var crashesInCalls = 0
    var restarts = 0
    /// Requests that arrived when nobody waited for them any more.
    var late = 0
    var lostEvents = 0
    /// Syncs half a minute apart that it took until everything was right, at most.
    var calmRounds = 0

    mutating func add(_ other: ModelFigures) {
        steps += other.steps
        channels += other.channels
        crashes += other.crashes
        crashesInCalls += other.crashesInCalls
        restarts += other.restarts
        late += other.late
        lostEvents += other.lostEvents
        calmRounds = max(calmRounds, other.calmRounds)
    }
}
