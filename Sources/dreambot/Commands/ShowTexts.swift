import ArgumentParser
import Foundation
import Wishes

extension Language: ExpressibleByArgument {}
extension Voice: ExpressibleByArgument {}

/// Prints the bot's texts in the form of the configuration's `texts`.
struct ShowTexts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "texts", abstract: "Print the bot's texts, as the configuration's \"texts\" takes them.")

    @Option(help: "en, de or es.")
    var language = Language.english

    @Option(help: "plain or ahamkara.")
    var voice = Voice.ahamkara

    func run() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        let members = try Phrase.allCases.map { phrase in
            let text = String(decoding: try encoder.encode(phrase.text(in: language, voice)), as: UTF8.self)
            return "  \"\(phrase.rawValue)\": \(text)"
        }
        Output.document("{\n" + members.joined(separator: ",\n") + "\n}")
    }
}
