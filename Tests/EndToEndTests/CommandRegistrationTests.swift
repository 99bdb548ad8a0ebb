import Foundation
import Sandbox
import Testing

/// When the slash commands are registered, and when they are left alone.
@Suite("Registering slash commands (end to end)")
struct CommandRegistrationTests {
    private static let registration = Sandbox.Pattern("PUT", "/applications/*/commands")

    @Test("Commands are registered once, in bulk; neither a resumed nor a new session registers them again")
    func onlyWhenChanged() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let sandbox = stage.sandbox
        let (first, _) = try await stage.startAndSync(guild.name)
        #expect(await sandbox.waitForCommand("wishhelp"))
        #expect(await first.stop() == 0)
        for isForgotten in [false, true] {
            if isForgotten { await sandbox.forgetSessions() }
            let asked = await sandbox.requests("GET /applications/*/commands").count
            let (next, _) = try await stage.startAndSync(guild.name)
            #expect(await sandbox.waitForRequests("GET /applications/*/commands", count: asked + 1))
            #expect(await next.stop() == 0)
        }
        #expect(await sandbox.counters.resumed == 1)
        #expect(await sandbox.requests(Self.registration).count == 1)

        // Changed elsewhere: the next start registers them again.
        await sandbox.setCommands([["name": "dance", "description": "An old one"]])
        let (last, _) = try await stage.startAndSync(guild.name)
        #expect(await sandbox.waitForCommand("wishhelp"))
        #expect(await !sandbox.commands().contains { $0["name"]?.text == "dance" })
        #expect(await last.stop() == 0)
        await stage.close()
    }

    @Test("A refused registration is logged with cause and cure; prefix commands still work")
    func refused() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        await stage.sandbox.trouble(Self.registration, .status(403), times: nil)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let line = try #require(await daemon.output.line(containing: "Registering the slash commands failed"))
        #expect(line.contains("applications.commands") && line.contains("PUT /applications/"))
        let answer = try await stage.ask("!wishhelp", by: guild.owner, in: guild)
        #expect(answer.words.contains("!syncwishes"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
