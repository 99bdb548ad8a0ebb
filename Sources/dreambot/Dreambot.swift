import ArgumentParser
import Discord
import Foundation

/// The command line.
@main
struct Dreambot: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dreambot",
        abstract: "A Discord bot for a community's wishes, whose vote counts match what members see.",
        version: Version.current,
        subcommands: [
            Run.self, Check.self, Import.self, Export.self, Backup.self, Restore.self, Forget.self, Status.self,
            Reload.self, LogLevel.self, ShowTexts.self, ShowVersion.self,
        ])

    /// Runs the command. Arguments are repeated in messages as `OutputLine` shows them.
    static func main() async {
        _ = Hardening.current
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            report(error, arguments: CommandLine.arguments)
        }
    }

    private static func report(_ error: any Error, arguments: [String]) -> Never {
        let code = exitCode(for: error)
        // Help and usage have lines of their own; those of an argument must not look like them.
        let text = arguments.reduce(fullMessage(for: error)) { text, argument in
            argument.isEmpty ? text : text.replacing(argument, with: OutputLine.text(argument, limit: 200))
        }
        if !text.isEmpty {
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
                if code == .success { Output.line(String(line)) } else { Output.error(String(line)) }
            }
        }
        Foundation.exit(code.rawValue)
    }
}

/// The version of this program.
enum Version {
    /// Semantic version.
    static let current = "0.1.0"
}

/// Prints the version.
struct ShowVersion: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    func run() { Output.line("dreambot \(Version.current)") }
}

/// The options of every subcommand.
struct SharedOptions: ParsableArguments {
    @Option(
        help: .init(
            "The configuration file. Default: ./config.json, then /etc/dreambot/config.json.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var config: String?
}
