import Foundation
import Sandbox
import Testing

@Suite("!manifestations (end to end)")
struct ManifestationListTests {
    @Test("Every member can list manifested and granted wishes, newest first, also after a restart")
    func list() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        let empty = try await stage.ask("!manifestations", by: guild.humans[5], in: guild)
        #expect(empty.words.contains("has taken shape yet"))
        let moss = try await stage.wish("channel Moss: for moss", by: guild.humans[3], in: guild, find: "for moss")
        await stage.sandbox.react(Stage.star, to: moss, in: guild.suggestions, by: Array(guild.humans.prefix(7)))
        let made = try #require(await stage.sandbox.waitForChannel(named: "moss", in: guild.id))
        #expect(await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "<#", after: moss) != nil)
        let fern = try await stage.wish("video fern tour", by: guild.humans[3], in: guild, find: "fern tour")
        _ = try await stage.ask("!manifestwish \(fern) for @everyone", by: guild.humans[1], in: guild)
        #expect(await first.stop() == 0)

        let (second, _) = try await stage.startAndSync(guild.name)
        let all = try await stage.ask("!manifestations 25", by: guild.humans[5], in: guild)
        #expect(all.pinged.isEmpty)
        #expect(all.words.contains("by 7 of 10 votes → <#\(made.id)>") && all.words.contains("<@\(guild.humans[1])>"))
        let (newer, older) = (all.words.range(of: "fern tour"), all.words.range(of: "for moss"))
        #expect(try #require(newer).lowerBound < #require(older).lowerBound)
        let channels = try await stage.ask("!manifestations channel", by: guild.humans[5], in: guild)
        #expect(channels.words.contains("for moss") && !channels.words.contains("fern tour"))
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
