import Foundation
import Sandbox
import Testing

@testable import dreambot

/// `dreambot status` and a running daemon, both as real processes.
@Suite("Status command")
struct StatusCommandTests {
    private func status(_ arguments: [String] = [], _ stage: Stage) async throws -> (code: Int32, lines: [String]) {
        let process = try DaemonProcess(["status", "--config", stage.configurationFile] + arguments)
        let code = await process.exitCode()
        return (code, process.output.all)
    }

    @Test("It shows connection, guilds, stuck wishes and database of a running bot, and says when none is running")
    func running() async throws {
        let stage = try await Stage()
        // Without a category, no channel can be made.
        let guild = await stage.sandbox.addGuild(
            "Dreamers", humans: 3, bots: 1, channels: ["general", "suggestions"], categories: [], moderators: 1)
        let humans = await stage.sandbox.humans(of: guild.id)
        let suggestions = try await stage.sandbox.channel(named: "suggestions", in: guild.id).id
        let none = try await status([], stage)
        #expect(none.code == 69 && none.lines.first?.contains("No dreambot is running") == true, "\(none)")

        let (daemon, _) = try await stage.startAndSync("Dreamers")
        let command = try await stage.sandbox.post("!wish channel Moss: for moss", as: humans[1], in: suggestions)
        let card = try #require(
            await stage.sandbox.waitForMessage(in: suggestions, containing: "for moss", after: command.id))
        await stage.sandbox.react(Stage.star, to: card.id, in: suggestions, by: humans)
        #expect(await daemon.output.line(containing: "cannot manifest") != nil)

        let text = try await status([], stage)
        #expect(text.code == 0)
        let all = text.lines.joined(separator: "\n")
        for words in [
            "Connected and synced.", "gateway   ready", "Dreamers (\(guild.id))", "1 open wishes", "wish \(card.id)",
        ] {
            #expect(all.contains(words), "\(words) is missing in:\n\(all)")
        }
        let json = try await status(["--json"], stage)
        let report = try DaemonReport.decode(Data(try #require(json.lines.first).utf8))
        #expect(report.pid == daemon.process.processIdentifier)
        #expect(report.wishes.guilds.first?.stuck.map(\.wish) == ["\(card.id)"])
        #expect(report.database.bytes > 0 && report.link.identifiesInADay == 1)

        let socket = ControlSocket.path(database: stage.database)
        let mode = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(await daemon.stop() == 0)
        #expect(!FileManager.default.fileExists(atPath: socket))
        await stage.close()
    }

    @Test("A client that sends nothing, too much or nonsense does not keep other clients from their answers")
    func oddClients() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        for request in ["", String(repeating: "x", count: 5_000), "status now", "\u{0}"] {
            let answer = try? ControlClient.ask(request, database: stage.database)
            #expect(answer.map { String(decoding: $0, as: UTF8.self).contains("error") } ?? true)
        }
        #expect(try await status([], stage).code == 0)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
