import Discord

/// What events have told and the database has not taken yet, because it failed: coalesced and bounded.
struct UnstoredEvents: Sendable, Equatable {
    /// The most messages that are remembered; of the guilds of others, all messages are read once the database works.
    static let limit = 10_000

    /// What has become of the votes of a message.
    private struct Votes: Sendable, Equatable {
        var wasCleared = false
        var delta = 0
        var guildID: Snowflake?
    }

    private var votes: [Snowflake: Votes] = [:]
    /// Deleted messages of wishes; there are no more of them than wishes.
    private(set) var deletions: Set<Snowflake> = []
    /// Deleted channels.
    private(set) var deletedChannels: Set<Snowflake> = []
    /// Guilds in which the cause of a refusal may be gone.
    private(set) var unpaused: Set<Snowflake> = []
    /// Guilds of which more has come than is remembered: a whole sync finds out.
    private(set) var unread: Set<Snowflake> = []

    var isEmpty: Bool {
        votes.isEmpty && deletions.isEmpty && deletedChannels.isEmpty && unpaused.isEmpty && unread.isEmpty
    }

    /// The number of messages whose votes are remembered.
    var count: Int { votes.count }

    /// The votes as hints.
    var hints: [VoteHint] {
        votes.flatMap { message, votes in
            let change = VoteHint(messageID: message, delta: votes.delta, guildID: votes.guildID)
            return votes.wasCleared
                ? [VoteHint(messageID: message, delta: nil, guildID: votes.guildID), change] : [change]
        }
    }

    /// Votes have come.
    mutating func add(_ hints: some Sequence<VoteHint>) {
        for hint in hints {
            guard votes[hint.messageID] != nil || hasRoom(in: hint.guildID) else { continue }
            var known = votes[hint.messageID] ?? Votes()
            known.guildID = hint.guildID ?? known.guildID
            if let delta = hint.delta { known.delta += delta } else { (known.wasCleared, known.delta) = (true, 0) }
            votes[hint.messageID] = known
        }
    }

    /// Messages were deleted.
    mutating func add(deletions messages: some Sequence<Snowflake>) { deletions.formUnion(messages) }

    /// A channel was deleted.
    mutating func add(deletedChannel channel: Snowflake) { deletedChannels.insert(channel) }

    /// The cause of refusals may be gone.
    mutating func add(unpaused guild: Snowflake) { unpaused.insert(guild) }

    /// Newer events have come.
    mutating func add(_ newer: UnstoredEvents) {
        add(newer.hints)
        deletions.formUnion(newer.deletions)
        deletedChannels.formUnion(newer.deletedChannels)
        unpaused.formUnion(newer.unpaused)
        unread.formUnion(newer.unread)
    }

    /// The votes are stored.
    mutating func storedVotes() { votes = [:] }

    /// The deletions are stored.
    mutating func storedDeletions() { deletions = [] }

    /// The deletion of a channel is stored.
    mutating func storedDeletion(of channel: Snowflake) { deletedChannels.remove(channel) }

    /// The pauses of a guild are ended.
    mutating func storedUnpaused(_ guild: Snowflake) { unpaused.remove(guild) }

    /// A message of no known guild cannot be found by a sync of one: it is always remembered.
    private mutating func hasRoom(in guild: Snowflake?) -> Bool {
        guard count >= Self.limit, let guild else { return true }
        unread.insert(guild)
        return false
    }

    /// How long to wait after so many failures in a row: 1, 2, 5, then 10 seconds.
    static func pause(after failures: Int) -> Duration {
        switch failures {
        case ...1: .seconds(1)
        case 2: .seconds(2)
        case 3: .seconds(5)
        default: .seconds(10)
        }
    }
}
