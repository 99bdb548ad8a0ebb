import Foundation
import Sandbox
import Testing

@Suite("!setthreshold (end to end)")
struct ThresholdCommandTests {
    @Test("A new threshold applies to existing votes at once, and survives kill -9")
    func kept() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("channel Moss: for moss", by: guild.humans[3], in: guild, find: "for moss")
        await stage.sandbox.react(Stage.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(4)))
        #expect(try await stage.ask("!setthreshold 0.2", by: guild.humans[5], in: guild).words.contains("moderators"))
        #expect(try await stage.ask("!setthreshold", by: guild.humans[1], in: guild).words.contains("now 7 🌟"))
        #expect(await stage.sandbox.requests("POST /guilds/*/channels").isEmpty)

        let answer = try await stage.ask("!setthreshold 40 %", by: guild.humans[1], in: guild)
        #expect(answer.words.contains("40 %") && answer.words.contains("now 4 🌟 from 10 members"))
        #expect(await stage.sandbox.waitForChannel(named: "moss", in: guild.id) != nil)
        #expect(await first.stop(SIGKILL) == -SIGKILL)

        let (second, _) = try await stage.startAndSync(guild.name)
        let later = try await stage.ask("!setthreshold", by: guild.owner, in: guild)
        #expect(later.words.contains("40 %") && later.words.contains("<@\(guild.humans[1])>") && later.pinged.isEmpty)
        let next = try await stage.wish("channel Fern: for ferns", by: guild.humans[3], in: guild, find: "for ferns")
        await stage.sandbox.react(Stage.star, to: next, in: guild.suggestions, by: Array(guild.humans.prefix(4)))
        #expect(await stage.sandbox.waitForChannel(named: "fern", in: guild.id) != nil)
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
