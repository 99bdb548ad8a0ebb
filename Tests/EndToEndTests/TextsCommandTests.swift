import Foundation
import Sandbox
import Testing

/// `dreambot texts` with the real binary.
@Suite("Texts (end to end)")
struct TextsCommandTests {
    @Test("What dreambot texts prints can be put into the configuration, changed, and is what the bot says")
    func roundTrip() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let process = try DaemonProcess(["texts", "--language", "es", "--voice", "plain"])
        #expect(await process.exitCode() == 0)
        let printed = process.output.all.joined(separator: "\n")
        var texts = try #require(
            try JSONSerialization.jsonObject(with: Data(printed.utf8)) as? [String: String], "\(printed.prefix(200))")
        #expect(texts["wished_by"] == "Deseo de {name}")
        texts["wished_by"] = "Idea de {name}"
        let json = String(decoding: try JSONSerialization.data(withJSONObject: texts), as: UTF8.self)
        try stage.writeConfiguration(#""defaults": { "language": "es", "voice": "ahamkara", "texts": \#(json) }"#)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video sobre musgo", by: guild.humans[1], in: guild, find: "sobre musgo")
        let posted = try #require(await stage.sandbox.message(card, in: guild.suggestions))
        #expect(posted.words.contains("Idea de [") && posted.words.contains("Alguien desea un video"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
