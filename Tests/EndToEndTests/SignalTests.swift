import Foundation
import Sandbox
import Testing

@Suite("Signals and reload")
struct SignalTests {
    private func run(_ arguments: [String], _ stage: Stage) async throws -> (code: Int32, output: String) {
        let process = try DaemonProcess(arguments + ["--config", stage.configurationFile])
        let code = await process.exitCode()
        return (code, process.output.all.joined(separator: "\n"))
    }

    /// Whether `!wishhelp` is answered in the plain voice.
    private func isPlain(_ stage: Stage, _ guild: GuildOnStage) async throws -> Bool {
        !(try await stage.ask("!wishhelp", by: guild.owner, in: guild)).words.contains("bearer")
    }

    @Test("SIGHUP applies changed settings of guilds, names those that need a restart, and a mistake changes nothing")
    func hangUp() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        #expect(try await !isPlain(stage, guild))

        try stage.writeConfiguration(#""defaults": { "voice": "plain" }, "backup": { "keep": 3, "folder": "backups" }"#)
        kill(daemon.process.processIdentifier, SIGHUP)
        let changed = try #require(await daemon.output.line(containing: "Read the configuration again"))
        #expect(changed.contains("changed=defaults"))
        let kept = try #require(await daemon.output.line(containing: "restart dreambot to apply them"))
        #expect(kept.contains("keys=backup"))
        #expect(try await isPlain(stage, guild))

        try stage.writeConfiguration(#""defaults": { "voice": "loud" }"#)
        kill(daemon.process.processIdentifier, SIGHUP)
        let refused = try #require(await daemon.output.line(containing: "cannot be read again"))
        #expect(refused.contains("defaults.voice"))
        #expect(try await isPlain(stage, guild))
        let command = try await run(["reload"], stage)
        #expect(command.code == 78 && command.output.contains("defaults.voice"), "\(command.output)")

        try stage.writeConfiguration()
        let back = try await run(["reload"], stage)
        #expect(back.code == 0 && back.output.contains("changed: defaults"), "\(back.output)")
        #expect(try await !isPlain(stage, guild))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("SIGUSR1 and log-level change the level of a running bot; SIGUSR2 changes nothing")
    func level() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        try stage.writeConfiguration(#""log": { "level": "info" }"#, level: nil)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        for (number, level) in [(SIGUSR2, nil), (SIGUSR1, "debug"), (SIGUSR1, "info")] as [(Int32, String?)] {
            let from = daemon.output.all.count
            kill(daemon.process.processIdentifier, number)
            guard let level else { continue }
            let line = await daemon.output.line(containing: "The log level has changed", from: from)
            #expect(line?.contains("level=\(level)") == true)
        }
        #expect(try await run(["log-level", "error"], stage).output == "log level: error")
        #expect(try await run(["log-level", "configured"], stage).output == "log level: info")
        #expect(try await run(["log-level", "loud"], stage).code == 64)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
