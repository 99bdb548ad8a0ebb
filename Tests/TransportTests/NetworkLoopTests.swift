import Testing

@testable import Transport

/// The loop as an executor: where actors run, when it sleeps, and how it ends.
@Suite struct NetworkLoopTests {
    @Test func anIdleLoopDoesNotTurn() async throws {
        try await withStream { user in
            let loop = await user.loop
            let before = loop.turnCount
            #expect(await user.wait(.readable, .milliseconds(200)) == .deadline)
            // The call, the wait and the deadline are a turn each; polling would be hundreds.
            #expect(loop.turnCount - before < 10)
        }
    }

    @Test func aLoopThatWaitsForAnAnswerDoesNotTurn() async throws {
        let (requests, arrived) = AsyncStream.makeStream(of: Void.self)
        try await withStream({ connection in
            if connection.readRequest() != nil { arrived.yield() }
            _ = connection.readRequest()
        }) { user in
            let loop = await user.loop
            let request = HTTPRequest(method: "GET", url: "http://127.0.0.1:\(user.port)/")
            let caller = Task { try await failure(CurlHTTPTransport(loop: loop), request) }
            for await _ in requests { break }
            let before = loop.turnCount
            #expect(await user.wait(.readable, .milliseconds(200)) == .deadline)
            #expect(loop.turnCount - before < 10)
            caller.cancel()
            try await #expect(caller.value.kind == .cancelled)
        }
    }

    @Test func aBrokenStreamThatIsNotReadDoesNotTurnTheLoop() async throws {
        try await withStream({ connection in
            _ = connection.read(1)
            connection.reset()
        }) { user in
            let loop = await user.loop
            let bystander = try await StreamUser.connect(CurlByteStreamOpener(loop: loop), port: user.port)
            try await #expect(user.send([1]) == 1)
            #expect(await user.wait(.readable) == .ready)
            // From now on the kernel tells of the reset whenever it is asked.
            let before = loop.turnCount
            let waiting = Task { await user.wait([], nil) }
            #expect(await bystander.wait(.readable, .milliseconds(200)) == .deadline)
            let turns = loop.turnCount - before
            user.waker.wake()
            #expect(await waiting.value == .woken)
            // Without this the loop would not come to look at deadlines.
            try #require(turns < 20)
            #expect(await user.wait([], .milliseconds(5)) == .deadline)
            #expect(await user.wait(.readable) == .ready)
            await #expect(throws: TransportError.self) { try await user.receive() }
        }
    }

    @Test func shutdownEndsWaitsAndActorsCanStillBeCalled() async throws {
        let server = try SocketServer { _ = $0.readRequest() }
        defer { server.stop() }
        let loop = try NetworkLoop(name: "ending")
        let user = try await StreamUser.connect(CurlByteStreamOpener(loop: loop), port: server.port)
        let waiting = Task { await user.wait(.readable, nil) }
        _ = await user.isOnLoop
        loop.shutdown()
        #expect(await waiting.value == .woken)
        #expect(await user.isOnLoop)
        #expect(await user.wait(.readable, nil) == .woken)
        #expect(await user.isOnLoop)
    }

    @Test func manyThreadsMayCallShutdown() async throws {
        let loop = try NetworkLoop(name: "ending")
        await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { loop.shutdown() } }
        }
        #expect(!loop.isCurrentThread)
    }

    @Test func aConnectAfterTheEndIsCancelled() async throws {
        let server = try SocketServer()
        let loop = try NetworkLoop(name: "ended")
        loop.shutdown()
        let error = await #expect(throws: TransportError.self) {
            try await StreamUser.connect(CurlByteStreamOpener(loop: loop), port: server.port, tls: true)
        }
        #expect(error?.kind == .cancelled)
    }

    @Test func streamsAndExchangesShareTheLoop() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
        let web = try SocketServer { $0.answerAll(answer) }
        let echo = try SocketServer { $0.echo() }
        defer {
            web.stop()
            echo.stop()
        }
        try await withLoop { loop in
            let transport = CurlHTTPTransport(loop: loop)
            let opener = CurlByteStreamOpener(loop: loop)
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<4 {
                    group.addTask { try await echoes(opener, echo.port, seed: number) }
                    for _ in 0..<50 {
                        group.addTask {
                            try await transport.send(HTTPRequest(method: "GET", url: web.url)).status == 200
                        }
                    }
                }
                for try await isRight in group { #expect(isRight) }
            }
        }
    }
}

/// Sends a few hundred messages of different sizes through a stream of its own, while another task wakes it.
private func echoes(_ opener: CurlByteStreamOpener, _ port: UInt16, seed: Int) async throws -> Bool {
    let user = try await StreamUser.connect(opener, port: port)
    let waker = Task.detached {
        while !Task.isCancelled {
            user.waker.wake()
            await Task.yield()
        }
    }
    defer { waker.cancel() }
    for number in 0..<200 {
        let bytes = pattern(1 + (number * 7919 + seed * 104_729) % 5000)
        guard try await user.exchange(bytes, expecting: bytes.count) == bytes else { return false }
    }
    await user.close()
    return true
}
