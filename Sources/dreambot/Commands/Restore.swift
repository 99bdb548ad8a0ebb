import ArgumentParser
import Foundation
import Wishes

/// Puts a backup in the place of the database.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup in the place of the database, which is kept. Stop the bot first.",
        discussion: """
            The backup is checked before anything changes. At its next start the bot reads on Discord what has happened since \
            the backup: votes, deleted messages, channels that exist.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "A file that `dreambot backup` has made.", completion: .file(extensions: ["sqlite3"]))
    var file: String

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            guard FileManager.default.fileExists(atPath: file) else {
                Output.error("dreambot: \(file): no such file.")
                throw Exit.noInput
            }
            let facts = try ForeignBackup.restore(file, to: configuration.databasePath)
            Output.line("\(configuration.databasePath): restored, \(facts.wishes) wishes")
            if let kept = facts.kept { Output.line("The database that was there is now \(kept)") }
        }
    }
}
