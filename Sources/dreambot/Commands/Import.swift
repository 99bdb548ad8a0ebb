import ArgumentParser
import Foundation
import Wishes

/// Takes the wishes of a file over.
struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take over wishes from the predecessor's JSON, or from our own export.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "A suggestions.json, a list of {message_id, data}, or an export.")
    var file: String

    func run() async throws {
        try await Exit.reporting {
            let configuration = try ConfigurationFile.load(path: shared.config)
            let wishes = try read()
            let store = try WishStore(path: configuration.databasePath)
            defer { store.close() }
            let total = wishes.count
            let report = try await store.take(wishes, at: Date()) { Output.error("  \($0) of \(total) …") }
            show(report, total: total)
        }
    }

    private func read() throws -> ImportFile {
        guard FileManager.default.fileExists(atPath: file) else {
            Output.error("dreambot: There is no file \(file).")
            throw Exit.noInput
        }
        do {
            return try ImportFile(Data(contentsOf: URL(fileURLWithPath: file)))
        } catch let error as ImportFile.Malformed {
            Output.error("dreambot: \(file) is not a file of wishes: \(error). Nothing was taken.")
            throw Exit.data
        }
    }

    private func show(_ report: ImportReport, total: Int) {
        Output.line("\(total) wishes in \(file)")
        for line in report.table { Output.line(line) }
    }
}
