import Foundation
import Sandbox
import TestSupport
import Testing

/// A database on a file system of its own that becomes full: a tmpfs of 1 MB, which only root can mount.
@Suite("A small disk", .enabled(if: SmallDisk.isPossible, "mounting a file system needs root"))
struct SmallDiskTests {
    @Test("While the disk is full votes are kept in memory and wishes are answered; with room again nothing is lost")
    func full() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let disk = try SmallDisk(in: stage.folder)
        defer { disk.unmount() }
        try disk.configure(stage)
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("video moss tour", by: guild.humans[1], in: guild, find: "moss tour")

        try disk.fill()
        await stage.sandbox.react(Stage.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(4)))
        #expect(await daemon.output.line(containing: "Events cannot be stored") != nil)
        let command = try await stage.sandbox.post("!wish video lantern", as: guild.humans[2], in: guild.suggestions)
        // Posted or refused, but not silent.
        #expect(await stage.sandbox.waitForMessage(in: guild.suggestions, after: command.id) != nil)
        let help = try await stage.ask("!wishhelp", by: guild.owner, in: guild)
        #expect(help.words.contains("!wish"))

        try disk.empty()
        #expect(await daemon.output.line(containing: "Events are stored again; none was lost") != nil)
        let list = try await stage.ask("!topvideos", by: guild.owner, in: guild)
        #expect(list.words.contains("moss tour") && list.words.contains("4"), "\(list.words)")
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("A database is not begun on a full disk; the message names the disk")
    func beginning() async throws {
        let stage = try await Stage()
        let disk = try SmallDisk(in: stage.folder)
        defer { disk.unmount() }
        try disk.configure(stage)
        try disk.fill()
        let daemon = try stage.start()
        #expect(await daemon.exitCode() == 74)
        #expect(daemon.output.all.contains { $0.contains("no room on the disk") }, "\(daemon.output.all)")
        try disk.empty()
        let second = try stage.start()
        #expect(await second.output.line(containing: "Started.") != nil)
        #expect(await second.stop() == 0)
        await stage.close()
    }
}

/// A tmpfs of 1 MB.
struct SmallDisk {
    private let folder: URL

    /// Whether this process may mount file systems.
    static var isPossible: Bool {
        let folder = FileManager.default.temporaryDirectory.appending(path: "mount-\(UUID())")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=64k") == 0 else { return false }
        return umount(folder.path) == 0
    }

    struct Failure: Error { let reason: String }

    init(in parent: URL) throws {
        folder = parent.appending(path: "disk")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard mount("tmpfs", folder.path, "tmpfs", 0, "size=1m,mode=700") == 0 else {
            throw Failure(reason: String(cString: strerror(errno)))
        }
    }

    /// The database of the stage is on this disk from now on.
    func configure(_ stage: Stage) throws {
        let original = try Data(contentsOf: URL(fileURLWithPath: stage.configurationFile))
        let database = folder.appending(path: "wishes.sqlite3").path
        let text = String(decoding: original, as: UTF8.self).replacing(stage.database, with: database)
        try Data(text.utf8).write(to: URL(fileURLWithPath: stage.configurationFile))
    }

    /// Takes all the room that is left.
    func fill() throws {
        let file = open(filler, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Failure(reason: String(cString: strerror(errno))) }
        defer { close(file) }
        let block = [UInt8](repeating: 1, count: 4_096)
        while write(file, block, block.count) > 0 {}
    }

    /// Gives it back.
    func empty() throws { try FileManager.default.removeItem(atPath: filler) }

    /// A daemon that still runs keeps its files.
    func unmount() { umount2(folder.path, Int32(MNT_DETACH)) }

    private var filler: String { folder.appending(path: "filler").path }
}
