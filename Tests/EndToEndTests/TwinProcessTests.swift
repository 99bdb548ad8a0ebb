import Foundation
import Sandbox
import Testing

/// The same token in two daemons, each with a copy of the database.
@Suite("Two daemons with one token")
struct TwinProcessTests {
    @Test("They create one channel for a wish and announce it once")
    func oneChannel() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let (daemon, _) = try await stage.startAndSync(guild.name)
        let card = try await stage.wish("channel Moss: for moss", by: guild.humans[1], in: guild, find: "for moss")
        #expect(await daemon.stop() == 0)
        let copy = stage.folder.appending(path: "copy.sqlite3").path
        try FileManager.default.copyItem(atPath: stage.database, toPath: copy)

        let first = try DaemonInProcess(stage)
        let second = try DaemonInProcess(stage, database: copy)
        for daemon in [first, second] { _ = try await stage.syncLine(daemon, guild.name) }
        // Both come to the lock before either goes on.
        let hold = await stage.sandbox.hold("POST /channels/*/messages")
        await stage.sandbox.react(Stage.star, to: card, in: guild.suggestions, by: Array(guild.humans.prefix(8)))
        #expect(await stage.sandbox.caught(hold, count: 2))
        await stage.sandbox.release(hold)
        #expect(await stage.sandbox.waitForChannel(named: "moss", in: guild.id) != nil)
        let isDone = "A wish has manifested"
        // The one that has to wait looks again after its pause.
        await first.skip(.seconds(16))
        for daemon in [first, second] { #expect(await daemon.output.line(containing: isDone) != nil) }
        #expect(await stage.sandbox.requests("POST /guilds/*/channels").count == 1)
        let answers = await stage.sandbox.messages(in: guild.suggestions).filter { $0.content.contains("<#") }
        #expect(answers.count == 1)
        for daemon in [first, second] { #expect(await daemon.stop() == 0) }
        await stage.close()
    }
}
