import Discord
import Foundation

/// The connections of all shards of the process, seen as one.
struct GatewayOverview: Sendable, Equatable {
    /// `ready` when every shard is; else the state of the first that is not.
    var state: GatewayLiveness.State
    /// Until when the next identify waits, because of a limit of Discord's or the bot's.
    var identifyWait: Date?
    /// How many shards are ready.
    var ready: Int
    /// How many there are.
    var count: Int

    /// Of a bot with one connection.
    init(_ state: GatewayLiveness.State, identifyWait: Date? = nil) {
        (self.state, self.identifyWait, ready, count) = (state, identifyWait, state == .ready ? 1 : 0, 1)
    }

    /// Of many; of none it is `connecting`.
    init(_ shards: [GatewayLiveness]) {
        let missing = shards.first { $0.state != .ready }
        state = shards.isEmpty ? .connecting : missing?.state ?? .ready
        identifyWait = shards.compactMap(\.identifyWait).min()
        (ready, count) = (shards.count { $0.state == .ready }, max(1, shards.count))
    }
}
