import Foundation
import Sandbox
import Testing

/// A request can outlive the process that sent it: Discord may carry it out after the next process has looked for it.
@Suite("Late requests")
struct LateRequestTests {
    @Test("A card that Discord posts after its process was killed is adopted by the next process")
    func lateCard() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let hold = await stage.sandbox.hold("POST /channels/*/messages")
        try await stage.sandbox.post("!wish video moss tour", as: guild.humans[1], in: guild.suggestions)
        #expect(await stage.sandbox.caught(hold))
        #expect(await daemon.stop(SIGKILL) == -SIGKILL)
        let (second, _) = try await stage.startAndSync(guild.name)
        await stage.sandbox.release(hold)
        let card = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "moss tour"))
        // The next process may be at work on it already; then the list that is asked for at that moment lacks it.
        var list = ""
        for _ in 1...20 where !list.contains("moss tour") {
            list = try await stage.ask("!topvideos", by: guild.owner, in: guild).words
        }
        #expect(list.contains("moss tour"))
        #expect(await stage.sandbox.waitForReactions(Stage.star, on: card.id, in: guild.suggestions))
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
