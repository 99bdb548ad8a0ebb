import Glibc
import TestSupport
import Testing

@testable import Transport

/// Every way an exchange can fail, and whether the peer may have seen it.
@Suite struct HTTPFailureTests {
    @Test func silenceEndsAtTheTotalLimit() async throws {
        try await withServer { server, transport in
            // Long enough for the request to leave on a crowded machine.
            let limits = HTTPLimits(total: .seconds(1))
            let error = try await failure(transport, HTTPRequest(method: "GET", url: server.url, limits: limits))
            #expect(error.kind == .timeLimit)
            #expect(error.mayHaveBeenSent)
        }
    }

    @Test func aSilentHandshakeEndsAtTheConnectLimit() async throws {
        try await withServer { server, transport in
            let url = "https://127.0.0.1:\(server.port)/"
            let limits = HTTPLimits(connect: .milliseconds(50))
            let error = try await failure(transport, HTTPRequest(method: "GET", url: url, limits: limits))
            #expect(error.kind == .timeLimit)
            #expect(!error.mayHaveBeenSent)
        }
    }

    @Test func waitingForAConnectionCountsTowardsTheTotalLimit() async throws {
        // Plain http has eight connections per host. All are taken before the ninth request comes.
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ connection in
            guard connection.readRequest() != nil else { return }
            arrived.yield()
            _ = connection.read()
        }) { server, transport in
            try await withThrowingTaskGroup { group in
                for _ in 0..<8 {
                    group.addTask { _ = try? await transport.send(HTTPRequest(method: "GET", url: server.url)) }
                }
                var taken = arrivals.makeAsyncIterator()
                for _ in 0..<8 { _ = await taken.next() }
                let limits = HTTPLimits(total: .milliseconds(50))
                let error = try await failure(
                    transport, HTTPRequest(method: "GET", url: server.url, limits: limits))
                #expect(error.kind == .timeLimit)
                #expect(!error.mayHaveBeenSent)
                group.cancelAll()
            }
        }
    }

    @Test func silenceAfterTheRequestEndsAtTheFirstByteLimit() async throws {
        try await withServer({ connection in
            guard connection.readRequest() != nil else { return }
            _ = connection.read()
        }) { server, transport in
            let limits = HTTPLimits(firstByte: .milliseconds(50))
            let error = try await failure(transport, HTTPRequest(method: "GET", url: server.url, limits: limits))
            #expect(error.kind == .timeLimit)
            #expect(error.description.contains("no response within 0.05 seconds"))
        }
    }

    @Test func anAnswerThatHasBegunMayTakeLonger() async throws {
        // The limit of the first byte passes between the two bytes of the body.
        try await withServer({ connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no")
            _ = Glibc.poll(nil, 0, 2_100)
            connection.write("k")
            _ = connection.read()
        }) { server, transport in
            let limits = HTTPLimits(firstByte: .seconds(2))
            let request = HTTPRequest(method: "GET", url: server.url, limits: limits)
            try await #expect(transport.send(request).body == Array("ok".utf8))
        }
    }

    @Test func aBodyOverItsLimitFails() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + String(repeating: "x", count: 1001)
        try await withServer({ $0.answerAll(answer) }) { server, transport in
            let small = HTTPRequest(method: "GET", url: server.url, limits: HTTPLimits(responseBytes: 1000))
            try await #expect(failure(transport, small).kind == .tooLarge)
            let enough = HTTPRequest(method: "GET", url: server.url, limits: HTTPLimits(responseBytes: 1001))
            try await #expect(transport.send(enough).body.count == 1001)
        }
    }

    @Test func endlessHeadersFail() async throws {
        try await withServer({ connection in
            guard connection.readRequest() != nil else { return }
            connection.write("HTTP/1.1 200 OK\r\n")
            while connection.write("X-Field: \(String(repeating: "y", count: 1000))\r\n") {}
        }) { server, transport in
            let error = try await failure(transport, HTTPRequest(method: "GET", url: server.url))
            #expect(error.kind == .tooLarge)
        }
    }

    @Test func aRefusedConnectIsCertainlyNotSent() async throws {
        let error = try await refusal { HTTPRequest(method: "GET", url: "http://127.0.0.1:\($0)/") }
        #expect(error.kind == .connect)
        #expect(!error.mayHaveBeenSent)
        #expect(error.description.contains("127.0.0.1"))
    }

    @Test func anUnknownHostIsANameLookupFailure() async throws {
        try await withLoop { loop in
            let request = HTTPRequest(method: "GET", url: "http://host.invalid/")
            let error = try await failure(CurlHTTPTransport(loop: loop), request)
            #expect(error.kind == .nameLookup)
            #expect(!error.mayHaveBeenSent)
        }
    }

    @Test func aConnectionThatBreaksMayHaveCarriedTheRequest() async throws {
        try await withServer({ connection in
            _ = connection.readRequest()
            connection.reset()
        }) { server, transport in
            let error = try await failure(transport, HTTPRequest(method: "POST", url: server.url, body: []))
            #expect(error.kind == .broken)
            #expect(error.mayHaveBeenSent)
        }
    }

    @Test func aBrokenReusedConnectionIsReplaced() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        try await withServer({ connection in
            if connection.readRequest() != nil { connection.write(answer) }
        }) { server, transport in
            for _ in 0..<20 {
                let response = try await transport.send(HTTPRequest(method: "GET", url: server.url))
                #expect(response.status == 200)
            }
        }
    }

    @Test func cancellingTheCallerEndsTheExchange() async throws {
        let (requests, arrived) = AsyncStream.makeStream(of: Void.self)
        try await withServer({ connection in
            if connection.readRequest() != nil { arrived.yield() }
            _ = connection.readRequest()
        }) { server, transport in
            let request = HTTPRequest(method: "GET", url: server.url)
            let caller = Task { try await failure(transport, request) }
            for await _ in requests { break }
            caller.cancel()
            let error = try await caller.value
            #expect(error.kind == .cancelled)
            #expect(error.mayHaveBeenSent)
        }
    }

    @Test func aCallerCancelledBeforehandSendsNothing() async throws {
        try await withServer { server, transport in
            let request = HTTPRequest(method: "GET", url: server.url)
            let caller = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await failure(transport, request)
            }
            let error = try await caller.value
            #expect(error.kind == .cancelled)
            #expect(!error.mayHaveBeenSent)
        }
    }

    @Test func theEndOfTheLoopEndsTheExchange() async throws {
        let (requests, arrived) = AsyncStream.makeStream(of: Void.self)
        let server = try SocketServer { connection in
            if connection.readRequest() != nil { arrived.yield() }
            _ = connection.readRequest()
        }
        defer { server.stop() }
        let loop = try NetworkLoop(name: "ending")
        let transport = CurlHTTPTransport(loop: loop)
        let request = HTTPRequest(method: "GET", url: server.url)
        let caller = Task { try await failure(transport, request) }
        for await _ in requests { break }
        loop.shutdown()
        loop.shutdown()
        try await #expect(caller.value.kind == .cancelled)
        try await #expect(failure(transport, request).kind == .cancelled)
    }

    @Test(arguments: [
        HTTPRequest(method: "GET", url: "ftp://127.0.0.1/s3cret"),
        HTTPRequest(method: "GET", url: "file:///etc/s3cret"),
        HTTPRequest(method: "GET", url: "http://127.0.0.1:99999/?s3cret"),
        HTTPRequest(method: "GET", url: "http://127.0.0.1:1/\u{0}s3cret"),
        HTTPRequest(method: "GET s3cret", url: "http://127.0.0.1:1/"),
        HTTPRequest(method: "GET", url: "http://127.0.0.1:1/", headers: [HTTPField("A", "b\r\nB: s3cret")]),
        HTTPRequest(method: "GET", url: "http://127.0.0.1:1/", headers: [HTTPField("A: s3cret", "b")]),
        HTTPRequest(method: "GET", url: "http://127.0.0.1:1/", headers: [HTTPField("A", "b\u{0}s3cret")]),
    ])
    func whatCannotBeSentIsRefusedWithoutQuotingIt(_ request: HTTPRequest) async throws {
        try await withLoop { loop in
            let error = try await failure(CurlHTTPTransport(loop: loop), request)
            #expect(error.kind == .other(3))
            #expect(!error.mayHaveBeenSent)
            #expect(!error.description.contains("s3cret"))
        }
    }

    @Test func errorsNameTheHostAndNoSecret() async throws {
        let error = try await refusal { port in
            let url = "http://s3cret:s3cret@127.0.0.1:\(port)/s3cret?s3cret"
            let fields = [HTTPField("Authorization", "Bot s3cret")]
            return HTTPRequest(method: "POST", url: url, headers: fields, body: Array("s3cret".utf8))
        }
        #expect(error.description.contains("127.0.0.1"))
        #expect(!error.description.contains("s3cret"))
    }

    @Test func aMalformedAnswerIsNotQuoted() async throws {
        try await withServer({ $0.answerAll("s3cret nonsense\r\n\r\n") }) { server, transport in
            let error = try await failure(transport, HTTPRequest(method: "GET", url: server.url))
            #expect(error.mayHaveBeenSent)
            #expect(!error.description.contains("s3cret"))
        }
    }

    /// The error of a request to a port that refuses connections.
    private func refusal(of request: (UInt16) -> HTTPRequest) async throws -> TransportError {
        try await withRefusingPort { port in
            try await withLoop { try await failure(CurlHTTPTransport(loop: $0), request(port)) }
        }
    }
}
