import Foundation
import Sandbox
import Testing

@Suite("Floods of commands (end to end)")
struct FloodTests {
    @Test("Of thirteen commands at once ten are answered and one gets \"slower\"; moderators are exempt")
    func flood() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        for _ in 0..<13 { try await stage.sandbox.post("!wishhelp", as: guild.humans[5], in: guild.general) }
        let posts = Sandbox.Pattern("POST", "/channels/\(guild.general)/messages")
        #expect(await stage.sandbox.waitForRequests(posts, count: 11))
        for _ in 0..<13 {
            #expect(try await !stage.ask("!wishhelp", by: guild.owner, in: guild).words.contains("Slower"))
        }
        let answers = await stage.sandbox.botMessages(in: guild.general)
        #expect(answers.count == 24)
        #expect(answers.count { $0.words.contains("Slower") } == 1)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
