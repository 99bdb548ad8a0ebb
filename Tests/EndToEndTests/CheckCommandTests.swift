import Foundation
import Sandbox
import Testing

/// `dreambot check` against the Sandbox, as a real process.
@Suite("Check command")
struct CheckCommandTests {
    private func check(
        _ arguments: [String] = [], token: String = Stage.token, _ stage: Stage
    ) async throws -> (code: Int32, output: String) {
        let process = try DaemonProcess(
            ["check", "--config", stage.configurationFile] + arguments, environment: ["DISCORD_TOKEN": token])
        let code = await process.exitCode()
        return (code, process.output.all.joined(separator: "\n"))
    }

    @Test("In a good guild nothing is missing, no identify is spent, and the invite link has the needed permissions")
    func good() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (code, output) = try await check([], stage)
        #expect(code == 0, "\(output)")
        #expect(output.contains("✓") && !output.contains("✗"), "\(output)")
        #expect(output.contains("Server \(guild.name) (\(guild.id))"))
        #expect(output.contains("permissions=126160"))
        #expect(await stage.sandbox.counters.identifies == 0)
        await stage.close()
    }

    @Test("What is missing is named with its cure, in text, in JSON, and in the log of the running bot")
    func faults() async throws {
        let stage = try await Stage()
        let guild = await stage.sandbox.addGuild(
            "Dreamers", humans: 3, bots: 1, channels: ["general"], categories: [], moderators: 1)
        try stage.writeConfiguration(
            #""defaults": { "mod_roles": ["Keepers"] }, "guilds": { "123456789012345678": { "threshold": 0.5 } }"#)
        let (code, output) = try await check([], stage)
        #expect(code == 1, "\(output)")
        let cures = [
            "no channel named suggestions", "no category named 💬 Community", "no role has this name or id",
            "the bot is not in this server",
        ]
        for words in cures { #expect(output.contains(words), "\(words)\n\(output)") }
        let json = try await check(["--json"], stage)
        let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(json.code == 1 && object?["sections"] != nil)
        let (daemon, _) = try await stage.startAndSync("Dreamers")
        #expect(await daemon.output.line(containing: "no role has this name or id") != nil)
        #expect(await daemon.output.line(containing: "guilds.123456789012345678") != nil)
        #expect(daemon.output.all.contains { $0.contains("Dreamers (\(guild.id))") && $0.contains("cure=") })
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A threshold that a moderator has set over the configuration is named, also offline; it is no fault")
    func threshold() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        #expect(!(try await check([], stage)).output.contains("threshold"))
        _ = try await stage.ask("!setthreshold 0.5", by: guild.owner, in: guild)
        for arguments in [[], ["--offline"]] as [[String]] {
            let (code, output) = try await check(arguments, stage)
            #expect(code == 0, "\(output)")
            #expect(output.contains("– threshold of \(guild.name) (\(guild.id)): 50 %"), "\(output)")
            #expect(output.contains("over the configuration's 67 %"), "\(output)")
        }
        #expect(await daemon.stop() == 0)
        try stage.writeConfiguration(#""defaults": { "threshold": 0.5 }"#)
        #expect(!(try await check(["--offline"], stage)).output.contains("threshold"))
        await stage.close()
    }

    @Test("A refused token, an unreachable Discord and --offline have their exit codes")
    func codes() async throws {
        let stage = try await Stage()
        _ = try await stage.guild()
        #expect(try await check([], token: "another-token", stage).code == 77)
        #expect(try await check(["--offline"], stage).code == 0)
        await stage.sandbox.stop()
        let (code, output) = try await check([], stage)
        #expect(code == 69 && output.contains("This machine"), "\(output)")
        await stage.close()
    }
}
