import Foundation
import Sandbox

/// A blocking TCP connection over POSIX sockets; a read fails after 120 s. Use it off the cooperative pool.
final class RawSocket: Sendable {
    private let descriptor: Int32

    struct Broken: Error {}

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var limit = timeval(tv_sec: 120, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Broken() }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Broken() }
            sent += count
        }
    }

    /// Reads at most `limit` bytes; empty at the end of the connection.
    func read(_ limit: Int = 65_536) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = recv(descriptor, &buffer, limit, 0)
        if count < 0, errno == ECONNRESET { return [] }
        guard count >= 0 else { throw Broken() }
        return Array(buffer[..<count])
    }

    func readAll() throws -> [UInt8] {
        var all: [UInt8] = []
        while true {
            let part = try read()
            if part.isEmpty { return all }
            all += part
        }
    }

    func shut() {
        shutdown(descriptor, Int32(SHUT_RDWR))
    }
}

/// Runs blocking work on its own thread.
func offPool<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
    }
}

/// A parsed HTTP response; status 0: the connection ended without one.
struct RawAnswer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: Data

    var json: Sandbox.JSON { Sandbox.JSON.parse(body) ?? .null }
    var text: String { String(decoding: body, as: UTF8.self) }

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n") else {
            (status, headers, body) = (0, [:], Data())
            return
        }
        let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
        status = Int(lines[0].split(separator: " ").dropFirst().first ?? "") ?? 0
        headers = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        }
        body = Data(text[end.upperBound...].utf8)
    }
}

/// An HTTP client for the sandbox, with one connection per request.
struct RawHTTP: Sendable {
    let port: UInt16
    var token = "sandbox-token"
    var agent = "DiscordBot (https://example.invalid, 1.0)"

    func api(_ method: String, _ path: String, _ body: Sandbox.JSON? = nil, headers: [String: String] = [:])
        async throws
        -> RawAnswer
    {
        var all = ["Authorization": "Bot \(token)", "User-Agent": agent]
        if body != nil { all["Content-Type"] = "application/json" }
        return try await send(method, "/api/v10" + path, body?.serialized ?? "", all.merging(headers) { $1 })
    }

    func control(_ method: String, _ path: String, _ body: Sandbox.JSON? = nil) async throws -> RawAnswer {
        try await send(method, "/control" + path, body?.serialized ?? "", [:])
    }

    func send(_ method: String, _ path: String, _ body: String, _ headers: [String: String]) async throws -> RawAnswer {
        let port = port
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        head += "Content-Length: \(body.utf8.count)\r\n\r\n"
        let request = Array((head + body).utf8)
        return try await offPool {
            let socket = try RawSocket(port: port)
            try socket.write(request)
            return RawAnswer(try socket.readAll())
        }
    }
}
