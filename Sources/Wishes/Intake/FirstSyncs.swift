import Discord

/// Which guilds of a session have not been synced yet, and when the start-up reports how far it has come.
struct FirstSyncs: Sendable {
    /// With fewer guilds their own log lines tell enough.
    private static let worthReporting = 20

    /// The guilds that have not been synced.
    private(set) var awaited: Set<Snowflake> = []
    private var total = 0
    private var reportedTenths = 0

    /// A session begins with these guilds.
    mutating func expect(_ guilds: Set<Snowflake>) {
        awaited = guilds
        total = guilds.count
        reportedTenths = 0
    }

    /// A guild has been synced, or will not be. Returns a line for the log when another tenth of the way is done.
    mutating func done(_ guild: Snowflake) -> String? {
        guard awaited.remove(guild) != nil, total >= Self.worthReporting else { return nil }
        let done = total - awaited.count
        guard done * 10 / total > reportedTenths else { return nil }
        reportedTenths = done * 10 / total
        return "Synced \(done) of \(total) guilds"
    }
}
