import Discord
import Logging

/// Keeps events of other shards' guilds away: two cogs that work for one guild would make channels twice.
///
/// Discord sends a guild's events to one shard only, by the guild's id.
/// Source: https://docs.discord.com/developers/events/gateway#sharding
final class StrayEvents {
    private let shard: ShardID
    private let log: Logger
    private let logOnce = LogOnce()

    init(_ parts: SharedParts) { (shard, log) = (parts.dependencies.shard, parts.log) }

    /// Whether an event is not this shard's; it is reported once.
    func isStray(_ event: GatewayEvent) -> Bool {
        // Nearly every bot.
        guard shard != .only, let guild = event.guild, !shard.holds(guild) else { return false }
        logOnce("stray") {
            log.error(
                "Discord sent an event of a guild that belongs to another shard; such events are ignored.",
                metadata: ["guild": "\(guild)", "shard": "\(shard)"])
        }
        return true
    }

    /// The guilds among these that are this shard's.
    func own(_ guilds: Set<Snowflake>) -> Set<Snowflake> { guilds.filter(shard.holds) }
}

extension GatewayEvent {
    /// The guild that an event is about; nil for those that name none.
    var guild: Snowflake? {
        switch self {
        case .ready, .resumed, .disconnected, .messageDelete: nil
        case .guildCreate(let guild): guild.id
        case .guildUpdate(let guild): guild.id
        case .guildDelete(let guild, _), .roleChange(let guild, _), .roleDelete(let guild, _): guild
        case .memberAdd(let guild, _), .memberUpdate(let guild, _), .memberRemove(let guild, _): guild
        case .channelCreate(let channel), .channelUpdate(let channel), .channelDelete(let channel): channel.guildID
        case .messageCreate(let message): message.guildID
        case .reactionAdd(let reaction), .reactionRemove(let reaction): reaction.guildID
        case .reactionsCleared(_, let guild, _): guild
        case .interaction(let interaction): interaction.guildID
        }
    }
}
