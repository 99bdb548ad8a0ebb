import ArgumentParser
import Foundation
import Logging

/// Has a running bot read its configuration again.
struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Have the running bot read its configuration again, as SIGHUP does.",
        discussion: "Settings of guilds and the log level change at once; those that need a restart are named.")

    @OptionGroup var shared: SharedOptions

    func run() async throws {
        try await Exit.reporting {
            // Read here first: a mistake is printed on this terminal, and the bot is left alone.
            let configuration = try ConfigurationFile.load(path: shared.config)
            try DatabaseUser.become(for: configuration.databasePath)
            let answer = try ControlClient.ask("reload", database: configuration.databasePath)
            let outcome = try JSONDecoder().decode(Daemon.Reload.self, from: answer)
            if let error = outcome.error {
                // The daemon's list of mistakes, which quotes every text of the file.
                for line in "dreambot: \(error)".split(separator: "\n") { Output.error(String(line)) }
                throw Exit.configuration
            }
            Output.line("changed: \(outcome.taken.isEmpty ? "nothing" : outcome.taken.joined(separator: ", "))")
            if !outcome.needRestart.isEmpty {
                Output.line("after a restart: \(outcome.needRestart.joined(separator: ", "))")
            }
        }
    }
}

/// Changes the log level of a running bot.
struct LogLevel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log-level",
        abstract: "Set the log level of the running bot until it is restarted.",
        discussion: "SIGUSR1 switches between debug and the configured level.")

    @OptionGroup var shared: SharedOptions

    @Argument(
        help: "trace, debug, info, notice, warning, error, critical; or \"configured\" to go back.",
        completion: .list(Configuration.LogLevel.allCases.map(\.rawValue) + ["configured"]))
    var level: String

    mutating func validate() throws {
        guard level == "configured" || Logger.Level(rawValue: level) != nil else {
            let names = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("\"\(level)\" is not a level; give one of \(names), or configured.")
        }
    }

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            try DatabaseUser.become(for: configuration.databasePath)
            let answer = try ControlClient.ask("log-level \(level)", database: configuration.databasePath)
            let now = try JSONDecoder().decode([String: String].self, from: answer)
            Output.line("log level: \(now["level"] ?? level)")
        }
    }
}
