import Foundation
import Sandbox
import TestSupport
import Testing

/// What is left of the database's files, with the real binary.
@Suite("The database's file")
struct DatabaseFileTests {
    @Test("After SIGTERM a copy of the configured file alone holds every wish")
    func copied() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        for number in 1...3 {
            _ = try await stage.wish(
                "video moss \(number)", by: guild.humans[number], in: guild, find: "moss \(number)")
        }
        #expect(await daemon.stop() == 0)
        let copy = stage.folder.appending(path: "copy")
        try FileManager.default.createDirectory(
            at: copy, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let database = copy.appending(path: "wishes.sqlite3").path
        try FileManager.default.copyItem(atPath: stage.database, toPath: database)
        let configuration = copy.appending(path: "config.json")
        try Data(#"{"database": "\#(database)"}"#.utf8).write(to: configuration)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: configuration.path)
        let export = try DaemonProcess(["export", "--format", "csv", "--config", configuration.path])
        #expect(await export.exitCode() == 0)
        #expect(export.output.all.filter { $0.contains("moss") }.count == 3)
        await stage.close()
    }

    @Test("A database of another program is refused with 74, and not a byte of it changes")
    func foreign() async throws {
        let stage = try await Stage()
        try Data("SQLite format 3\0".utf8 + [UInt8](repeating: 1, count: 4_080)).write(
            to: URL(fileURLWithPath: stage.database))
        let before = try Data(contentsOf: URL(fileURLWithPath: stage.database))
        let daemon = try stage.start()
        #expect(await daemon.exitCode() == 74)
        #expect(try Data(contentsOf: URL(fileURLWithPath: stage.database)) == before)
        #expect(!FileManager.default.fileExists(atPath: stage.database + "-wal"))
        await stage.close()
    }

    @Test("Two bots with one token and a copied database make one card, and one reports the other")
    func twins() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (first, _) = try await stage.startAndSync(guild.name)
        let original = try Data(contentsOf: URL(fileURLWithPath: stage.configurationFile))
        let text = String(decoding: original, as: UTF8.self).replacing("wishes.sqlite3", with: "other.sqlite3")
        try Data(text.utf8).write(to: URL(fileURLWithPath: stage.configurationFile))
        let (second, _) = try await stage.startAndSync(guild.name)
        _ = try await stage.wish("video moss", by: guild.humans[1], in: guild, find: "moss")
        #expect(await stage.sandbox.botMessages(in: guild.suggestions).count { $0.words.contains("moss") } == 1)
        // Both answer an interaction; Discord takes one answer, and the other bot learns that it is not alone.
        _ = try await stage.use("wishhelp", in: guild.general, by: guild.owner)
        let warning = "Another process uses this bot's token"
        #expect(await eventually { (first.output.all + second.output.all).count { $0.contains(warning) } == 1 })
        #expect(await first.stop() == 0)
        #expect(await second.stop() == 0)
        await stage.close()
    }
}
