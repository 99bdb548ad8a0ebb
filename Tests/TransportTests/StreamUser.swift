import TestSupport

@testable import Transport

/// An actor that runs on the loop and uses streams as the gateway does.
actor StreamUser {
    private let opener: CurlByteStreamOpener
    private let stream: any ByteStream
    nonisolated var unownedExecutor: UnownedSerialExecutor { opener.loop.asUnownedSerialExecutor() }
    /// The stream's waker, for other threads.
    nonisolated let waker: StreamWaker
    /// The server's port.
    nonisolated let port: UInt16

    /// Connects to 127.0.0.1.
    static func connect(
        _ opener: CurlByteStreamOpener, port: UInt16, tls: Bool = false, limit: Duration = .patience
    ) async throws(TransportError) -> StreamUser {
        let endpoint = StreamEndpoint(host: "127.0.0.1", port: port, tls: tls, connectLimit: limit)
        return StreamUser(opener, try await opener.open(endpoint), port)
    }

    private init(_ opener: CurlByteStreamOpener, _ stream: sending any ByteStream, _ port: UInt16) {
        self.opener = opener
        self.port = port
        waker = stream.waker
        self.stream = stream
    }

    /// The loop on which the actor runs.
    var loop: NetworkLoop { opener.loop }

    /// Whether the actor runs on the loop's thread.
    var isOnLoop: Bool {
        assertIsolated()
        return opener.loop.isCurrentThread
    }

    /// Sends everything while it reads as many bytes back.
    func exchange(_ bytes: [UInt8], expecting count: Int) async throws -> [UInt8] {
        var input: [UInt8] = []
        var sent = 0
        let deadline = ContinuousClock.now + .patience
        while true {
            if sent < bytes.count { sent += try send(bytes[sent...]) }
            let isOpen = try drain(into: &input)
            if sent == bytes.count, input.count >= count { return input }
            guard isOpen else { return input }
            let interest: StreamInterest = sent < bytes.count ? [.readable, .writable] : .readable
            guard await stream.wait(for: interest, until: deadline) != .deadline else {
                throw TestFailure("stuck after \(sent) bytes out and \(input.count) in")
            }
        }
    }

    /// Reads exactly one piece, and then waits for the next although the stream may hold more.
    func readPieces(of size: Int, count: Int) async throws -> [UInt8] {
        var input: [UInt8] = []
        let deadline = ContinuousClock.now + .patience
        while input.count < count {
            let wake = await stream.wait(for: .readable, until: deadline)
            guard wake == .ready else { throw TestFailure("nothing came") }
            _ = try receive(size, into: &input)
        }
        return input
    }

    func send(_ bytes: ArraySlice<UInt8>) throws -> Int {
        try bytes.withUnsafeBytes { try stream.send($0) }
    }

    func receive() throws -> ReceiveResult {
        var input: [UInt8] = []
        return try receive(100, into: &input)
    }

    func wait(_ interest: StreamInterest = .readable, _ limit: Duration? = .patience) async -> StreamWake {
        await stream.wait(for: interest, until: limit.map { .now + $0 })
    }

    /// Sends until the kernel takes nothing more; false if it never stops.
    func fill() async throws -> Bool {
        let bytes = [UInt8](repeating: 0, count: 1 << 20)
        // The kernel may find room again while it moves bytes from one end to the other; not for ever.
        for _ in 0..<500 {
            guard try send(bytes[...]) == 0 else { continue }
            if await wait(.writable, .milliseconds(20)) == .deadline { return true }
        }
        return false
    }

    /// Sends until an error comes, as it must when the peer has reset the connection.
    func sendUntilBroken() async throws -> TransportError {
        let bytes = [UInt8](repeating: 1, count: 1 << 16)
        do {
            while true {
                if try send(bytes[...]) > 0 { continue }
                guard await wait(.writable) == .ready else { throw TestFailure("the connection never broke") }
            }
        } catch let error as TransportError {
            return error
        }
    }

    func close() { stream.close() }

    private func drain(into input: inout [UInt8]) throws -> Bool {
        while true {
            switch try receive(1 << 17, into: &input) {
            case .bytes: continue
            case .wouldBlock: return true
            case .endOfStream: return false
            }
        }
    }

    private func receive(_ size: Int, into input: inout [UInt8]) throws -> ReceiveResult {
        try withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
            let result = try stream.receive(into: buffer)
            if case .bytes(let count) = result { input.append(contentsOf: buffer[..<count]) }
            return result
        }
    }
}
