import Foundation
import Sandbox
import Testing

/// Discord does not answer in the first seconds of a start.
@Suite("A start while Discord does not answer")
struct StartOutageTests {
    @Test("Some seconds of 503 on GET /users/@me do not cost the kept session: it is resumed, and no identify is spent")
    func currentUser() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        #expect(await first.stop() == 0)
        // More than the five attempts of one call.
        await stage.sandbox.trouble("GET /users/@me", .status(503), times: 7)
        let second = try stage.start()
        #expect(await second.output.line(containing: "Discord does not answer yet") != nil)
        // Given while the bot is not connected; Discord repeats it after a resume.
        let wish = try await stage.sandbox.post("!wish video moss tour", as: guild.humans[1], in: guild.suggestions)
        #expect(await second.output.line(containing: "Resumed the session") != nil)
        #expect(
            await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "moss tour", after: wish.id) != nil)
        #expect(await stage.sandbox.counters.identifies == 1)
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
