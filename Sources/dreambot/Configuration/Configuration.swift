import Wishes

/// What the operator decides: config.json, or the defaults where it says nothing.
struct Configuration: Sendable, Equatable {
    /// How much is logged; swift-log's levels.
    enum LogLevel: String, Sendable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// How a log line looks.
    enum LogFormat: String, Sendable, CaseIterable {
        case text, json
    }

    /// The SQLite file; absolute once it comes from a configuration file.
    var databasePath = "/var/lib/dreambot/dreambot.sqlite3"
    /// The file that holds the token; absolute once it comes from a configuration file.
    var tokenFile: String?
    /// From which level on lines are logged.
    var logLevel = LogLevel.info
    /// How they look.
    var logFormat = LogFormat.text
    /// Discord's API, without a slash at its end: https, or plain http on this machine.
    var apiBaseURL = "https://discord.com/api/v10"
    /// How often every guild is synced by itself: 1 minute to a week.
    var syncInterval = Duration.seconds(360 * 60)
    /// How old a sync may be to be reused: 0 s (never) to 3600 s.
    var freshness = Duration.seconds(10)
    /// What holds for every guild that sets nothing else.
    var defaults = GuildSettings()
    /// Guilds with settings of their own, each complete: the defaults with what the guild changes.
    var guilds: [UInt64: GuildSettings] = [:]

    /// What holds for a guild.
    func settings(for guild: UInt64) -> GuildSettings { guilds[guild] ?? defaults }
}

extension Configuration {
    /// Reads the text of a configuration file; `file` is its absolute path, for errors and for relative paths in it.
    static func decode(_ text: [UInt8], file: String) throws(ConfigurationErrors) -> Configuration {
        let root: JSONNode
        do {
            root = try JSONReader.read(text)
        } catch {
            let mistake = ConfigurationMistake(
                path: "", position: error.position, found: "found \(error.found)", valid: "valid is \(error.valid)")
            throw ConfigurationErrors(subject: file, mistakes: [mistake])
        }
        var configuration = Configuration()
        var mistakes = MistakeList()
        ConfigurationTree.inspect(root, &mistakes)
        keys.read(root, at: .root, into: &configuration, &mistakes)
        guard mistakes.inOrder.isEmpty else { throw ConfigurationErrors(subject: file, mistakes: mistakes.inOrder) }
        configuration.resolvePaths(from: file)
        return configuration
    }

    /// Relative paths mean the configuration file's folder, wherever the bot was started.
    private mutating func resolvePaths(from file: String) {
        let folder = file.lastIndex(of: "/").map { file[...$0] } ?? ""
        func resolved(_ path: String) -> String {
            if path.hasPrefix("/") { return path }
            return String(folder + (path.hasPrefix("./") ? path.dropFirst(2) : path[...]))
        }
        databasePath = resolved(databasePath)
        tokenFile = tokenFile.map(resolved)
    }
}
