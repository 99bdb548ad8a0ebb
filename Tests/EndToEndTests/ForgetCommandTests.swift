import Foundation
import Sandbox
import Testing

/// `dreambot forget`, with the real binary.
@Suite("Forget command (end to end)")
struct ForgetCommandTests {
    private func run(_ arguments: [String], _ stage: Stage) async throws -> (code: Int32, output: String) {
        let process = try DaemonProcess(
            arguments + ["--config", stage.configurationFile], environment: ["DISCORD_TOKEN": Stage.token])
        let code = await process.exitCode()
        return (code, process.output.all.joined(separator: "\n"))
    }

    @Test("It waits for the bot to stop, forgets the member, says what it has left alone, and the wish goes on")
    func forgets() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let author = guild.humans[3]
        let none = try await run(["forget", "\(author)"], stage)
        #expect(none.code == 74 && none.output.contains("no database"), "\(none.output)")
        #expect(!FileManager.default.fileExists(atPath: stage.database))

        let (first, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video moss tour", by: author, in: guild, find: "moss tour")
        let busy = try await run(["forget", "\(author)"], stage)
        #expect(busy.code == 74 && busy.output.contains("Stop that one first"), "\(busy.output)")
        #expect(await first.stop() == 0)
        #expect(try await run(["forget", "Mossbeard"], stage).code == 64)

        let done = try await run(["forget", "\(author)"], stage)
        #expect(done.code == 0 && done.output.contains("wishes       1, of an unknown author now"), "\(done.output)")
        #expect(done.output.contains("Messages on Discord are as they were"))
        let export = try await run(["export"], stage)
        #expect(export.code == 0 && export.output.contains("moss tour") && !export.output.contains("\"\(author)\""))
        let again = try await run(["forget", "\(author)"], stage)
        #expect(again.code == 0 && again.output.contains("Nothing is stored"), "\(again.output)")

        let (second, _) = try await stage.startAndSync(guild.name)
        await stage.sandbox.react(Stage.star, to: card, in: guild.suggestions, by: [guild.humans[4]])
        let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(answer.words.contains("moss tour"))
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
