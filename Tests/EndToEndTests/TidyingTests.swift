import Sandbox
import Testing

@Suite("Refused wishes (end to end)")
struct TidyingTests {
    @Test("A wish in the wrong channel and its answer are deleted after two minutes, and nothing else")
    func wrongChannel() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let daemon = try DaemonInProcess(stage)
        _ = try await stage.syncLine(daemon, guild.name)
        let wish = try await stage.sandbox.post("!wish other cake", as: guild.humans[3], in: guild.general)
        let answer = try #require(
            await stage.sandbox.waitForMessage(in: guild.general, containing: "!wish other cake", after: wish.id))
        #expect(answer.content.hasSuffix("```\n!wish other cake\n```"))
        let chat = try await stage.sandbox.post("cake!", as: guild.humans[4], in: guild.general)
        // By the time of a later answer the bot knows that the first one was posted.
        #expect(await stage.sandbox.waitForCommand("mywishes"))
        _ = try await stage.use("mywishes", in: guild.general, by: guild.humans[4])
        await daemon.skip(.seconds(121))
        let isEmpty = await stage.sandbox.wait { sandbox -> Bool? in
            sandbox.message(wish.id, in: guild.general) == nil && sandbox.message(answer.id, in: guild.general) == nil
                ? true : nil
        }
        #expect(isEmpty == true)
        #expect(await stage.sandbox.messages(in: guild.general).map(\.id) == [chat.id])
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
