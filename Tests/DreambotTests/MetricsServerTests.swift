import Foundation
import TestSupport
import Testing

@testable import dreambot

/// The server by real sockets.
@Suite("Metrics server")
struct MetricsServerTests {
    private static func place(_ address: MetricsAddress) throws -> LocalPlace {
        switch address {
        case .ipv4(_, let port): .port(port)
        case .local(let path): .path(path)
        case .ipv6: throw CancellationError()
        }
    }

    private static func exchange(_ request: String, at address: MetricsAddress) async throws -> String {
        await TestSupport.exchange(request, with: try place(address))
    }

    private static func serve(_ address: String = "127.0.0.1:0") throws -> (MetricsServer, MetricsAddress) {
        let listener = try MetricsListener(try #require(MetricsAddress(address)))
        let server = MetricsServer(listener) { path in
            path == "/metrics" ? HTTPReply(status: 200, body: "x 1\n") : .line(404, "no")
        }
        return (server, listener.address)
    }

    @Test(
        "Each request gets one answer of its kind",
        arguments: [
            ("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\n", "x 1\n"),
            ("GET /metrics?a=b HTTP/1.0\n\n", "HTTP/1.1 200 OK\r\n", "x 1\n"),
            ("HEAD /metrics HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n", "\r\n\r\n"),
            ("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 404 Not Found\r\n", "no\n"),
            ("POST /metrics HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 405 ", "served.\n"),
            ("nonsense\r\n\r\n", "HTTP/1.1 400 ", "request.\n"),
            ("GET http://evil/ HTTP/1.1\r\n\r\n", "HTTP/1.1 400 ", "request.\n"),
            ("GET / HTTP/2.0\r\n\r\n", "HTTP/1.1 400 ", "request.\n"),
            ("\r\n\r\n", "HTTP/1.1 400 ", "request.\n"),
            ("GET /" + String(repeating: "x", count: 20_000), "HTTP/1.1 431 ", "long.\n"),
        ])
    func answers(request: String, start: String, end: String) async throws {
        let (server, address) = try Self.serve()
        defer { server.close() }
        let answer = try await Self.exchange(request, at: address)
        #expect(answer.hasPrefix(start) && answer.hasSuffix(end), "\(answer)")
        #expect(answer.contains("Connection: close\r\n"))
    }

    @Test("Clients that say nothing keep seven others from nothing, and those that leave free their place")
    func silentClients() async throws {
        let (server, address) = try Self.serve()
        defer { server.close() }
        for _ in 0..<3 {
            let silent = try (0..<7).map { _ in try Self.place(address).connected() }
            #expect(try await Self.exchange("GET /metrics HTTP/1.1\r\n\r\n", at: address).hasSuffix("x 1\n"))
            for connection in silent { close(connection) }
        }
    }

    @Test("An address that another program uses is refused, with the cure")
    func taken() throws {
        let (server, address) = try Self.serve()
        defer { server.close() }
        #expect { try MetricsListener(address) } throws: { "\($0)".contains("another program listens there") }
    }

    @Test("A local socket is private; what a dead process left is replaced, what lives or is no socket is not")
    func localSocket() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "metrics-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "m").path
        _ = Self.leftover(at: path)
        let (server, address) = try Self.serve("unix:" + path)
        #expect(try await Self.exchange("GET /metrics HTTP/1.1\r\n\r\n", at: address).hasSuffix("x 1\n"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(throws: MetricsListener.Failure.self) { try MetricsListener(address) }
        server.close()
        #expect(!FileManager.default.fileExists(atPath: path))
        try Data("mine".utf8).write(to: folder.appending(path: "m"))
        #expect(throws: MetricsListener.Failure.self) { try MetricsListener(address) }
        #expect(try Data(contentsOf: folder.appending(path: "m")) == Data("mine".utf8))
    }

    /// A socket that was bound by a process which is gone.
    private static func leftover(at path: String) -> Bool {
        let dead = ControlSocket.make()
        defer { close(dead) }
        return ControlSocket.with(ControlSocket.address(path) ?? sockaddr_un()) { bind(dead, $0, $1) } == 0
    }

    @Test(
        "An address is an IP address with a port, or the absolute path of a local socket",
        arguments: [
            ("127.0.0.1:9464", true), ("[::1]:9464", true), ("0.0.0.0:0", false), ("[::]:65535", false),
            ("[0:0:0:0:0:0:0:1]:1", true), ("192.168.1.5:9464", false), ("unix:/run/dreambot/m", true),
        ])
    func addresses(text: String, isLocal: Bool) throws {
        let address = try #require(MetricsAddress(text))
        #expect(address.isLocal == isLocal && address.description == text)
    }

    @Test(
        "Anything else is a mistake that names a valid address",
        arguments: [
            "", ":9464", "localhost:9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:9464",
            "[::1]", "1.2.3:80", "unix:", "unix:m", "unix:/", "unix:/\u{7}", "http://127.0.0.1:9464",
            "unix:/" + String(repeating: "x", count: 107),
        ])
    func wrongAddresses(text: String) throws {
        let escaped = text.replacing("\u{7}", with: "\\u0007")
        #expect { try decode(#"{"metrics": {"listen": "\#(escaped)"}}"#) } throws: {
            "\($0)".contains("metrics.listen") && "\($0)".contains("\"127.0.0.1:9464\"")
        }
    }
}
