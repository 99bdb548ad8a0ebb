/// What a REST call is made for: decides its turn in the queues, and where it is counted.
package struct WorkContext: Sendable {
    /// The guild it serves: guilds take turns. `nil` for none; calls on a guild know theirs without it.
    package var guild: Snowflake?
    /// How urgent it is.
    package var priority: RequestPriority
    /// How long after a call was made its last attempt may start, where that is less than its priority allows.
    package var patience: Duration?
    /// Counts the requests sent, repeats included; `nil` to count none.
    package var tally: RequestTally?

    /// By default background work for no guild, counted by no one.
    package init(
        guild: Snowflake? = nil, priority: RequestPriority = .background, patience: Duration? = nil,
        tally: RequestTally? = nil
    ) {
        self.guild = guild
        self.priority = priority
        self.patience = patience
        self.tally = tally
    }
}
