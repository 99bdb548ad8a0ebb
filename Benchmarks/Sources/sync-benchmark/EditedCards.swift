import ArgumentParser
import Foundation
import Transport

/// Syncs and answers while every card is outdated: once with cards that are edited, once with cards of another bot, which
/// are not.
struct EditedCards: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cards", abstract: "Syncs and answers while all cards are being edited.")

    @Option(help: "Number of channel wishes, all with changed votes.")
    var wishes = 1_000

    @Option(help: "Number of answers to measure, each after a sync.")
    var answers = 20

    @Option(help: "Latency of every request, in milliseconds.")
    var latency = 50

    func run() async throws {
        Output.line("cards edited   first sync s   answer after sync: median s   longest s   edits meanwhile")
        for isEdited in [false, true] {
            var scenario = Scenario(wishes: wishes, latency: latency, limited: true)
            scenario.cards = isEdited ? .own : .foreign
            let server = try ChildProcess(["serve", try scenario.encoded()])
            let address = try server.line()
            let world = try JSONDecoder().decode(
                ServedWorld.self, from: Data(contentsOf: URL(fileURLWithPath: address)))
            let loop = try NetworkLoop(name: "network")
            let line = CountingTransport(CurlHTTPTransport(loop: loop))
            let bot = try await BotSync(world, line, cards: scenario.cards)
            let times = try await bot.answers(answers)
            let sorted = times.answers.sorted()
            Output.line(
                String(
                    format: "%-12@ %14.2f %28.2f %11.2f %17d", (isEdited ? "yes" : "no") as NSString, times.sync,
                    sorted[sorted.count / 2], sorted[sorted.count - 1], line.counts.edits))
            loop.shutdown()
            server.stop()
        }
    }
}
