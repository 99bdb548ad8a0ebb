import Discord
import Foundation

extension SuggestionsCog {
    /// What the cog needs from outside.
    package struct Dependencies: Sendable {
        /// Settings of a guild: its own over the defaults.
        package var settings: @Sendable (Snowflake) -> GuildSettings
        /// Settings of a guild as they are configured, without what it has set from Discord.
        var configuration: @Sendable (Snowflake) -> GuildSettings
        /// The guilds that have settings of their own in the configuration.
        package var configuredGuilds: @Sendable () -> Set<Snowflake> = { [] }
        /// Which guilds are the cog's. Events of any other guild are ignored: another cog works for it.
        package var shard = ShardID.only
        /// How many shards share the process.
        package var shardsInProcess = 1
        /// Whether the cog registers the slash commands: one does it for all.
        package var registersCommands = true
        /// The wall clock, for what is stored and shown.
        package var now: @Sendable () -> Date
        /// The clock that pauses are measured with.
        package var clock: any Clock<Duration>
        /// How long a sync's result may be reused by a list command.
        package var freshness: Duration
        /// Longest wait of an interactive caller for a running sync, which may sit out a limit of minutes; nil =
        /// unlimited.
        package var longestJoin: Duration?
        /// How often every guild is synced by itself; nil for never.
        package var syncInterval: Duration?
        /// How long the records of syncs are kept.
        package var keepSyncRuns: Duration
        /// Whether weekly summaries are posted by the clock at all.
        package var postsWeeklySummaries: Bool
        /// A number in [0, 1), which spreads the guilds over the interval.
        package var jitter: @Sendable () -> Double
        /// How long after the first event touched wishes are confirmed.
        package var confirmationDelay: Duration
        /// After what time a wish that was refused and the answer to it are deleted; nil for never.
        package var tidyAfter: Duration?
        /// Called once, when the counts of every guild of the session have been read for the first time.
        package var onSettled: @Sendable () -> Void
        /// Called when the database begins to refuse events (true), and when it takes them again.
        package var onStorageFailure: @Sendable (Bool) -> Void

        /// Makes them; the defaults are those of the daemon.
        package init(
            settings: @escaping @Sendable (Snowflake) -> GuildSettings = { _ in GuildSettings() },
            now: @escaping @Sendable () -> Date = { Date() }, clock: any Clock<Duration> = ContinuousClock(),
            freshness: Duration = .seconds(10), longestJoin: Duration? = .seconds(60),
            syncInterval: Duration? = nil, keepSyncRuns: Duration = .seconds(90 * 86_400),
            postsWeeklySummaries: Bool = false,
            jitter: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
            confirmationDelay: Duration = .milliseconds(400), tidyAfter: Duration? = .seconds(120),
            onSettled: @escaping @Sendable () -> Void = {},
            onStorageFailure: @escaping @Sendable (Bool) -> Void = { _ in }
        ) {
            self.settings = settings
            configuration = settings
            self.now = now
            self.clock = clock
            self.freshness = freshness
            self.longestJoin = longestJoin
            self.syncInterval = syncInterval
            self.keepSyncRuns = keepSyncRuns
            self.postsWeeklySummaries = postsWeeklySummaries
            self.jitter = jitter
            self.confirmationDelay = confirmationDelay
            self.tidyAfter = tidyAfter
            self.onSettled = onSettled
            self.onStorageFailure = onStorageFailure
        }

        /// The same, with what guilds have set over their settings.
        func overridden(by own: OwnSettings) -> Dependencies {
            var dependencies = self
            dependencies.settings = { [settings] guild in own.over(settings(guild), of: guild) }
            dependencies.configuration = settings
            return dependencies
        }

        /// How much may be worked on at once: shards share what would only wait for Discord's limits.
        var jobLimits: JobLimits { JobLimits(shards: shardsInProcess) }

        /// How fast the lives of guilds go.
        var pace: Pace {
            Pace(
                freshness: freshness, syncInterval: syncInterval, postsWeeklySummaries: postsWeeklySummaries,
                confirmationDelay: confirmationDelay)
        }
    }
}

/// Makes the tokens in the footers of cards.
package enum CardID {
    /// Twelve hexadecimal digits that depend only on the command: the same command, carried out again by a process that
    /// does not remember it, finds its card.
    package static func of(command: Snowflake) -> String {
        // The finalizer of SplitMix64: neighbouring ids get tokens that have nothing in common.
        var mixed = command.rawValue &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        let digits = String((mixed ^ (mixed >> 31)) >> 16, radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}
