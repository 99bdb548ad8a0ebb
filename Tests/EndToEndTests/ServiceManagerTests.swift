import Foundation
import Testing

/// The notifications that the daemon sends to a service manager.
@Suite("Service manager")
struct ServiceManagerTests {
    @Test("READY comes at once, the status tells how far the bot is, the watchdog is fed, STOPPING comes at the end")
    func notifications() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let path = stage.folder.appending(path: "notify").path
        let socket = try NotificationSocket(path: path)
        let daemon = try DaemonProcess(
            ["run", "--config", stage.configurationFile],
            environment: ["DISCORD_TOKEN": Stage.token, "NOTIFY_SOCKET": path, "WATCHDOG_USEC": "30000000"])
        _ = try await stage.syncLine(daemon, guild.name)
        #expect(await socket.log.line(containing: "READY=1") != nil)
        #expect(await socket.log.line(containing: "STATUS=Connected and synced.") != nil)
        #expect(await socket.log.line(containing: "WATCHDOG=1") != nil)
        #expect(await daemon.stop() == 0)
        #expect(await socket.log.line(containing: "STOPPING=1") != nil)
        #expect(await socket.log.line(containing: "STATUS=Stopping.") != nil)
        await stage.close()
    }

    @Test("A bot is READY although Discord cannot be reached, and its status says since when")
    func unreachable() async throws {
        let stage = try await Stage()
        await stage.sandbox.stop()
        let path = stage.folder.appending(path: "notify").path
        let socket = try NotificationSocket(path: path)
        let daemon = try DaemonProcess(
            ["run", "--config", stage.configurationFile],
            environment: ["DISCORD_TOKEN": Stage.token, "NOTIFY_SOCKET": path])
        #expect(await socket.log.line(containing: "READY=1") != nil)
        #expect(await socket.log.line(containing: "STATUS=Connecting to Discord since ") != nil)
        #expect(await daemon.stop() == 0)
        await stage.close()
    }

    @Test("An outage becomes a warning after two minutes, and its end is reported with its length")
    func outage() async throws {
        let stage = try await Stage()
        let guild = try await stage.guild()
        let daemon = try DaemonInProcess(stage)
        _ = try await stage.syncLine(daemon, guild.name)
        await stage.sandbox.setConnectionPolicy(.refusing)
        await stage.sandbox.cutGateway()
        #expect(await daemon.output.line(containing: "Lost the gateway connection") != nil)
        #expect(await stage.clock.isSlept(for: .seconds(60)...(.seconds(120))))
        #expect(daemon.output.all.allSatisfy { !$0.contains("unreachable for two minutes") })
        await daemon.skip(.seconds(121))
        #expect(await daemon.output.line(containing: "unreachable for two minutes") != nil)
        await stage.sandbox.setConnectionPolicy(.accepting)
        await daemon.skip(.seconds(120))
        let line = try #require(await daemon.output.line(containing: "Discord is reachable again"))
        #expect(line.contains("outage="))
        #expect(await daemon.stop() == 0)
        await stage.close()
    }
}

/// A datagram socket in the file system, and what it received.
final class NotificationSocket: Sendable {
    let log = LineLog()
    private let descriptor: Int32

    struct Failure: Error {}

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let descriptor = descriptor
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, bound == 0 else { throw Failure() }
        let log = log
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while case let count = recv(descriptor, &buffer, buffer.count, 0), count > 0 {
                log.add(String(decoding: buffer[..<count], as: UTF8.self))
            }
        }
    }

    deinit {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }
}
