import Sandbox
import Testing

@Suite("Pictures of wishes (end to end)")
struct PictureTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 2, 0, 0, 0, 3]

    @Test("A member's picture is on the card, through !wish and /wish; a text file is refused and nothing is deleted")
    func pictures() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let daemon = try await stage.startAndSync(guild.name).daemon
        #expect(await stage.sandbox.waitForCommand("wish"))
        let picture = Sandbox.File(name: "moss.png", description: "a mossy stone", bytes: Self.png)

        let command = try await stage.sandbox.post(
            "!wish video moss tour", as: guild.humans[3], in: guild.suggestions, files: [picture])
        let card = try #require(
            await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "wish ", after: command.id))
        let file = try #require(card.attachments.first)
        #expect((file.filename, file.size, file.width, file.height) == ("wish.png", Self.png.count, 2, 3))
        #expect(file.description == "a mossy stone")
        let deletion = Sandbox.Pattern("DELETE", "/channels/\(guild.suggestions)/messages/\(command.id)")
        #expect(await stage.sandbox.waitForRequests(deletion))

        let options: [Sandbox.JSON] = [
            .sub("other", [.text("text", "fern walk"), ["name": "picture", "type": 11, "value": "0"]])
        ]
        let use = try await stage.sandbox.slash(
            "wish", options: options, files: ["picture": picture], in: guild.suggestions, by: guild.humans[4])
        #expect(await stage.sandbox.waitForAnswer(to: use) != nil)
        let second = try #require(
            await stage.sandbox.waitForMessage(in: guild.suggestions, containing: "fern walk", after: card.id))
        #expect(second.attachments.map(\.size) == [Self.png.count])

        let text = Sandbox.File(name: "moss.txt", bytes: Array("moss".utf8))
        let refused = try await stage.sandbox.post(
            "!wish other mire", as: guild.humans[5], in: guild.suggestions, files: [text])
        let answer = await stage.sandbox.waitForMessage(
            in: guild.suggestions, containing: "stickers", after: refused.id)
        #expect(answer != nil)
        #expect(await stage.sandbox.message(refused.id, in: guild.suggestions) != nil)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
