import Foundation
import Sandbox
import Testing

/// The commands for backups, with the real binary beside and instead of a running bot.
@Suite("Backup and restore (end to end)")
struct BackupCommandTests {
    private func run(_ arguments: [String], _ stage: Stage) async throws -> (code: Int32, output: String) {
        let process = try DaemonProcess(
            arguments + ["--config", stage.configurationFile], environment: ["DISCORD_TOKEN": Stage.token])
        let code = await process.exitCode()
        return (code, process.output.all.joined(separator: "\n"))
    }

    @Test("A damaged database is left alone, the newest good backup is named, and with it the wishes are back")
    func damaged() async throws {
        let stage = try await Stage()
        let backups = stage.folder.appending(path: "backups").path
        try stage.writeConfiguration("\"backup\": { \"folder\": \"\(backups)\" }")
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        _ = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")
        let made = try await run(["backup", backups], stage)
        #expect(made.code == 0 && made.output.contains("1 wishes"), "\(made.output)")
        let refused = try await run(["restore", stage.configurationFile], stage)
        #expect(refused.code == 74 && refused.output.contains("Another dreambot uses"), "\(refused.output)")
        #expect(await daemon.stop() == 0)

        let damage = Data("SQLite format 3\0 and no more".utf8)
        try damage.write(to: URL(fileURLWithPath: stage.database))
        let failed = try await run(["run"], stage)
        #expect(failed.code == 74, "\(failed.output)")
        let names = try FileManager.default.contentsOfDirectory(atPath: backups).sorted()
        let newest = try #require(names.last)
        #expect(failed.output.contains("dreambot restore \(backups)/\(newest)"), "\(failed.output)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: stage.database)) == damage)

        let restored = try await run(["restore", "\(backups)/\(newest)"], stage)
        #expect(restored.code == 0 && restored.output.contains("before-restore"), "\(restored.output)")
        let (second, _) = try await stage.startAndSync(guild.name)
        let answer = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(answer.words.contains("moss tour"))
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
