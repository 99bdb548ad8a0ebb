import Discord

/// The session of an earlier process on its way to this one: Discord repeats the events that were missed, but not what
/// the guilds look like. Until a guild has been fetched, its events are held back; they are applied afterwards, in
/// order. Votes are not held: the guild's first sync reads all counts.
struct Restoration: Sendable {
    /// More events than this in one guild are not worth keeping: only old commands would be lost.
    static let heldEvents = 10_000

    private var held: [Snowflake: [GatewayEvent]]
    /// Deletions that wait for the first syncs, so that these still find and count them.
    private var deletions: [Snowflake] = []

    init(guilds: some Sequence<Snowflake>) {
        held = Dictionary(guilds.map { ($0, []) }) { first, _ in first }
    }

    /// The guilds that have not been fetched.
    var pending: [Snowflake] { Array(held.keys) }

    func isPending(_ guild: Snowflake) -> Bool { held[guild] != nil }

    /// Holds an event back if it has to wait.
    mutating func hold(_ event: GatewayEvent) -> Bool {
        if case .messageDelete(let messages, _) = event {
            deletions += messages
            return true
        }
        guard let guild = event.changedGuild, let count = held[guild]?.count else { return false }
        if count < Self.heldEvents { held[guild]?.append(event) }
        return true
    }

    /// The guild is there (or gone): returns what was held back for it.
    @discardableResult
    mutating func forget(_ guild: Snowflake) -> [GatewayEvent] { held.removeValue(forKey: guild) ?? [] }

    /// The deletions that were held back, once.
    mutating func takeDeletions() -> [Snowflake] {
        defer { deletions = [] }
        return deletions
    }
}

extension GatewayEvent {
    /// The guild whose picture an event changes or in which a message came; nil for events that need no picture.
    fileprivate var changedGuild: Snowflake? {
        switch self {
        case .guildUpdate(let guild): guild.id
        case .channelCreate(let channel), .channelUpdate(let channel), .channelDelete(let channel): channel.guildID
        case .roleChange(let guild, _), .roleDelete(let guild, _): guild
        case .memberAdd(let guild, _), .memberUpdate(let guild, _), .memberRemove(let guild, _): guild
        case .messageCreate(let message): message.guildID
        default: nil
        }
    }
}
