import Testing

@testable import WebSocket

@Suite("§4.1 An answer other than 101")
struct RefusedUpgradeTests {
    @Test func hasStatusExcerptAndRetryAfter() throws {
        let refusal = try refusal(
            "HTTP/1.1 429 Too Many Requests",
            ["Content-Type: application/json", "Content-Length: 21", "Retry-After: 12"],
            body: #"{"message":"slow\n"}!"# + "not part of it")
        #expect(refusal == UpgradeRefusal(status: 429, retryAfter: "12", excerpt: #"{"message":"slow\n"}!"#))
        #expect(refusal?.retryAfterSeconds == 12)
        #expect(
            refusal?.description
                == #"The server refused the WebSocket upgrade with status 429 (retry after 12): {"message":"slow\n"}!"#)
    }

    @Test func retryAfterMayBeADate() {
        let date = UpgradeRefusal(status: 503, retryAfter: "Fri, 31 Dec 1999 23:59:59 GMT")
        #expect(date.retryAfterSeconds == nil)
        #expect(UpgradeRefusal(status: 503, retryAfter: "-1").retryAfterSeconds == nil)
    }

    @Test func keepsAtMost200BytesAndNoHalfCharacter() throws {
        let body = String(repeating: "x", count: 199) + "é" + String(repeating: "y", count: 5_000)
        let excerpt = try refusal("HTTP/1.1 502 Bad Gateway", [], body: body)?.excerpt
        #expect(excerpt == String(repeating: "x", count: 199))
    }

    @Test func controlCharactersBecomeSpaces() throws {
        let excerpt = try refusal("HTTP/1.1 400 No", ["Content-Length: 9"], body: "a\r\n\u{1B}[\u{202E}b")?.excerpt
        #expect(excerpt == "a   [ b")
    }

    @Test func chunksAreJoined() throws {
        let body = "5\r\nHello\r\n6;name=value\r\n world\r\n0\r\n\r\n"
        let fields = ["Transfer-Encoding: chunked", "Content-Type: text/html"]
        #expect(try refusal("HTTP/1.1 403 Forbidden", fields, body: body)?.excerpt == "Hello world")
        #expect(try refusal("HTTP/1.1 403 Forbidden", fields, body: "zz\r\nHello")?.excerpt.isEmpty == true)
        #expect(
            try refusal(
                "HTTP/1.1 403 Forbidden", fields, body: "FFFFFFFFFFFFFFF\r\n" + String(repeating: "a", count: 300))?
                .excerpt.count == 200)
    }

    @Test func aBodyThatIsNotTextIsNotAwaited() throws {
        for fields in [["Content-Type: image/png", "Content-Length: 9"], ["Content-Encoding: gzip"]] {
            #expect(try refusal("HTTP/1.1 404 Not Found", fields) == UpgradeRefusal(status: 404))
        }
        #expect(try refusal("HTTP/1.1 200 OK", ["Content-Length: 0"]) == UpgradeRefusal(status: 200))
        #expect(try refusal("HTTP/1.1 304 Not Modified", []) == UpgradeRefusal(status: 304))
        #expect(try refusal("HTTP/1.1 100 Continue", []) == UpgradeRefusal(status: 100))
        #expect(try refusal("HTTP/1.1 400 No", ["Content-Length: -5"]) == UpgradeRefusal(status: 400))
    }

    @Test func aBodyThatEndsEarlyIsShownAsFarAsItCame() throws {
        let conversation = Conversation()
        try conversation.upgrade()
        conversation.receive(Conversation.head("HTTP/1.1 500 Oops", ["Content-Length: 100"], body: "half"))
        #expect(conversation.events.isEmpty)
        conversation.end()
        #expect(conversation.events == [.failed(.upgradeRefused(UpgradeRefusal(status: 500, excerpt: "half")))])
    }

    /// The refusal that the answer makes, the same however it is cut.
    private func refusal(_ status: String, _ fields: [String], body: String = "") throws -> UpgradeRefusal? {
        let answer = Conversation.head(status, fields, body: body)
        var seen: Set<UpgradeRefusal> = []
        for size in [1, 7, answer.count] {
            let conversation = Conversation()
            try conversation.upgrade()
            for start in stride(from: 0, to: answer.count, by: size) {
                conversation.receive(answer[start..<min(start + size, answer.count)])
            }
            #expect(conversation.events.count == 1)
            guard case .failed(.upgradeRefused(let refusal))? = conversation.events.first else { return nil }
            seen.insert(refusal)
        }
        #expect(seen.count == 1)
        return seen.first
    }
}
