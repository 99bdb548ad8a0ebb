import Foundation
import Sandbox
import Testing

@Suite("Right words (end to end)")
struct RightWordsTests {
    @Test("The bot answers to its name, its role and !help, takes commands behind its name, and leaves others alone")
    func words() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let (bot, role) = (await stage.sandbox.botID, try await stage.sandbox.guild(guild.id).botRoleID)
        let member = guild.humans[4]

        let byRole = try await stage.ask("<@&\(role)>", by: member, in: guild)
        #expect(byRole.words.contains("!wish"))
        // One call in half a minute and a channel.
        let byWord = try await stage.sandbox.post("!help", as: member, in: guild.suggestions)
        let help = await stage.sandbox.waitForMessage(in: guild.suggestions, after: byWord.id)
        #expect(help?.words.contains("!wish") == true)

        for other in ["!play moss", "!help", "!status"] {
            _ = try await stage.sandbox.post(other, as: member, in: guild.general)
        }
        let near = try await stage.ask("!wihs video moss", by: member, in: guild)
        #expect(near.words.contains("`!wish video TEXT`"))
        // What came before it has no answer.
        let answers = await stage.sandbox.messages(in: guild.general).filter { $0.authorID == bot }
        #expect(answers.count == 2)

        let command = try await stage.sandbox.post(
            "<@\(bot)> wish video a moss tour", as: member, in: guild.suggestions)
        #expect(
            await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "a moss tour", after: command.id)
                != nil)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
