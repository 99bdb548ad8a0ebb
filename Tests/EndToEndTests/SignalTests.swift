import Foundation
import Sandbox
import Testing

@Suite("Signals")
struct SignalTests {
    @Test(
        "A signal that asks for nothing the bot can do is logged and does not end it",
        arguments: [(SIGHUP, "SIGHUP"), (SIGUSR1, "SIGUSR1"), (SIGUSR2, "SIGUSR2")])
    func ignored(number: Int32, name: String) async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        kill(daemon.process.processIdentifier, number)
        #expect(await daemon.output.line(containing: "signal=\(name)") != nil)
        #expect(try await stage.ask("!wishhelp", by: guild.owner, in: guild).words.contains("!wish"))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
