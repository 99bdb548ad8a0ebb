import FlyingFox
import TestSupport
import Testing

@testable import Transport

/// What goes over the wire, and what comes back.
@Suite struct HTTPExchangeTests {
    private typealias Request = Transport.HTTPRequest

    @Test func exchangesOneAfterAnotherShareAConnection() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-A:  b \r\n\r\nhi"
        try await withServer({ $0.answerAll(answer) }) { server, transport in
            for _ in 0..<5 {
                let response = try await transport.send(Request(method: "GET", url: server.url))
                #expect(response.status == 200)
                #expect(response[header: "x-a"] == "b")
                #expect(response.body == Array("hi".utf8))
            }
            #expect(server.accepted == 1)
        }
    }

    @Test func gzipIsRequestedAndDecompressed() async throws {
        let packed: [UInt8] = [
            31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 72, 205, 201, 201, 215, 81, 72, 175, 202, 44, 0, 0, 74, 155, 177, 92,
            11, 0, 0, 0,
        ]
        let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
        try await withServer({ connection in
            guard connection.readRequest()?.contains("Accept-Encoding: gzip\r\n") == true else { return }
            connection.write(Array(head.utf8) + packed)
        }) { server, transport in
            let response = try await transport.send(Request(method: "GET", url: server.url))
            #expect(String(decoding: response.body, as: UTF8.self) == "hello, gzip")
        }
    }

    @Test func fiveHundredAtOnceAreAllAnswered() async throws {
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0), timeout: Duration.patience / .seconds(1), logger: .disabled)
        await server.appendRoute("*") { request in
            // A body would go out in a second write, which Nagle's algorithm holds back for 40 ms.
            FlyingFox.HTTPResponse(statusCode: .ok, headers: HTTPHeaders([HTTPHeader("X-Path"): request.path]))
        }
        let running = Task { try await server.run() }
        try await server.waitUntilListening(timeout: Duration.patience / .seconds(1))
        guard case .ip4(_, let port) = await server.listeningAddress else { throw TestFailure("no address") }
        try await withLoop { loop in
            let transport = CurlHTTPTransport(loop: loop)
            try await expectAnswers(500, from: transport, at: "http://127.0.0.1:\(port)")
        }
        running.cancel()
    }

    @Test func aBodyIsSentWithItsLengthAndNoOtherField() async throws {
        try await withServer(mirror) { server, transport in
            let fields = [HTTPField("Authorization", "Bot x"), HTTPField("X-Empty", "")]
            let body = Array(#"{"a":1}"#.utf8)
            let request = Request(method: "PATCH", url: server.url + "/a?b=c", headers: fields, body: body)
            let text = String(decoding: try await transport.send(request).body, as: UTF8.self)
            #expect(text.hasPrefix("PATCH /a?b=c HTTP/1.1\r\n"))
            #expect(text.contains("\r\nContent-Length: 7\r\n"))
            #expect(text.contains("\r\nAuthorization: Bot x\r\nX-Empty:\r\n"))
            #expect(text.hasSuffix("\r\n\r\n{\"a\":1}"))
            #expect(!text.contains("Content-Type") && !text.contains("Expect"))
        }
    }

    @Test func anEmptyBodySendsContentLengthZeroAndNoBodyNone() async throws {
        try await withServer(mirror) { server, transport in
            for method in ["PUT", "POST", "DELETE"] {
                let empty = try await transport.send(Request(method: method, url: server.url, body: []))
                let none = try await transport.send(Request(method: method, url: server.url))
                #expect(String(decoding: empty.body, as: UTF8.self).contains("\r\nContent-Length: 0\r\n"))
                #expect(!String(decoding: none.body, as: UTF8.self).contains("Content-Length"))
            }
        }
    }

    @Test func aLargeBodyIsSentWithoutExpectContinue() async throws {
        try await withServer(mirror) { server, transport in
            let body = [UInt8](repeating: 97, count: 3 << 20)
            let response = try await transport.send(Request(method: "POST", url: server.url, body: body))
            #expect(response.body.count > body.count)
            #expect(!String(decoding: response.body.prefix(400), as: UTF8.self).contains("Expect"))
        }
    }

    @Test func onlyTheFinalHeadIsReturned() async throws {
        let answer =
            "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
            + "X-Late: 2\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: 3\r\n\r\n"
        try await withServer({ $0.answerAll(answer) }) { server, transport in
            let response = try await transport.send(Request(method: "GET", url: server.url))
            #expect(response.status == 200)
            #expect(response.headers.map(\.name) == ["Transfer-Encoding", "X-Late"])
            #expect(response.body == Array("ok".utf8))
        }
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let answer = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        try await withServer({ $0.answerAll(answer) }) { server, transport in
            let response = try await transport.send(Request(method: "GET", url: server.url))
            #expect(response.status == 302)
            #expect(response[header: "LOCATION"] == "http://127.0.0.1:1/")
        }
    }

    @Test func aHeadHasNoBody() async throws {
        let answer = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"
        try await withServer({ $0.answerAll(answer) }) { server, transport in
            let response = try await transport.send(Request(method: "HEAD", url: server.url))
            #expect(response[header: "content-length"] == "9")
            #expect(response.body.isEmpty)
        }
    }
}

/// Answers with the request itself.
@Sendable private func mirror(_ connection: SocketConnection) {
    while let request = connection.readRequest() {
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")
    }
}

/// Sends so many GETs at once, each with its own path, and expects each path back.
func expectAnswers(_ count: Int, from transport: CurlHTTPTransport, at url: String) async throws {
    let limits = HTTPLimits(connect: .patience, firstByte: .patience, total: .patience)
    let wrong = try await withThrowingTaskGroup(of: String?.self) { group in
        for number in 0..<count {
            group.addTask {
                let request = Transport.HTTPRequest(method: "GET", url: "\(url)/\(number)", limits: limits)
                let response = try await transport.send(request)
                let path = response[header: "x-path"] ?? String(decoding: response.body, as: UTF8.self)
                return response.status == 200 && path == "/\(number)" ? nil : "\(number): \(response.status) \(path)"
            }
        }
        return try await group.reduce(into: []) { $0 += [$1].compactMap { $0 } }
    }
    #expect(wrong == [])
}
