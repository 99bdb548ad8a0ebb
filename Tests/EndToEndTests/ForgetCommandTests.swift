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
        #expect(done.output.contains("Messages and channels on Discord are as they were"))
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

    @Test(
        "A wish that was becoming a channel when the bot was killed is removed, or goes on without its author",
        arguments: [true, false])
    func manifesting(withWishes: Bool) async throws {
        let (wish, first) = try await WishBeforeQuorum.staged()
        let (stage, guild) = (wish.stage, wish.guild)
        let author = guild.humans[1]
        // The channel is made, and the bot never hears of it.
        let hold = try await wish.caught(.channel, at: .afterWork)
        #expect(await first.stop(SIGKILL) == -SIGKILL)
        await stage.sandbox.release(hold, answering: false)
        let done = try await run(["forget", "\(author)"] + (withWishes ? ["--with-wishes"] : []), stage)
        #expect(done.code == 0 && done.output.contains("wishes       1"), "\(done.output)")
        #expect(done.output.contains("look for #moss") == withWishes, "\(done.output)")
        #expect(done.output.contains("/\(wish.card)") == withWishes, "\(done.output)")

        let second = try stage.start()
        _ = try await stage.syncLine(second, guild.name)
        guard withWishes else {
            try await wish.expectGranted(by: second)
            let answers = await stage.sandbox.botMessages(in: guild.suggestions).map(\.content)
            #expect(!answers.contains { $0.contains("<@0>") || $0.contains("<@\(author)>") }, "\(answers)")
            return
        }
        let report = try await stage.ask("!syncwishes", by: guild.owner, in: guild)
        #expect(report.words.contains("**0** errors"), "\(report.words)")
        #expect(await stage.sandbox.truth(of: guild).channels.count == 1)
        #expect(try await run(["export"], stage).output.contains("for moss") == false)
        #expect(await second.stop() == 0)
        #expect(!second.output.all.contains { $0.contains(" error ") }, "\(second.output.all)")
        await stage.close()
    }
}
