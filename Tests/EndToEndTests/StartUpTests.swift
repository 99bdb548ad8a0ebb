import Foundation
import Sandbox
import Testing

/// Failures at start: each has its exit code and names cause and cure.
@Suite("Starting up")
struct StartUpTests {
    private func run(_ configuration: String, environment: [String: String] = [:]) async throws -> (
        code: Int32, text: String
    ) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "start-\(UUID())")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "config.json")
        try Data(configuration.replacing("FOLDER", with: folder.path).utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        let daemon = try DaemonProcess(["run", "--config", file.path], environment: environment)
        let code = await daemon.exitCode()
        return (code, daemon.output.all.joined(separator: "\n"))
    }

    @Test("Every mistake of a configuration is listed at once: 78")
    func mistakes() async throws {
        let (code, text) = try await run(
            #"{"databse": "x", "token": "abc123secret", "log": {"level": "loud"}, "defaults": {"threshold": 7}}"#)
        #expect(code == 78)
        for word in ["databse", "database", "token", "log.level", "defaults.threshold"] { #expect(text.contains(word)) }
        #expect(!text.contains("abc123secret"))
    }

    @Test("A malformed configuration file, and a missing one: 78")
    func unreadable() async throws {
        let (code, text) = try await run("{ \"log\": ")
        #expect(code == 78)
        #expect(text.contains("config.json"))
        let daemon = try DaemonProcess(["run", "--config", "/nowhere/config.json"])
        #expect(await daemon.exitCode() == 78)
        #expect(daemon.output.all.joined().contains("/nowhere/config.json"))
    }

    @Test("No token: 78, with the three sources")
    func noToken() async throws {
        let (code, text) = try await run(#"{"database": "FOLDER/w.sqlite3"}"#)
        #expect(code == 78)
        #expect(text.contains("DISCORD_TOKEN") && text.contains("token_file"))
    }

    @Test("A database in a missing folder, and a file that is no database: 74")
    func database() async throws {
        let (code, text) = try await run(
            #"{"database": "FOLDER/missing/w.sqlite3"}"#, environment: ["DISCORD_TOKEN": "abc"])
        #expect(code == 74)
        #expect(text.contains("/missing"))
        let (other, reason) = try await run(
            #"{"database": "FOLDER/config.json"}"#, environment: ["DISCORD_TOKEN": "abc"])
        #expect(other == 74)
        #expect(reason.contains("config.json"))
    }

    @Test("Unknown subcommands and options: 64")
    func usage() async throws {
        for arguments in [["dance"], ["run", "--loud"]] {
            #expect(await (try DaemonProcess(arguments)).exitCode() == 64)
        }
    }

    @Test("A token that is refused twice: 77, and the token is not printed")
    func refusedToken() async throws {
        let stage = try await Stage()
        let daemon = try stage.start(token: "wrong-token-9f8e7d")
        #expect(await daemon.exitCode() == 77)
        let text = daemon.output.all.joined(separator: "\n")
        #expect(text.contains("Reset") && !text.contains("9f8e7d"))
        await stage.close()
    }

    @Test("Intents that are not switched on: 77, with the setting to change")
    func intents() async throws {
        let stage = try await Stage()
        await stage.sandbox.changePortal { $0.privilegedIntents = [] }
        let daemon = try stage.start()
        #expect(await daemon.exitCode() == 77)
        #expect(daemon.output.all.joined().contains("Message Content Intent"))
        await stage.close()
    }

    @Test("A gateway address off this machine without TLS, twice: 76, and the token is not sent")
    func untrustedGateway() async throws {
        let stage = try await Stage()
        let body =
            #"{"url":"ws://192.0.2.1/","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":0,"max_concurrency":1}}"#
        await stage.sandbox.trouble("GET /gateway/bot", .body(200, body), times: 2)
        let daemon = try stage.start()
        #expect(await daemon.exitCode() == 76)
        await stage.close()
    }

    @Test("A second daemon on one database is refused: 74")
    func twoDaemons() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let second = try stage.start()
        #expect(await second.exitCode() == 74)
        #expect(second.output.all.joined().contains("Another dreambot"))
        let importer = try DaemonProcess(["import", "--config", stage.configurationFile, stage.configurationFile])
        #expect([65, 74].contains(await importer.exitCode()))
        #expect(await daemon.stop(SIGINT) == 0)
        await stage.close()
    }

    @Test("Import, export and a second import lose nothing and duplicate nothing")
    func importAndExport() async throws {
        let stage = try await Stage()
        let file = stage.folder.appending(path: "suggestions.json")
        let records = """
            {"5001": {"type": "video", "author_id": 7, "description": "moss", "guild_id": "1000", "votes": 3,
                      "created_at": "2025-11-21T10:00:00.123456"},
             "5002": {"type": "channel", "author_id": "7", "description": "Night Owls: late", "guild_id": 1000,
                      "channel_id": 2000, "votes": 1, "status": "granted", "created_at": 1763719200},
             "nonsense": {"type": "video"}}
            """
        try Data(records.utf8).write(to: file)
        let arguments = ["--config", stage.configurationFile]
        let first = try DaemonProcess(["import"] + arguments + [file.path])
        #expect(await first.exitCode() == 0)
        #expect(first.output.all.contains { $0.contains("taken") && $0.contains("2") })
        #expect(first.output.all.contains { $0.contains("nonsense") })
        let again = try DaemonProcess(["import"] + arguments + [file.path])
        #expect(await again.exitCode() == 0)
        #expect(again.output.all.contains { $0.contains("unchanged") && $0.contains("2") })
        let export = try DaemonProcess(["export"] + arguments)
        #expect(await export.exitCode() == 0)
        let text = export.output.all.joined(separator: "\n")
        #expect(text.contains("\"night-owls\"") && text.contains("\"5001\""))
        try FileManager.default.removeItem(atPath: stage.database)
        try Data(text.utf8).write(to: file)
        let back = try DaemonProcess(["import"] + arguments + [file.path])
        #expect(await back.exitCode() == 0)
        let second = try DaemonProcess(["export"] + arguments)
        #expect(await second.exitCode() == 0)
        #expect(second.output.all.joined(separator: "\n") == text)
        let missing = try DaemonProcess(["import"] + arguments + ["/nowhere.json"])
        #expect(await missing.exitCode() == 66)
        await stage.close()
    }
}
