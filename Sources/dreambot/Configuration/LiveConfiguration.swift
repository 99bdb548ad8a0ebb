import Synchronization
import Wishes

/// The settings of a running bot, some of which can change: those of guilds, and the log level.
final class LiveConfiguration: Sendable {
    private let state: Mutex<Configuration>

    init(_ configuration: Configuration) { state = Mutex(configuration) }

    /// The settings of a guild.
    func settings(for guild: UInt64) -> GuildSettings { state.withLock { $0.settings(for: guild) } }

    /// The guilds with settings of their own.
    var guilds: Set<UInt64> { state.withLock { Set($0.guilds.keys) } }

    /// Takes over what can change. Returns the keys that differ: those that were taken over, and those that need a restart
    /// and are kept.
    func take(_ new: Configuration) -> (taken: [String], kept: [String]) {
        state.withLock { current in
            let taken = Self.live.filter { !$0.isEqual(current, new) }.map(\.name)
            let kept = Self.fixed.filter { !$0.isEqual(current, new) }.map(\.name)
            (current.defaults, current.guilds, current.logLevel) = (new.defaults, new.guilds, new.logLevel)
            return (taken, kept)
        }
    }

    private struct Key: Sendable {
        let name: String
        let isEqual: @Sendable (Configuration, Configuration) -> Bool

        init<Value: Equatable>(_ name: String, _ value: @escaping @Sendable (Configuration) -> Value) {
            self.name = name
            isEqual = { value($0) == value($1) }
        }
    }

    private static let live = [
        Key("defaults") { $0.defaults }, Key("guilds") { $0.guilds }, Key("log.level") { $0.logLevel },
    ]
    private static let fixed = [
        Key("database") { $0.databasePath }, Key("token_file") { $0.tokenFile }, Key("log.format") { $0.logFormat },
        Key("discord.api_base_url") { $0.apiBaseURL }, Key("discord.requests_per_second") { $0.requestsPerSecond },
        Key("shards") { $0.shards }, Key("sync") { [$0.syncInterval, $0.freshness, $0.keepRuns] },
        Key("backup") { $0.backups }, Key("metrics") { $0.metricsAddress },
    ]
}
