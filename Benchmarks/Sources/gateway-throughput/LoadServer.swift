import Foundation
import WebSocket

/// A server on 127.0.0.1 that answers GET /gateway/bot and, after IDENTIFY, sends blocks of events as fast as the socket
/// accepts them. It runs in its own process, so that its CPU time is not counted as the client's.
final class LoadServer: Sendable {
    private let listener: Int32
    private let port: UInt16
    private let events: BenchmarkEvents
    private let blocks: Int

    /// Sends `blocks` × `perBlock` events to every client. Throws: `POSIXError` when no port can be opened.
    init(perBlock: Int, blocks: Int, compressed: Bool, wishes: [UInt64]) throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        port = try Self.listen(on: listener)
        self.blocks = blocks
        events = BenchmarkEvents(
            count: perBlock, compressed: compressed, wishes: wishes, url: "ws://127.0.0.1:\(port)/gateway")
    }

    /// Its address: the first line that the process prints.
    var apiBaseURL: String { "http://127.0.0.1:\(port)/api/v10" }

    /// The size of its events, as text.
    var summary: String {
        let wire = Double(events.block.count) / Double(events.count)
        return "\(events.meanBytes) bytes of JSON per event, \(Int(wire)) on the wire"
    }

    /// Serves each connection on its own thread; never returns. Throws: `POSIXError` when accepting fails.
    func run() throws -> Never {
        while true {
            let client = accept(listener, nil, nil)
            guard client >= 0 else { throw POSIXError(.EIO) }
            Thread.detachNewThread { [self] in
                serve(client)
                close(client)
            }
        }
    }

    private func serve(_ client: Int32) {
        while let head = readHead(client) {
            let lines = head.split(separator: "\r\n")
            if let key = lines.first(where: { $0.lowercased().hasPrefix("sec-websocket-key:") }) {
                let value = key.dropFirst(18).trimmingCharacters(in: .whitespaces)
                return sendEvents(client, key: value)
            }
            answer(client, lines.first.map(String.init) ?? "")
        }
    }

    private func answer(_ client: Int32, _ request: String) {
        let isGateway = request.contains("/gateway/bot")
        let body =
            isGateway
            ? #"{"url":"ws://127.0.0.1:\#(port)/gateway","shards":1,"session_start_limit":{"total":1000,"remaining":999,"reset_after":0,"max_concurrency":1}}"#
            : #"{"message":"404: Not Found","code":0}"#
        let status = isGateway ? "200 OK" : "404 Not Found"
        send(
            client,
            Array(
                "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
                    .utf8))
    }

    private func sendEvents(_ client: Int32, key: String) {
        let head =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(UpgradeProof.accept(key))\r\n\r\n"
        guard send(client, Array(head.utf8) + events.hello) else { return }
        // The first message of a client is IDENTIFY.
        guard !receive(client).isEmpty, send(client, events.session) else { return }
        for _ in 0..<blocks { guard send(client, events.block) else { return } }
        // Stays connected until the client leaves.
        while !receive(client).isEmpty {}
    }

    private func readHead(_ client: Int32) -> String? {
        var text = ""
        while !text.contains("\r\n\r\n") {
            let more = receive(client)
            if more.isEmpty { return nil }
            text += String(decoding: more, as: UTF8.self)
        }
        return text
    }

    private func receive(_ client: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, used in
            used = max(0, recv(client, buffer.baseAddress, 65_536, 0))
        }
    }

    @discardableResult
    private func send(_ client: Int32, _ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { bytes in
            var sent = 0
            while sent < bytes.count {
                let count = Foundation.send(
                    client, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    private static func listen(on descriptor: Int32) throws -> UInt16 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) | Foundation.listen(descriptor, 16) | getsockname(descriptor, $0, &size)
            }
        }
        guard code == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
        return UInt16(bigEndian: address.sin_port)
    }
}
