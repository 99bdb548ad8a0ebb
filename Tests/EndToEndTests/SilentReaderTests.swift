import Foundation
import Sandbox
import TestSupport
import Testing

/// The real binary when the reader of its log stops, or goes away.
@Suite("A log without a reader")
struct SilentReaderTests {
    /// A daemon whose standard error is a small pipe that is not read.
    private struct UnreadDaemon {
        let process = Process()
        let pipe = Pipe()
        let socket: NotificationSocket

        init(_ stage: Stage) throws {
            let path = stage.folder.appending(path: "notify").path
            socket = try NotificationSocket(path: path)
            // F_SETPIPE_SZ: one page, which the lines of the start fill.
            _ = fcntl(pipe.fileHandleForWriting.fileDescriptor, 1_031, 4_096)
            process.executableURL = DaemonProcess.binary
            process.arguments = ["run", "--config", stage.configurationFile]
            process.environment = [
                "PATH": "/usr/bin:/bin", "DISCORD_TOKEN": Stage.token, "NOTIFY_SOCKET": path,
                "WATCHDOG_USEC": "3000000",
            ]
            process.standardError = pipe
            process.standardOutput = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            try process.run()
            try pipe.fileHandleForWriting.close()
        }

        /// Ends it by SIGTERM and returns its exit code.
        func stop() -> Int32 {
            kill(process.processIdentifier, SIGTERM)
            process.waitUntilExit()
            return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        }
    }

    @Test("With standard error unread, answers go on, the watchdog is fed, SIGTERM works, dropped lines are counted")
    func stopped() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let daemon = try UnreadDaemon(stage)
        #expect(await daemon.socket.log.line(containing: "STATUS=Connected and synced.") != nil)
        // Far more lines than pipe and buffer hold: every request of a command is a line at the level debug.
        for round in 0..<8 {
            for member in guild.humans.prefix(9) {
                _ = try await stage.ask("!topvideos", by: member, in: guild)
            }
            #expect(
                await daemon.socket.log.line(containing: "WATCHDOG=1", from: daemon.socket.log.all.count) != nil,
                "round \(round)")
        }
        #expect(daemon.stop() == 0)
        await stage.close()
    }

    @Test("The reader of standard error goes away: answers go on")
    func gone() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let daemon = try UnreadDaemon(stage)
        #expect(await daemon.socket.log.line(containing: "STATUS=Connected and synced.") != nil)
        try daemon.pipe.fileHandleForReading.close()
        for member in guild.humans.prefix(3) { _ = try await stage.ask("!wishhelp", by: member, in: guild) }
        #expect(daemon.process.isRunning)
        #expect(daemon.stop() == 0)
        await stage.close()
    }
}
