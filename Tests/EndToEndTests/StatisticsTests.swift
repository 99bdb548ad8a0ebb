import Foundation
import Sandbox
import Testing

/// `!stats` and `/stats`: the picture as Discord stores it.
@Suite("Statistics (end to end)")
struct StatisticsTests {
    @Test("The figures come as a PNG with an alternative text, and as numbers beside it, by prefix and slash")
    func picture() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild(humans: 10)
        let daemon = try await stage.startAndSync(guild.name).daemon
        #expect(await stage.sandbox.waitForCommand("stats"))
        let card = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
        await stage.sandbox.react(Stage.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(4)))
        let answers = [
            try await stage.ask("!stats", by: guild.humans[2], in: guild),
            try await stage.use("stats", in: guild.general, by: guild.humans[3]).answer,
        ]
        for answer in answers {
            #expect(answer.words.contains("🟦 1 · 🟨 4 · 🟩 0"))
            let file = try #require(answer.attachments.first)
            #expect((file.filename, file.contentType) == ("stats.png", "image/png"))
            #expect(file.description?.isEmpty == false)
            #expect((file.width ?? 0) > 300 && (file.height ?? 0) > 100)
            let bytes = try #require(await stage.sandbox.bytes(of: file.id))
            #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) && bytes.count == file.size)
        }
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
