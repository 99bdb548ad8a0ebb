import Foundation
import Sandbox
import Testing

@Suite("States of a wish (end to end)")
struct WishStateTests {
    private func card(_ stage: Stage, _ wish: Sandbox.ID, in channel: Sandbox.ID, says words: String) async -> Bool {
        await stage.sandbox.wait { sandbox -> Bool? in
            sandbox.message(wish, in: channel)?.words.contains(words) == true ? true : nil
        } ?? false
    }

    @Test("A verdict is shown on the card, tells the author alone, and survives a kill; votes change nothing then")
    func declined() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        let (author, moderator) = (guild.humans[3], guild.humans[1])
        let moss = try await stage.wish("channel Moss: for moss", by: author, in: guild, find: "for moss")
        let answer = try await stage.ask("!decline \(moss) too wet for @everyone", by: moderator, in: guild)
        #expect(answer.words.contains("for moss"))
        #expect(await card(stage, moss, in: guild.suggestions, says: "🚫"))
        #expect(await card(stage, moss, in: guild.suggestions, says: "too wet"))
        let told = await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "<@\(author)>", after: moss)
        #expect(try #require(told).pinged.users == [author])
        await first.stop(SIGKILL)
        let (second, _) = try await stage.startAndSync(guild.name)
        await stage.sandbox.react(Stage.star, to: moss, in: guild.suggestions, by: Array(guild.humans.prefix(9)))
        _ = try await stage.ask("!syncwishes", by: moderator, in: guild)
        let again = try await stage.ask("!manifestwish \(moss)", by: moderator, in: guild)
        #expect(again.words.contains("refused"))
        #expect(await stage.sandbox.channels(of: guild.id).allSatisfy { $0.name != "moss" })
        #expect(await second.stop() == 0)
        await stage.close()
    }

    @Test("An author lists, edits and withdraws wishes by slash command, and withdraws one with 🗑️")
    func own() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let author = guild.humans[3]
        let moss = try await stage.wish("video moss tour", by: author, in: guild, find: "moss tour")
        let edit = try await stage.use(
            "editwish", [.text("wish", "\(moss)"), .text("text", "a bog tour")], in: guild.suggestions, by: author)
        #expect(edit.answer.words.contains("\(moss)"))
        #expect(await card(stage, moss, in: guild.suggestions, says: "a bog tour"))
        let list = try await stage.use("mywishes", in: guild.suggestions, by: author)
        #expect(list.answer.words.contains("a bog tour"))
        await stage.sandbox.react("🗑️", to: moss, in: guild.suggestions, by: [guild.humans[4]])
        await stage.sandbox.react("🗑️", to: moss, in: guild.suggestions, by: [author])
        #expect(await card(stage, moss, in: guild.suggestions, says: "↩️"))
        let again = try await stage.use("withdraw", [.text("wish", "\(moss)")], in: guild.suggestions, by: author)
        #expect(again.answer.words.contains("unspoken"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
