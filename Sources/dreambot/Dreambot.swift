import ArgumentParser

/// The command line.
@main
struct Dreambot: AsyncParsableCommand {
    static func main() async {
        _ = Hardening.current
        await main(nil)
    }

    static let configuration = CommandConfiguration(
        commandName: "dreambot",
        abstract: "A Discord bot for a community's wishes, whose vote counts match what members see.",
        version: Version.current,
        subcommands: [
            Check.self,
            Run.self, Import.self, Export.self, Backup.self, Restore.self, Status.self, Reload.self, LogLevel.self,
            ShowVersion.self,
        ])
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
    @Option(help: "The configuration file. Default: ./config.json, then /etc/dreambot/config.json.")
    var config: String?
}
