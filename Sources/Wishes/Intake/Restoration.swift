import Discord
import Foundation

/// The session of an earlier process on its way to this one: Discord repeats the events that were missed, but not what
/// the guilds look like. Until a guild is as the earlier process has left it, or has been fetched, its events are held back;
/// they are applied afterwards, in order. Votes are not held: the guild's first sync reads all counts. Commands are in the
/// inbox as well, because the stored position of the session covers them; changes of a guild need not outlive the process,
/// because the next one fetches a guild of which some were held.
struct Restoration: Sendable {
    /// More events than this in one guild are not worth keeping: the guild is fetched, and only old commands are lost.
    static let heldEvents = 10_000

    private struct Held: Sendable {
        var events: ArraySlice<GatewayEvent> = []
        /// Whether they are all that has changed the guild since the earlier process.
        var isWhole = true
    }

    /// When Discord was last heard in the session.
    let heardAt: Date
    private var held: [Snowflake: Held]
    private var loading: Set<Snowflake> = []
    /// Deletions of wishes that wait for the first syncs, so that these still find and count them.
    private var deletions: [Snowflake] = []
    /// Deletions of channels, which wait for the same reason.
    private var deletedChannels: [Channel] = []

    init(guilds: some Sequence<Snowflake>, heardAt: Date) {
        held = Dictionary(guilds.map { ($0, Held()) }) { first, _ in first }
        self.heardAt = heardAt
    }

    /// The guilds that are not there yet.
    var pending: [Snowflake] { Array(held.keys) }

    func isPending(_ guild: Snowflake) -> Bool { held[guild] != nil }

    /// The guilds that nobody is fetching; from now on somebody is.
    mutating func startLoading() -> [Snowflake] { pending.filter { loading.insert($0).inserted } }

    /// Holds an event back if it has to wait.
    mutating func hold(_ event: GatewayEvent) -> Bool {
        guard let guild = event.changedGuild, let count = held[guild]?.events.count else { return false }
        if count < Self.heldEvents { held[guild]?.events.append(event) } else { doubt(guild) }
        return true
    }

    /// More has changed a guild than is held: what the earlier process knew of it is not enough.
    mutating func doubt(_ guild: Snowflake) { held[guild]?.isWhole = false }

    /// Whether a guild is not there yet, and what the earlier process knew of it and what is held are all there is to know.
    func isWhole(_ guild: Snowflake) -> Bool { held[guild]?.isWhole == true }

    /// The guilds that are as the earlier process knew them.
    var unchanged: Set<Snowflake> { Set(held.filter { $0.value.isWhole && $0.value.events.isEmpty }.keys) }

    /// Holds deletions back.
    mutating func hold(deletions messages: [Snowflake]) { deletions += messages }

    /// Holds the deletion of a channel back.
    mutating func hold(deletion channel: Channel) { deletedChannels.append(channel) }

    /// The deletions of channels that were held back, once.
    mutating func takeDeletedChannels() -> [Channel] {
        defer { deletedChannels = [] }
        return deletedChannels
    }

    /// The oldest event that was held back for a guild. While there is one, later events still queue behind it.
    mutating func next(_ guild: Snowflake) -> GatewayEvent? { held[guild]?.events.popFirst() }

    /// The guild is there, or gone: nothing more is held back for it.
    mutating func forget(_ guild: Snowflake) { held[guild] = nil }

    /// The deletions that were held back, once.
    mutating func takeDeletions() -> [Snowflake] {
        defer { deletions = [] }
        return deletions
    }
}

extension GatewayEvent {
    /// The guild whose picture an event changes or in which somebody asks for something; nil for events that need no
    /// picture, and for interactions: Discord waits three seconds for the answer, if only that the bot is starting.
    var changedGuild: Snowflake? {
        switch self {
        case .guildUpdate, .channelCreate, .channelUpdate, .channelDelete, .roleChange, .roleDelete, .memberAdd,
            .memberUpdate, .memberRemove, .messageCreate:
            guild
        default: nil
        }
    }
}
