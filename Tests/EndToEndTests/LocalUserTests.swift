import Foundation
import Sandbox
import Testing

/// Other users of the machine, with the real binary.
@Suite("Local users")
struct LocalUserTests {
    private static let guest: uid_t = 12_345

    /// A folder for the database, whose owner is another user; the configuration names it.
    private func guestFolder(_ stage: Stage) throws -> URL {
        let folder = stage.folder.appending(path: "service")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        try stage.writeConfiguration()
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: stage.configurationFile)), as: UTF8.self)
            .replacing(stage.database, with: folder.appending(path: "wishes.sqlite3").path)
        try Data(text.utf8).write(to: URL(fileURLWithPath: stage.configurationFile))
        // The guest has to get there.
        #expect(chmod(stage.folder.path, 0o711) == 0 && chmod(folder.path, 0o755) == 0)
        #expect(chown(folder.path, Self.guest, Self.guest) == 0)
        return folder
    }

    private func importFile(_ stage: Stage) throws -> String {
        let file = stage.folder.appending(path: "suggestions.json").path
        try Data(
            #"{"5001": {"type": "video", "author_id": 7, "description": "moss", "guild_id": "1000", "votes": 3, "created_at": 1763719200}}"#
                .utf8
        ).write(
            to: URL(fileURLWithPath: file))
        // Root's own.
        #expect(chmod(file, 0o600) == 0)
        return file
    }

    private func run(_ arguments: [String], _ environment: [String: String] = [:]) async throws -> (Int32, String) {
        let process = try DaemonProcess(arguments, environment: environment)
        let code = await process.exitCode()
        return (code, process.output.all.joined(separator: "\n"))
    }

    @Test("import and export as root act as the owner of the database's folder", .enabled(if: geteuid() == 0))
    func actsAsOwner() async throws {
        let stage = try await Stage()
        let folder = try guestFolder(stage)
        let configuration = ["--config", stage.configurationFile]
        let (code, text) = try await run(["import", try importFile(stage)] + configuration)
        #expect(code == 0 && text.contains("Configuration: \(stage.configurationFile)"), "\(text)")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            var file = stat()
            #expect(lstat(folder.appending(path: name).path, &file) == 0)
            #expect(file.st_uid == Self.guest && file.st_gid == Self.guest && file.st_mode & 0o777 == 0o600, "\(name)")
        }
        let (exported, export) = try await run(["export"] + configuration)
        #expect(exported == 0 && export.contains("\"moss\""))
        // What the guest may not write, root does not write for them.
        #expect(chmod(folder.path, 0o555) == 0)
        try FileManager.default.removeItem(at: folder.appending(path: "wishes.sqlite3"))
        #expect(try await run(["import", try importFile(stage)] + configuration).0 == 74)
        await stage.close()
    }

    @Test(
        "Where the database's owner may not enter the folders above it, as under DynamicUser, commands say so with the cure",
        .enabled(if: geteuid() == 0))
    func unreachable() async throws {
        let stage = try await Stage()
        let folder = try guestFolder(stage)
        let configuration = ["--config", stage.configurationFile]
        #expect(try await run(["import", try importFile(stage)] + configuration).0 == 0)
        // As /var/lib/private: a link leads past a folder of root's alone.
        let hidden = stage.folder.appending(path: "private")
        try FileManager.default.createDirectory(
            at: hidden, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        try FileManager.default.moveItem(at: folder, to: hidden.appending(path: "service"))
        try FileManager.default.createSymbolicLink(
            at: folder, withDestinationURL: hidden.appending(path: "service"))
        for command in [["status"], ["export"], ["backup", stage.folder.appending(path: "copy").path], ["reload"]] {
            let (code, text) = try await run(command + configuration)
            #expect(code == 74 && text.contains("use User= in the unit"), "\(command): \(text)")
        }
        await stage.close()
    }

    @Test(
        "backup and restore as root touch the database as its owner, and the backup as root",
        .enabled(if: geteuid() == 0))
    func backup() async throws {
        let stage = try await Stage()
        let folder = try guestFolder(stage)
        let configuration = ["--config", stage.configurationFile]
        #expect(try await run(["import", try importFile(stage)] + configuration).0 == 0)
        func owner(_ path: String) -> uid_t? {
            var file = stat()
            return lstat(path, &file) == 0 && file.st_mode & 0o077 == 0 ? file.st_uid : nil
        }
        // Root's folder, which the guest cannot write.
        let mine = stage.folder.appending(path: "mine").path
        let backup = try await run(["backup", mine] + configuration)
        #expect(backup.0 == 0 && owner(mine) == 0 && backup.1.contains("1 wishes"), "\(backup.1)")
        let theirs = folder.appending(path: "theirs").path
        #expect(try await run(["backup", theirs] + configuration).0 == 0 && owner(theirs) == Self.guest)
        let database = folder.appending(path: "wishes.sqlite3").path
        let restored = try await run(["restore", mine] + configuration)
        #expect(restored.0 == 0 && restored.1.contains("1 wishes") && owner(database) == Self.guest, "\(restored.1)")
        #expect(try await run(["export"] + configuration).1.contains("\"moss\""))
        // A link in the database's place, to a file that only root can read.
        try FileManager.default.removeItem(atPath: database)
        try FileManager.default.createSymbolicLink(atPath: database, withDestinationPath: mine)
        #expect(try await run(["backup", mine + "2"] + configuration).0 == 74 && owner(mine + "2") == nil)
        // A folder of a third user.
        let third = stage.folder.appending(path: "third").path
        try FileManager.default.createDirectory(atPath: third, withIntermediateDirectories: false)
        #expect(chown(third, 54_321, 54_321) == 0)
        #expect(try await run(["backup", third + "/b"] + configuration).0 == 74 && owner(third + "/b") == nil)
        await stage.close()
    }

    @Test(
        "links in the service's folder lead root nowhere", .enabled(if: geteuid() == 0),
        arguments: [
            "", ".lock", "-wal", "-shm", ".new",
        ])
    func links(suffix: String) async throws {
        let stage = try await Stage()
        let folder = try guestFolder(stage)
        let target = stage.folder.appending(path: "target").path
        let link = folder.appending(path: "wishes.sqlite3" + suffix).path
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
        #expect(lchown(link, Self.guest, Self.guest) == 0)
        let (code, text) = try await run(["import", try importFile(stage), "--config", stage.configurationFile])
        if suffix == ".new" { #expect(code == 0) } else { #expect(code == 74 && text.contains("symbolic link")) }
        #expect(!FileManager.default.fileExists(atPath: target))
        await stage.close()
    }

    @Test("a folder that a third user, a group or everybody may change holds no database")
    func folderOfOthers() async throws {
        let stage = try await Stage()
        let file = try importFile(stage)
        #expect(chmod(stage.folder.path, 0o777) == 0)
        let safe = FileManager.default.temporaryDirectory.appending(path: "safe-\(UUID()).json")
        try FileManager.default.copyItem(atPath: stage.configurationFile, toPath: safe.path)
        defer { try? FileManager.default.removeItem(at: safe) }
        let (code, text) = try await run(["import", file, "--config", safe.path])
        #expect(code == 74 && text.contains("chmod go-w \(stage.folder.path)"), "\(text)")
        #expect(!FileManager.default.fileExists(atPath: stage.database))
        await stage.close()
    }

    @Test("a configuration in a folder that others may write is refused: 78")
    func configurationOfOthers() async throws {
        let stage = try await Stage()
        #expect(chmod(stage.folder.path, 0o777) == 0)
        for arguments in [["run"], ["export"], ["import", "--from-discord", "1"]] {
            let (code, text) = try await run(
                arguments + ["--config", stage.configurationFile], ["DISCORD_TOKEN": Stage.token])
            #expect(code == 78 && text.contains("chmod go-w \(stage.folder.path)"), "\(text)")
        }
        #expect(await stage.sandbox.requests("GET /**").isEmpty)
        await stage.close()
    }

    @Test("the working daemon cannot be dumped or debugged, and writes down no keys")
    func process() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let keys = stage.folder.appending(path: "keys").path
        let daemon = try stage.start(environment: ["SSLKEYLOGFILE": keys, "OPENSSL_CONF": "/nowhere", "TZ": "UTC"])
        _ = try await stage.syncLine(daemon, guild.name)
        let files = "/proc/\(daemon.process.processIdentifier)/"
        let limits = try String(contentsOfFile: files + "limits", encoding: .utf8)
        let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
        #expect(core.split(separator: " ").dropFirst(4).prefix(2).allSatisfy { $0 == "0" }, "\(core)")
        // The files of a process that can be dumped belong to its user; of this one, to root.
        if geteuid() != 0 { #expect((try? String(contentsOfFile: files + "environ", encoding: .utf8)) == nil) }
        let environment = (try? String(contentsOfFile: files + "environ", encoding: .utf8)) ?? ""
        #expect(!environment.contains(Stage.token))
        #expect(!FileManager.default.fileExists(atPath: keys))
        let ignored = await daemon.output.line(containing: "Ignored environment variables")
        #expect(ignored?.contains("OPENSSL_CONF SSLKEYLOGFILE") == true && ignored?.contains("TZ") == false)
        #expect(await daemon.output.line(containing: stage.configurationFile) != nil)
        for name in try FileManager.default.contentsOfDirectory(atPath: stage.folder.path) {
            var file = stat()
            #expect(lstat(stage.folder.appending(path: name).path, &file) == 0 && file.st_mode & 0o077 == 0, "\(name)")
        }
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}
