import Foundation
import Sandbox
import Testing

@Suite("Reports from the field (end to end)")
struct FieldTests {
    @Test("Where the bot may not send, no answer is requested and the member gets a warning sign")
    func mayNotSend() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        try await stage.sandbox.denyBot([.sendMessages], in: guild.general)
        let command = try await stage.sandbox.post("!topvideos", as: guild.humans[5], in: guild.general)
        let reactions = Sandbox.Pattern("PUT", "/channels/\(guild.general)/messages/\(command.id)/reactions/*/@me")
        #expect(await stage.sandbox.waitForRequests(reactions))
        let posts = Sandbox.Pattern("POST", "/channels/\(guild.general)/messages")
        #expect(await stage.sandbox.requests(posts).isEmpty)
        try await stage.sandbox.denyBot([], in: guild.general)
        _ = try await stage.sandbox.post("!topvideos", as: guild.humans[5], in: guild.general)
        #expect(await stage.sandbox.waitForRequests(posts))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A deleted suggestions channel takes its wishes with it, and its clone takes over")
    func deletedChannel() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        _ = try await stage.wish("video fern tour", by: guild.humans[3], in: guild, find: "fern tour")
        await stage.sandbox.deleteChannel(guild.suggestions)
        await stage.sandbox.addChannel("suggestions", in: guild.id)
        #expect(try await !stage.ask("!topvideos", by: guild.owner, in: guild).words.contains("fern tour"))
        #expect(try await stage.ask("!syncwishes", by: guild.owner, in: guild).words.contains("**0** errors"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
