import ArgumentParser
import Foundation

/// Shows what a running bot is doing.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Show what the running bot is doing: connection, guilds, queues, database.",
        discussion: "Run it as root or as the bot's user. Exits with 69 when no bot is running.")

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            // The socket is in a folder of the bot's user, who could put a link to any other one there.
            try DatabaseUser.become(for: configuration.databasePath)
            let answer = try ControlClient.ask("status", database: configuration.databasePath)
            guard !json else { return Output.document(String(decoding: answer, as: UTF8.self)) }
            for line in try DaemonReport.decode(answer).lines(at: Date()) { Output.line(line) }
        }
    }
}
