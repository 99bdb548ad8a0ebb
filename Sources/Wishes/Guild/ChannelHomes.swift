import Discord
import Synchronization

/// To which guild each known channel belongs. `KnownGuilds` writes it, `CarefulPort` reads it.
final class ChannelHomes: Sendable {
    private let homes = Mutex<[Snowflake: Snowflake]>([:])

    /// The guild of a channel; nil for a channel that is not known, such as a thread.
    func guild(of channel: Snowflake) -> Snowflake? { homes.withLock { $0[channel] } }

    /// The channels of a guild were these and are those. Another guild's channels stay its own.
    func change(from old: some Sequence<Snowflake>, to new: some Sequence<Snowflake>, in guild: Snowflake) {
        homes.withLock { homes in
            for channel in old where homes[channel] == guild { homes[channel] = nil }
            for channel in new where homes[channel] == nil { homes[channel] = guild }
        }
    }
}
