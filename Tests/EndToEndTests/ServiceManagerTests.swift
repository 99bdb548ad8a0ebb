import Foundation
import Testing

/// The notifications that the daemon sends to a service manager.
@Suite("Service manager")
struct ServiceManagerTests {
    @Test("READY comes after the first sync, the watchdog is fed, STOPPING comes at the end")
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
        #expect(await socket.log.line(containing: "WATCHDOG=1") != nil)
        #expect(await daemon.stop() == 0)
        #expect(await socket.log.line(containing: "STOPPING=1") != nil)
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
