import ArgumentParser
import Discord
import Foundation
import Wishes

/// Takes wishes over: from a file, or from Discord itself.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take over wishes from the predecessor's JSON, from our own export, or from the cards on Discord.",
        discussion: "All or nothing, and harmless when repeated. The bot must be stopped.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "A suggestions.json, a list of {message_id, data}, or an export.")
    var file: String?

    @Option(
        help: .init(
            "Make lost wishes again from the cards in the suggestions channel of the guild with this id.",
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
            if let file { try await take(file, configuration) }
            if let guild = fromDiscord.flatMap({ Snowflake($0) }) { try await rebuild(guild, configuration) }
        }
    }

    // MARK: From a file

    private func take(_ file: String, _ configuration: Configuration) async throws {
        let wishes = try read(file)
        let store = try WishStore(path: configuration.databasePath)
        defer { store.close() }
        let total = wishes.count
        let report = try await store.take(wishes, at: Date()) { Output.error("  \($0) of \(total) …") }
        Output.line("\(total) wishes in \(file)")
        for line in report.table { Output.line(line) }
    }

    private func read(_ file: String) throws -> ImportFile {
        guard FileManager.default.fileExists(atPath: file) else {
            Output.error("dreambot: There is no file \(file).")
            throw Exit.noInput
        }
        let data: Data
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: file))
        } catch {
            Output.error("dreambot: \(file) cannot be read: \(error.localizedDescription)")
            throw Exit.noInput
        }
        do {
            return try ImportFile(data)
        } catch let error as ImportFile.Malformed {
            Output.error("dreambot: \(file) is not a file of wishes: \(error). Nothing was taken.")
            throw Exit.data
        }
    }

    // MARK: From Discord

    private func rebuild(_ guild: Snowflake, _ configuration: Configuration) async throws {
        let token = try TokenSource.load(
            environment: ProcessInfo.processInfo.environment, tokenFile: configuration.tokenFile)
        if let warning = token.warning { Output.error("dreambot: \(warning)") }
        // First of all, so that a running bot is noticed before anything is asked.
        let store = try WishStore(path: configuration.databasePath)
        defer { store.close() }
        let access = try DiscordAccess(configuration, token: token.secret)
        defer { access.close() }
        let work = DiscordImport(
            store: store, port: DiscordGuildPort(access.rest), me: try await access.rest.currentUser().id,
            settings: configuration.settings(for: guild.rawValue))
        let result = try await work.run(guild: guild) { messages, cards in
            Output.error("  \(messages) messages read, \(cards) wishes found …")
        }
        Output.line(
            "\(result.cards) wishes among \(result.messages) messages in #\(result.channelName) of \(result.guildName)")
        for line in result.report.table { Output.line(line) }
    }
}
