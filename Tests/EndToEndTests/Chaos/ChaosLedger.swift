import Foundation
import Sandbox

/// What the bot knows: `dreambot export`, taken beside the running daemon.
struct ChaosLedger: Sendable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    struct Record: Decodable, Sendable {
        var message_id: String
        var card_id: String
        var type: String
        var status: String
        var votes: Int
        var confirmed_at: String?
        var made_channel_id: String?
    }

    private struct File: Decodable { var wishes: [Record] }

    /// By the id of the card's message.
    var records: [String: Record] = [:]

    init() {}

    /// Runs `dreambot export`. Throws when it does not answer with JSON.
    init(_ stage: Stage) async throws {
        let export = try DaemonProcess(["export", "--format", "json", "--config", stage.configurationFile])
        guard await export.exitCode() == 0 else {
            throw ChaosUnreadable(output: export.output.all.joined(separator: "\n"))
        }
        let file = try JSONDecoder().decode(File.self, from: Data(export.output.all.joined(separator: "\n").utf8))
        records = Dictionary(uniqueKeysWithValues: file.wishes.map { ($0.message_id, $0) })
    }
}

/// The export that could not be had.
struct ChaosUnreadable: Error { var output: String }
