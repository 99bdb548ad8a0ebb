/// Over which shards the operator wants a process to work.
package enum ShardSetting: Sendable, Equatable {
    /// As many as Discord recommends.
    case auto
    /// All of so many.
    case count(Int)
    /// Some of so many; other processes have the others.
    case some([Int], of: Int)

    /// The most shards that a bot may have. Discord knows no limit; at this many a process has no room for them.
    package static let most = 10_000

    /// The shards to begin with. `kept`: those whose sessions an earlier process left behind. A bot whose number of shards
    /// only Discord knows begins with one, or with those of its sessions.
    package func shards(resuming kept: Set<ShardID>) -> [ShardID] {
        switch self {
        case .auto:
            guard let count = kept.first?.count, kept == Set(ShardID.all(of: count)) else { return [.only] }
            return ShardID.all(of: count)
        case .count(let count): return ShardID.all(of: count)
        case .some(let numbers, let count): return numbers.sorted().map { ShardID($0, of: count) }
        }
    }
}
