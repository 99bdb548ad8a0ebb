import Transport
import WebSocket

/// One connection to the fuzzing server, from the upgrade to the end. Runs on the network loop, as the gateway's does.
actor FuzzingConnection {
    /// The time in which the server has to drop the connection after the close frames (RFC 6455 §7.1.1).
    private static let dropLimit = Duration.seconds(2)

    private let loop: NetworkLoop
    private let stream: any ByteStream
    private let limit: Duration
    private let deadline: ContinuousClock.Instant
    private var socket: WebSocketClient

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    /// Connects and prepares the upgrade request.
    /// - Throws: `RunFailure.unreachable`, or `WebSocketError.misuse`.
    static func open(
        _ address: ServerAddress, target: String, opener: CurlByteStreamOpener, limit: Duration
    ) async throws -> FuzzingConnection {
        do {
            let stream = try await opener.open(address.endpoint)
            return try FuzzingConnection(stream, opener.loop, host: address.host, target: target, limit: limit)
        } catch let error as TransportError {
            throw RunFailure.unreachable(error)
        }
    }

    private init(
        _ stream: sending any ByteStream, _ loop: NetworkLoop, host: String, target: String, limit: Duration
    ) throws {
        self.loop = loop
        self.stream = stream
        self.limit = limit
        deadline = .now + limit
        socket = WebSocketClient { .random(in: .min ... .max) }
        try socket.startUpgrade(host: host, target: target)
    }

    /// Sends each message back as its kind, and nothing else, until the connection is over.
    /// - Throws: `RunFailure`.
    func echo() async throws {
        try await converse { socket, kind, payload in
            switch kind {
            case .text: try socket.send(text: payload)
            case .binary: try socket.send(binary: payload)
            }
        }
    }

    /// The first text message of a connection on which only the server sends.
    /// - Throws: `RunFailure`.
    func firstText() async throws -> String? {
        var text: String?
        try await converse { _, kind, payload in
            if kind == .text, text == nil { text = String(decoding: payload, as: UTF8.self) }
        }
        return text
    }

    private typealias Receiver = (inout WebSocketClient, MessageKind, ArraySlice<UInt8>) throws -> Void

    private func converse(_ receive: Receiver) async throws {
        let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer {
            stream.close()
            input.deallocate()
        }
        while socket.state != .closed {
            try flush()
            if try !read(input) { try await waitForMore() }
            guard .now < deadline else { throw RunFailure.timeLimit(limit) }
            try handleEvents(receive)
        }
        await awaitDrop(input)
    }

    private func handleEvents(_ receive: Receiver) throws {
        while let event = socket.nextEvent() {
            switch event {
            case .message(let kind, let payload): try receive(&socket, kind, payload)
            case .failed(.upgradeRefused(let refusal)): throw RunFailure.notOpened("\(refusal)")
            case .failed(.upgradeInvalid(let flaw)):
                throw RunFailure.notOpened("\(WebSocketError.upgradeInvalid(flaw))")
            // The server breaks the protocol on purpose; the client has answered that already.
            case .opened, .ping, .pong, .closed, .failed: break
            }
        }
    }

    private func waitForMore() async throws {
        let interest: StreamInterest = socket.outputCount > 0 ? [.readable, .writable] : .readable
        if await stream.wait(for: interest, until: deadline) == .deadline { throw RunFailure.timeLimit(limit) }
    }

    /// Reads once. Returns whether there was anything.
    private func read(_ input: UnsafeMutableRawBufferPointer) throws -> Bool {
        do throws(TransportError) {
            switch try stream.receive(into: input) {
            case .wouldBlock: return false
            case .endOfStream: socket.receivedEndOfStream()
            case .bytes(let count): socket.received(UnsafeRawBufferPointer(rebasing: input[..<count]))
            }
            return true
        } catch {
            throw RunFailure.broken(error)
        }
    }

    private func flush() throws {
        do throws(TransportError) {
            while socket.outputCount > 0 {
                let sent = try socket.withOutput { bytes throws(TransportError) in try stream.send(bytes) }
                guard sent > 0 else { return }
                socket.wrote(sent)
            }
        } catch {
            throw RunFailure.broken(error)
        }
    }

    /// Writes the rest of the output, and reads until the server has dropped the connection, for at most `dropLimit`.
    /// Errors are ignored: the case is over.
    private func awaitDrop(_ input: UnsafeMutableRawBufferPointer) async {
        let end = min(deadline, .now + Self.dropLimit)
        while (try? flush()) != nil, .now < end {
            switch try? stream.receive(into: input) {
            case .bytes: continue
            case .endOfStream, nil: return
            case .wouldBlock: break
            }
            let interest: StreamInterest = socket.outputCount > 0 ? [.readable, .writable] : .readable
            if await stream.wait(for: interest, until: end) == .deadline { return }
        }
    }
}
