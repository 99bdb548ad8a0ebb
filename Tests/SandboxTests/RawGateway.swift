import CZlib
import Foundation
import Sandbox

/// A minimal WebSocket client (RFC 6455), independent of the bot's own.
actor RawGateway {
    /// What the server sent.
    enum Incoming: Sendable, Equatable {
        case payload(Sandbox.JSON)
        case text(String)
        case closed(Int)
        /// The connection ended without a close frame; the number of bytes of an unfinished frame.
        case cut(unfinished: Int)
    }

    private let socket: RawSocket
    private var buffer: [UInt8] = []
    private var inflater: Inflater?
    private(set) var sequence: Int?

    init(port: UInt16, path: String = "/gateway", query: String = "v=10&encoding=json", compressed: Bool = false)
        async throws
    {
        socket = try RawSocket(port: port)
        inflater = compressed ? Inflater() : nil
        let full = query + (compressed ? "&compress=zlib-stream" : "")
        let request =
            "GET \(path)?\(full) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        try socket.write(Array(request.utf8))
        while !String(decoding: buffer, as: UTF8.self).contains("\r\n\r\n") {
            let part = try await more()
            guard !part.isEmpty else { throw RawSocket.Broken() }
            buffer += part
        }
        let text = String(decoding: buffer, as: UTF8.self)
        guard text.hasPrefix("HTTP/1.1 101"), text.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") else {
            throw RawSocket.Broken()
        }
        let head = buffer.indices.first { buffer[$0...].starts(with: Array("\r\n\r\n".utf8)) } ?? 0
        buffer.removeFirst(head + 4)
    }

    private func more() async throws -> [UInt8] {
        let socket = socket
        return try await offPool { try socket.read() }
    }

    /// Sends one masked frame.
    func send(_ text: String, opcode: UInt8 = 1) throws {
        try sendFrame(Array(text.utf8), opcode)
    }

    func send(_ op: Int, _ data: Sandbox.JSON) throws {
        let payload: Sandbox.JSON = ["op": .int(op), "d": data]
        try send(payload.serialized)
    }

    func close(_ code: Int) throws {
        try sendFrame([UInt8(code >> 8), UInt8(code & 0xFF)], 8)
    }

    func shut() {
        socket.shut()
    }

    private func sendFrame(_ payload: [UInt8], _ opcode: UInt8) throws {
        var frame: [UInt8] = [0x80 | opcode]
        if payload.count < 126 {
            frame.append(0x80 | UInt8(payload.count))
        } else {
            frame += [0x80 | 126, UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)]
        }
        let mask: [UInt8] = [1, 2, 3, 4]
        frame += mask
        frame += payload.enumerated().map { $1 ^ mask[$0 % 4] }
        try socket.write(frame)
    }

    /// The next payload or end of the connection; pings and pongs are skipped.
    /// Throws: `RawSocket.Broken` for a malformed frame.
    func next() async throws -> Incoming {
        while true {
            if let incoming = try frame() { return incoming }
            let part = try await more()
            if part.isEmpty { return .cut(unfinished: buffer.count) }
            buffer += part
        }
    }

    private func frame() throws -> Incoming? {
        guard buffer.count >= 2 else { return nil }
        var length = Int(buffer[1] & 0x7F)
        var start = 2
        if length == 126 {
            guard buffer.count >= 4 else { return nil }
            length = Int(buffer[2]) << 8 | Int(buffer[3])
            start = 4
        } else if length == 127 {
            guard buffer.count >= 10 else { return nil }
            length = buffer[2..<10].reduce(0) { $0 << 8 | Int($1) }
            start = 10
        }
        guard buffer.count >= start + length else { return nil }
        let opcode = buffer[0] & 0x0F
        let payload = Array(buffer[start..<start + length])
        buffer.removeFirst(start + length)
        return try read(payload, opcode)
    }

    private func read(_ payload: [UInt8], _ opcode: UInt8) throws -> Incoming? {
        switch opcode {
        case 8: return .closed(payload.count < 2 ? 1005 : Int(payload[0]) << 8 | Int(payload[1]))
        case 9, 10: return try frame()
        case 2:
            guard payload.suffix(4) == [0, 0, 0xFF, 0xFF], let bytes = inflater?.inflate(payload) else {
                throw RawSocket.Broken()
            }
            return parsed(bytes)
        default: return parsed(payload)
        }
    }

    private func parsed(_ bytes: [UInt8]) -> Incoming {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let json = Sandbox.JSON.parse(text) else { return .text(text) }
        if let number = json["s"]?.number { sequence = number }
        return .payload(json)
    }

    /// Reads until a payload with an opcode; returns its `d`. Throws: `RawSocket.Broken` when the connection ends first.
    func payload(op: Int) async throws -> Sandbox.JSON {
        while case .payload(let json) = try await next() {
            if json["op"]?.number == op { return json["d"] ?? .null }
        }
        throw RawSocket.Broken()
    }

    /// Reads until a dispatch with a name; returns its `d`. Throws: `RawSocket.Broken` when the connection ends first.
    func event(_ name: String) async throws -> Sandbox.JSON {
        while case .payload(let json) = try await next() {
            if json["t"]?.text == name { return json["d"] ?? .null }
        }
        throw RawSocket.Broken()
    }

    /// The names of the dispatches up to and including one with a name.
    func events(through name: String) async throws -> [String] {
        var names: [String] = []
        while case .payload(let json) = try await next() {
            guard let event = json["t"]?.text else { continue }
            names.append(event)
            if event == name { return names }
        }
        throw RawSocket.Broken()
    }

    /// Waits for HELLO, sends IDENTIFY; returns READY's `d`.
    func identify(
        token: String = "sandbox-token", intents: Int = 34307, shard: [Int]? = nil
    ) async throws -> Sandbox.JSON {
        _ = try await payload(op: 10)
        try send(2, Self.identity(token, intents, shard: shard))
        return try await event("READY")
    }

    static func identity(
        _ token: String = "sandbox-token", _ intents: Int = 34307, shard: [Int]? = nil
    ) -> Sandbox.JSON {
        var identity: Sandbox.JSON = [
            "token": .string(token), "intents": .int(intents),
            "properties": ["os": "linux", "browser": "test", "device": "test"],
        ]
        if let shard { identity["shard"] = .array(shard.map { .int($0) }) }
        return identity
    }
}

/// One inflate context.
private final class Inflater {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

    init() {
        stream.initialize(to: z_stream())
        _ = czlib_inflate_init(stream, 15)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    func inflate(_ bytes: [UInt8]) -> [UInt8]? {
        var input = bytes
        var output: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        var result = Z_OK
        input.withUnsafeMutableBufferPointer { input in
            stream.pointee.next_in = input.baseAddress
            stream.pointee.avail_in = UInt32(input.count)
            repeat {
                let count = chunk.withUnsafeMutableBufferPointer { chunk in
                    stream.pointee.next_out = chunk.baseAddress
                    stream.pointee.avail_out = UInt32(chunk.count)
                    result = CZlib.inflate(stream, Z_SYNC_FLUSH)
                    return chunk.count - Int(stream.pointee.avail_out)
                }
                output += chunk[..<count]
            } while stream.pointee.avail_out == 0
        }
        return result == Z_OK || result == Z_BUF_ERROR ? output : nil
    }
}
