import Foundation

/// How long a run lasts and which plans it draws.
struct ChaosSettings: Sendable {
    /// When it is over.
    enum Length: Sendable, Equatable {
        case rounds(Int)
        case minutes(Double)
    }

    var seed: UInt64
    var length: Length
    /// Whether this is a long run: with progress lines, and with faults that take half a minute to recover from.
    var isLong: Bool
    /// Over how many shards the bot works.
    var shards: Int

    /// One shard and three, unless the environment asks for a number.
    static var shardCounts: [Int] {
        ProcessInfo.processInfo.environment["DREAMBOT_CHAOS_SHARDS"].flatMap(Int.init).map { [$0] } ?? [1, 3]
    }

    /// The short form, always the same, unless the environment (`scripts/chaos.sh`) asks for more.
    init(shards: Int, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let rounds = environment["DREAMBOT_CHAOS_ROUNDS"].flatMap(Int.init)
        let minutes = environment["DREAMBOT_CHAOS_MINUTES"].flatMap(Double.init)
        seed = environment["DREAMBOT_CHAOS_SEED"].flatMap(UInt64.init) ?? 4
        length = rounds.map { .rounds($0) } ?? minutes.map { .minutes($0) } ?? .rounds(3)
        self.shards = shards
        isLong = rounds != nil || minutes != nil
    }

    /// Whether a run that has lasted so long has had enough rounds.
    func isOver(rounds: Int, elapsed: Duration) -> Bool {
        switch length {
        case .rounds(let wanted): rounds >= wanted
        case .minutes(let minutes): elapsed >= .seconds(minutes * 60)
        }
    }
}
