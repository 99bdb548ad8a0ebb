import Foundation
import Sandbox
import Testing

@Suite("!weeklysummary (end to end)")
struct SummaryCommandTests {
    @Test("The summary is posted in the suggestions channel; from another channel the answer links to it")
    func asked() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        #expect(try await stage.ask("!weeklysummary", by: guild.humans[5], in: guild).words.contains("moderators"))
        let card = try await stage.wish("video moss tour", by: guild.humans[3], in: guild, find: "moss tour")
        let question = try await stage.sandbox.post("!weeklysummary", as: guild.owner, in: guild.suggestions)
        let summary = try #require(await stage.sandbox.waitForMessage(in: guild.suggestions, after: question.id))
        #expect(summary.words.contains("moss tour"))

        #expect(try await stage.ask("!weeklysummary", by: guild.owner, in: guild).words.contains("last five messages"))
        try await stage.sandbox.post(many: 5, as: guild.humans[2], in: guild.suggestions)
        let told = try await stage.ask("!weeklysummary", by: guild.owner, in: guild)
        #expect(told.words.contains("<#\(guild.suggestions)>"))
        let newest = await stage.sandbox.botMessages(in: guild.suggestions)
        #expect(newest.map(\.id).first == card && newest.filter { $0.words.contains("moss tour") }.count == 4)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
