import Foundation
import Sandbox
import Testing

@Suite("Living cards (end to end)")
struct LivingCardTests {
    @Test("Votes are shown on the card, the channel that comes of them is linked there, and a restart edits nothing")
    func votesAndChannel() async throws {
        let (wish, daemon) = try await WishBeforeQuorum.staged()
        let (stage, guild) = (wish.stage, wish.guild)
        let edits = Sandbox.Pattern("PATCH", "/channels/\(guild.suggestions)/messages/\(wish.card)")
        func card(says words: String) async -> Bool {
            await stage.sandbox.waitForMessage(in: guild.suggestions, containing: words)?.id == wish.card
        }
        #expect(await card(says: "0 of 7 members · ░░░░░░░░░░ · 🌟 1 here (mine does not count)"))
        await stage.sandbox.react(
            Stage.star, to: wish.card, in: guild.suggestions, by: Array(guild.humans.prefix(2)))
        #expect(await card(says: "2 of 7 members · ██▊░░░░░░░ · 🌟 3 here (mine does not count)"))
        await wish.vote()
        let made = try #require(await stage.sandbox.waitForChannel(named: "moss", in: guild.id))
        #expect(await card(says: "It took shape: <#\(made.id)>"))
        #expect(await daemon.stop() == 0)

        let before = await stage.sandbox.requests(edits).count
        let (next, _) = try await stage.startAndSync(guild.name)
        _ = try await stage.ask("!topchannels", by: guild.owner, in: guild)
        #expect(await stage.sandbox.requests(edits).count == before)
        #expect(await next.stop() == 0)
        await stage.close()
    }
}
