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
    /// Verdicts of moderators and withdrawals that were asked for.
    var verdicts = 0
    /// Writes that failed because another program had locked the database, as far as the log tells.
    var failedWrites = 0
    /// Changes of roles, of the bot's roles and of overwrites.
    var rightsChanges = 0
    /// Starts with another number of shards than before.
    var reshardings = 0
    /// How often two processes worked at once.
    var doubles = 0
    /// Calls that were refused for a missing permission.
    var refusals = 0
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
        verdicts += other.verdicts
        failedWrites += other.failedWrites
        rightsChanges += other.rightsChanges
        refusals += other.refusals
        doubles += other.doubles
        reshardings += other.reshardings
        calmRounds = max(calmRounds, other.calmRounds)
    }
}
