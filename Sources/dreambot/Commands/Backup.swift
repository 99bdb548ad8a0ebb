import ArgumentParser
import Foundation
import Wishes

/// Copies the database into one file.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the database into one complete, checked file. Works beside a running bot.",
        discussion: "The file must not exist. Given a folder, the backup is put there under a name with the time.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "The file to be written, or an existing folder.", completion: .file())
    var destination: String

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: destination, isDirectory: &isFolder)
            let path = exists && isFolder.boolValue ? BackupFolder(destination).path(at: Date()) : destination
            let facts = try ForeignBackup.write(of: configuration.databasePath, to: path)
            Output.line("\(facts.path): \(facts.wishes) wishes, \(facts.bytes) bytes, checked")
        }
    }
}
