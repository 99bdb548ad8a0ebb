import ArgumentParser
import Discord
import Foundation
import Wishes

/// Imports wishes from a file, or rebuilds them from the cards on Discord.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Import wishes from a predecessor's JSON, from an export, or from the cards on Discord.",
        discussion: "Imports everything or nothing, and may be repeated. Stop the bot first.")

    @OptionGroup var shared: SharedOptions

    @Argument(
        help: "A suggestions.json, a list of {message_id, data}, or a JSON export.",
        completion: .file(extensions: ["json"]))
    var file: String?

    @Option(
        help: .init(
            "Rebuild lost wishes from the cards in the suggestions channel of the guild with this id.",
            valueName: "guild"))
    var fromDiscord: String?

    mutating func validate() throws {
        guard (file == nil) != (fromDiscord == nil) else {
            throw ValidationError("Give either a file or --from-discord GUILD.")
        }
        if let fromDiscord, Snowflake(fromDiscord) == nil {
            throw ValidationError("\"\(fromDiscord)\" is not the id of a guild (Developer Mode, Copy Server ID).")
        }
    }

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            if let file = configuration.file { Output.error("Configuration: \(PrintableText.path(file))") }
            if let file { try await take(file, configuration) }
            if let guild = fromDiscord.flatMap({ Snowflake($0) }) { try await rebuild(guild, configuration) }
        }
    }

    // MARK: From a file

    private func take(_ file: String, _ configuration: Configuration) async throws {
        let wishes = try read(file)
        try DatabaseUser.become(for: configuration.databasePath)
        let store = try WishStore(path: configuration.databasePath)
        defer { if let problem = store.close() { Output.error("dreambot: \(problem)") } }
        let total = wishes.count
        let report = try await store.take(
            wishes, at: Date(), reserved: { configuration.settings(for: $0.rawValue).reservedNames },
            progress: { Output.error("  \($0) of \(total) …") })
        Output.line("\(total) wishes in \(PrintableText.path(file))")
        for line in report.table { Output.line(line) }
    }

    private func read(_ file: String) throws -> ImportFile {
        guard FileManager.default.fileExists(atPath: file) else {
            Output.error("dreambot: \(PrintableText.path(file)): no such file.")
            throw Exit.noInput
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            Output.error("dreambot: \(PrintableText.path(file)) cannot be read: \(error.localizedDescription)")
            throw Exit.noInput
        }
        do {
            return try ImportFile(data)
        } catch let error as ImportFile.Malformed {
            Output.error(
                "dreambot: \(PrintableText.path(file)) holds no wishes that can be read: \(error). Nothing was imported."
            )
            throw Exit.data
        }
    }

    // MARK: From Discord

    private func rebuild(_ guild: Snowflake, _ configuration: Configuration) async throws {
        let token = try TokenSource.loadOnce(tokenFile: configuration.tokenFile)
        if let warning = token.warning { Output.error("dreambot: \(warning)") }
        try DatabaseUser.become(for: configuration.databasePath)
        // Opened first: fails when the bot is running, before any request is sent.
        let store = try WishStore(path: configuration.databasePath)
        defer { if let problem = store.close() { Output.error("dreambot: \(problem)") } }
        let access = try DiscordAccess(
            configuration, token: token.secret, log: configuration.logger { Output.error($0) })
        defer { access.close() }
        let work = DiscordImport(
            store: store, port: DiscordGuildPort(access.rest), me: try await access.rest.currentUser().id,
            settings: configuration.settings(for: guild.rawValue))
        let result = try await work.run(guild: guild) { messages, cards in
            Output.error("  \(messages) messages read, \(cards) wishes found …")
        }
        Output.line(
            "\(result.cards) wishes among \(result.messages) messages in #\(OutsideText(result.channelName)) of "
                + "\(OutsideText(result.guildName))")
        for line in result.report.table { Output.line(line) }
    }
}
