import TestSupport
import Testing

@testable import Transport

/// Plain streams over real sockets, used from an actor on the loop.
@Suite struct ByteStreamTests {
    @Test func tenMegabytesGoBothWays() async throws {
        try await withStream({ $0.echo() }) { user in
            let bytes = pattern(10 << 20)
            try await #expect(user.exchange(bytes, expecting: bytes.count) == bytes)
        }
    }

    @Test func theActorRunsOnTheLoop() async throws {
        try await withStream({ $0.echo() }) { user in
            #expect(await user.isOnLoop)
            _ = try await user.exchange([1], expecting: 1)
            #expect(await user.isOnLoop)
        }
    }

    @Test func theEndOfTheStreamIsReported() async throws {
        try await withStream({ $0.write("bye") }) { user in
            try await #expect(user.exchange([], expecting: .max) == Array("bye".utf8))
            try await #expect(user.receive() == .endOfStream)
            #expect(await user.wait() == .ready)
        }
    }

    @Test func receivingWithoutBytesWouldBlock() async throws {
        try await withStream { user in
            try await #expect(user.receive() == .wouldBlock)
            #expect(await user.wait(.writable) == .ready)
        }
    }

    @Test func aFullKernelTakesNothing() async throws {
        let server = try SocketServer()
        try await withLoop { loop in
            let user = try await StreamUser.connect(CurlByteStreamOpener(loop: loop), port: server.port)
            #expect(try await user.fill())
        }
    }

    @Test func aDeadlineEndsTheWaitAndNotBefore() async throws {
        try await withStream { user in
            let start = ContinuousClock.now
            #expect(await user.wait(.readable, .milliseconds(30)) == .deadline)
            #expect(start.duration(to: .now) >= .milliseconds(30))
            #expect(await user.wait(.readable, .zero) == .deadline)
        }
    }

    @Test func aWakeBeforeTheWaitCountsOnce() async throws {
        try await withStream { user in
            user.waker.wake()
            user.waker.wake()
            #expect(await user.wait() == .woken)
            #expect(await user.wait(.readable, .milliseconds(5)) == .deadline)
        }
    }

    @Test func aWakeEndsTheWaitFromAnyThread() async throws {
        try await withStream { user in
            for _ in 0..<200 {
                async let wake = user.wait()
                await Task.detached { user.waker.wake() }.value
                #expect(await wake == .woken)
            }
        }
    }

    @Test func cancellingTheTaskEndsTheWait() async throws {
        try await withStream { user in
            let waiting = Task { await user.wait(.readable, nil) }
            waiting.cancel()
            #expect(await waiting.value == .woken)
        }
    }

    @Test func aSecondWaitEndsTheFirst() async throws {
        try await withStream { user in
            async let first = user.wait()
            async let second = user.wait()
            let firstToEnd = Task { await user.wait(.readable, .milliseconds(20)) }
            _ = await firstToEnd.value
            user.waker.wake()
            #expect([await first, await second].allSatisfy { $0 == .woken || $0 == .deadline })
        }
    }

    @Test func closingEndsTheWaitAndTheStream() async throws {
        try await withStream { user in
            let waiting = Task { await user.wait(.readable, nil) }
            await user.close()
            await user.close()
            #expect([.woken, .ready].contains(await waiting.value))
            try await #expect(user.receive() == .endOfStream)
            await #expect(throws: TransportError.self) { try await user.send([1]) }
            #expect(await user.wait(.readable, nil) == .ready)
            #expect(await user.wait([], nil) == .woken)
        }
    }

    @Test func writingToAResetConnectionIsAnError() async throws {
        // Not before the first byte: a reset that is quicker than the connect is a refused connection.
        let resetting: @Sendable (SocketConnection) -> Void = { connection in
            _ = connection.read(1)
            connection.reset()
        }
        try await withStream(resetting) { user in
            let error = try await user.sendUntilBroken()
            #expect(error.kind == .broken)
            #expect(error.mayHaveBeenSent)
        }
    }

    @Test func aRefusedConnectIsReported() async throws {
        try await withRefusingPort { port in
            try await expectConnectFailure(.connect, StreamEndpoint(host: "127.0.0.1", port: port, tls: false))
        }
    }

    @Test func anUnknownHostIsReported() async throws {
        try await expectConnectFailure(.nameLookup, StreamEndpoint(host: "host.invalid", port: 1, tls: true))
    }

    @Test func aSilentHandshakeEndsAtTheConnectLimit() async throws {
        let server = try SocketServer()
        try await expectConnectFailure(
            .timeLimit,
            StreamEndpoint(host: "127.0.0.1", port: server.port, tls: true, connectLimit: .milliseconds(50)))
    }

    @Test(arguments: ["127.0.0.1/x", "a@127.0.0.1", "127.0.0.1?", "127.0.0.1#", "", "a b", "127.0.0.1:80"])
    func anInvalidHostIsRefused(_ host: String) async throws {
        try await expectConnectFailure(.other(3), StreamEndpoint(host: host, port: 1, tls: false))
    }

    @Test func cancellingAConnectEndsItAtOnce() async throws {
        let (connections, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try SocketServer { connection in
            arrived.yield()
            _ = connection.readRequest()
        }
        defer { server.stop() }
        try await withLoop { loop in
            let opener = CurlByteStreamOpener(loop: loop)
            let caller = Task { try await StreamUser.connect(opener, port: server.port, tls: true) }
            for await _ in connections { break }
            caller.cancel()
            let error = await #expect(throws: TransportError.self) { try await caller.value }
            #expect(error?.kind == .cancelled)
        }
    }
}

/// Runs a test with a stream to a socket server that serves it with the closure, or does not answer.
func withStream(
    _ serve: @escaping @Sendable (SocketConnection) -> Void = { _ = $0.readRequest() },
    _ body: (StreamUser) async throws -> Void
) async throws {
    let server = try SocketServer(serve)
    defer { server.stop() }
    try await withLoop { loop in
        try await body(try await StreamUser.connect(CurlByteStreamOpener(loop: loop), port: server.port))
    }
}

private func expectConnectFailure(_ kind: TransportError.Kind, _ endpoint: StreamEndpoint) async throws {
    try await withLoop { loop in
        let error = await #expect(throws: TransportError.self) {
            _ = try await CurlByteStreamOpener(loop: loop).open(endpoint)
        }
        #expect(error?.kind == kind)
        #expect(error?.mayHaveBeenSent == false)
    }
}
