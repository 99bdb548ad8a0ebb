/// One of the connections over which a bot's guilds are spread.
///
/// Source: https://docs.discord.com/developers/events/gateway#sharding
package struct ShardID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Counted from 0.
    package let number: Int
    /// How many shards there are in all, in every process.
    package let count: Int

    /// The connection of a bot that is not sharded.
    package static let only = ShardID(0, of: 1)

    /// Makes an id. Numbers outside of 0..<count name no shard: Discord closes such a connection with 4010.
    package init(_ number: Int, of count: Int) { (self.number, self.count) = (number, max(1, count)) }

    /// Whether Discord sends a guild's events to this shard.
    package func holds(_ guild: Snowflake) -> Bool { Int(guild.rawValue >> 22) % count == number }

    /// The shards of each number below `count`.
    package static func all(of count: Int) -> [ShardID] { (0..<max(1, count)).map { ShardID($0, of: count) } }

    /// By number.
    package static func < (one: ShardID, other: ShardID) -> Bool {
        (one.count, one.number) < (other.count, other.number)
    }

    /// `3/20`: the number and the count.
    package var description: String { "\(number)/\(count)" }
}
