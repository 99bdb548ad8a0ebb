import Glibc
import TestSupport

@testable import Transport

/// A listening socket on 127.0.0.1 whose connections are each served by a closure on a thread of its own.
final class SocketServer: @unchecked Sendable {
    private let listener: LoopbackListener
    private let lock = PthreadLock()
    private var open: Set<Int32> = []
    private var total = 0

    /// Serves until `stop`. Without a closure no connection is accepted: connects succeed, but get no bytes.
    init(_ serve: (@Sendable (SocketConnection) -> Void)? = nil) throws {
        listener = try LoopbackListener()
        guard let serve else { return }
        try NetworkThread.detach(named: "server") { self.accept(serve) }
    }

    deinit { listener.close() }

    var port: UInt16 { listener.port }

    /// Connections accepted so far.
    var accepted: Int { lock.withLock { total } }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Ends all connections, so that every thread of the server ends.
    func stop() {
        shutdown(listener.descriptor, Int32(SHUT_RDWR))
        lock.withLock { for descriptor in open { shutdown(descriptor, Int32(SHUT_RDWR)) } }
    }

    private func accept(_ serve: @escaping @Sendable (SocketConnection) -> Void) {
        while true {
            let descriptor = Glibc.accept(listener.descriptor, nil, nil)
            guard descriptor >= 0 else { return }
            lock.withLock {
                open.insert(descriptor)
                total += 1
            }
            let connection = SocketConnection(descriptor: descriptor)
            try? NetworkThread.detach(named: "served") {
                serve(connection)
                self.lock.withLock { _ = self.open.remove(descriptor) }
                close(descriptor)
            }
        }
    }
}

/// One accepted connection; its calls block.
struct SocketConnection: Sendable {
    let descriptor: Int32

    /// Reads at most so many bytes; empty at the end of the stream.
    func read(_ count: Int = 65536) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            used = max(0, recv(descriptor, buffer.baseAddress, count, 0))
        }
    }

    /// Writes everything; false if the peer has gone.
    @discardableResult
    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                send(descriptor, bytes.baseAddress?.advanced(by: sent), bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func write(_ text: String) -> Bool { write([UInt8](text.utf8)) }

    /// Reads one request with its `Content-Length` body; nil at the end of the stream.
    func readRequest() -> String? {
        var text: [UInt8] = []
        while true {
            if let head = headLength(text), text.count >= head + bodyLength(text[..<head]) {
                return String(decoding: text, as: UTF8.self)
            }
            let more = read()
            if more.isEmpty { return nil }
            text += more
        }
    }

    /// Answers every request with the same bytes until the peer ends the stream.
    func answerAll(_ response: String) {
        while readRequest() != nil, write(response) {}
    }

    /// Closes with a reset instead of an end of stream.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }

    /// Sends back what comes until the peer ends.
    func echo() {
        while true {
            let bytes = read()
            if bytes.isEmpty || !write(bytes) { return }
        }
    }

    private func headLength(_ text: [UInt8]) -> Int? {
        let end = Array("\r\n\r\n".utf8)
        guard text.count >= 4 else { return nil }
        return (0...(text.count - 4)).first { text[$0..<($0 + 4)].elementsEqual(end) }.map { $0 + 4 }
    }

    private func bodyLength(_ head: ArraySlice<UInt8>) -> Int {
        let lines = String(decoding: head, as: UTF8.self).lowercased().split(separator: "\r\n")
        let field = lines.first { $0.hasPrefix("content-length:") }
        return field.flatMap { Int($0.dropFirst(15).filter { $0 != " " }) } ?? 0
    }
}

/// Why a test could not be set up.
struct TestFailure: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
