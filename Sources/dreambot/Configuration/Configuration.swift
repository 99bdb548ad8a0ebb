import Discord
import Wishes

/// The operator's settings: config.json, with a default for every key it leaves out.
struct Configuration: Sendable, Equatable {
    /// The log level, by swift-log's names.
    enum LogLevel: String, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// The format of log lines.
    enum LogFormat: String, Sendable, CaseIterable {
        case text, json
    }

    /// The file it came from; nil for the defaults.
    var file: String?
    /// The SQLite file; absolute once it comes from a configuration file.
    var databasePath = "/var/lib/dreambot/dreambot.sqlite3"
    /// The file that holds the token; absolute once it comes from a configuration file.
    var tokenFile: String?
    /// Lines below this level are not logged.
    var logLevel = LogLevel.info
    /// The format of log lines.
    var logFormat = LogFormat.text
    /// The base URL of Discord's API, without a trailing slash: https, or http for loopback addresses.
    var apiBaseURL = "https://discord.com/api/v10"
    /// The requests that Discord allows in a second, 1 to 10,000: 50 unless Discord has raised the bot's limit.
    var requestsPerSecond = RateLimits.usualPerSecond
    /// Over which shards the process works.
    var shards = ShardSetting.auto
    /// The interval of automatic syncs: 1 minute to a week.
    var syncInterval = Duration.seconds(360 * 60)
    /// The age up to which a list command reuses a sync: 0 s (never) to 3600 s.
    var freshness = Duration.seconds(10)
    /// How long the records of syncs are kept in the database: 1 day to 10 years.
    var keepRuns = Duration.seconds(90 * 86_400)
    /// Where backups are made; absolute once it comes from a configuration file. Nil: none are made.
    var backupFolder: String?
    /// The time from one backup to the next: 1 hour to 30 days.
    var backupInterval = Duration.seconds(24 * 3600)
    /// How many backups are kept: 1 to 1000.
    var keptBackups = 7
    /// Where metrics and health are served; nil: nowhere.
    var metricsAddress: MetricsAddress?
    /// Settings of guilds without settings of their own.
    var defaults = GuildSettings()
    /// Settings by guild id, each complete: the defaults with the guild's changes.
    var guilds: [UInt64: GuildSettings] = [:]

    /// When backups are made; nil: never.
    var backups: BackupSchedule.Plan? {
        backupFolder.map { BackupSchedule.Plan(folder: $0, interval: backupInterval, keep: keptBackups) }
    }

    /// The settings of a guild.
    func settings(for guild: UInt64) -> GuildSettings { guilds[guild] ?? defaults }
}

extension Configuration {
    /// Reads a configuration file's text. `file` is its absolute path, for errors and for the relative paths in it. Without
    /// `database` the file is in `stateFolder`, the folder that the service manager has made for the bot, if there is one.
    static func decode(
        _ text: [UInt8], file: String, stateFolder: String? = nil
    ) throws(ConfigurationErrors) -> Configuration {
        let root: JSONNode
        do {
            root = try JSONReader.read(text)
        } catch {
            let mistake = ConfigurationMistake(
                path: "", position: error.position, found: "found \(error.found)", valid: "valid is \(error.valid)")
            throw ConfigurationErrors(subject: file, mistakes: [mistake])
        }
        var configuration = Configuration()
        if let stateFolder { configuration.databasePath = stateFolder + "/dreambot.sqlite3" }
        var mistakes = MistakeList()
        ConfigurationTree.inspect(root, &mistakes)
        keys.read(root, at: .root, into: &configuration, &mistakes)
        guard mistakes.inOrder.isEmpty else { throw ConfigurationErrors(subject: file, mistakes: mistakes.inOrder) }
        configuration.resolvePaths(from: file)
        return configuration
    }

    /// Makes relative paths absolute, from the configuration file's folder.
    private mutating func resolvePaths(from file: String) {
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        func resolved(_ path: String) -> String {
            if path.hasPrefix("/") { return path }
            return String(folder + (path.hasPrefix("./") ? path.dropFirst(2) : path[...]))
        }
        databasePath = resolved(databasePath)
        tokenFile = tokenFile.map(resolved)
        backupFolder = backupFolder.map(resolved)
    }
}
