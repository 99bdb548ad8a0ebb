import ArgumentParser
import Foundation
import Wishes

/// Writes the whole database to standard output.
struct Export: AsyncParsableCommand {
    /// The output formats.
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case json, csv
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write all wishes to standard output. Works beside a running bot.")

    @OptionGroup var shared: SharedOptions

    @Option(help: "json (import can read it) or csv.")
    var format = Format.json

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            // Standard error may be mixed with the export; a file that was named needs no line.
            if shared.config == nil, let file = configuration.file {
                Output.error("Configuration: \(PrintableText.path(file))")
            }
            try DatabaseUser.become(for: configuration.databasePath)
            let store = try WishStore(path: configuration.databasePath, access: .reading)
            defer { store.close() }
            let export = try await WishExport(store)
            Output.write(format == .json ? try export.json() : export.csv(), to: STDOUT_FILENO)
        }
    }
}
