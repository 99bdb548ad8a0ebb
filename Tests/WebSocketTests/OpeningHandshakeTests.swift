import Testing

@testable import WebSocket

@Suite("§4 Opening handshake")
struct OpeningHandshakeTests {
    @Test func theAcceptValueOfSection1Point3IsComputed() {
        #expect(UpgradeProof.accept("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test func theRequestHasExactlyTheExpectedBytes() throws {
        let nonce = Array("the sample nonce".utf8)
        let words = [0, 8].map { start in nonce[start..<start + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) } }
        let request = try UpgradeRequest(
            host: "server.example.com:8080", target: "/chat?v=10&encoding=json",
            headers: [(name: "User-Agent", value: "dreambot")], nonce: (words[0], words[1]))
        let expected = """
            GET /chat?v=10&encoding=json HTTP/1.1\r
            Host: server.example.com:8080\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            User-Agent: dreambot\r
            \r

            """
        #expect(String(decoding: request.bytes, as: UTF8.self) == expected)
        #expect(request.expectedAccept == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test func nothingCanBeInjectedIntoTheRequest() {
        func refusal(_ host: String, _ target: String, _ name: String, _ value: String) -> WebSocketError? {
            let conversation = Conversation()
            var thrown: WebSocketError?
            do {
                try conversation.client.startUpgrade(
                    host: host, target: target, headers: [(name: name, value: value)])
            } catch { thrown = error }
            #expect(conversation.client.output.isEmpty == (thrown != nil))
            return thrown
        }
        for host in ["", "a\r\nX: y", "a\nb", "a b", "a/b", "u@a", "ä", "a\\b", "a\0"] {
            #expect(refusal(host, "/", "X", "y") == .misuse(.host), "\(host.debugDescription)")
        }
        for target in ["", "v=10", "/a b", "/\r\nX: y", "/a#b", "/ü", "/\u{7F}"] {
            #expect(refusal("a", target, "X", "y") == .misuse(.target), "\(target.debugDescription)")
        }
        for name in ["", "X Y", "X:", "X\r\n", "hOst", "Upgrade", "Sec-WebSocket-Extensions", "Content-Length"] {
            #expect(refusal("a", "/", name, "y") == .misuse(.header(name: name)), "\(name.debugDescription)")
        }
        for value in ["y\r\nZ: w", "y\n", "\0", "\u{7F}"] {
            #expect(refusal("a", "/", "X", value) == .misuse(.header(name: "X")), "\(value.debugDescription)")
        }
        #expect(refusal("[::1]:80", "/%20?a=b/?", "X", "tab\tand ünicode") == nil)
    }

    @Test func aRefusedRequestCanBeCorrected() throws {
        let conversation = Conversation()
        #expect(throws: WebSocketError.misuse(.host)) {
            try conversation.client.startUpgrade(host: "", target: "/")
        }
        try conversation.upgrade()
        #expect(throws: WebSocketError.misuse(.upgradeStartedTwice)) {
            try conversation.client.startUpgrade(host: "a", target: "/")
        }
    }

    @Test func theFirstFramesMayArriveWithTheAnswer() throws {
        let conversation = Conversation()
        let accept = try conversation.upgrade()
        #expect(conversation.client.state == .connecting)
        conversation.receive(Conversation.acceptance(accept) + ServerFrame.text("hello") + ServerFrame.ping("p"))
        #expect(conversation.events == [.opened, .text("hello"), .ping("p")])
        #expect(conversation.client.state == .open)
        #expect(conversation.sent() == [.pong("p")])
    }

    @Test(
        "Accepted forms of the answer",
        arguments: [
            ["HTTP/1.1 101 Switching Protocols", "UPGRADE: WebSocket", "connection:keep-alive, upGrade", "ACCEPT"],
            ["HTTP/1.1 101", "Upgrade:\twebsocket \t", "Connection: keep-alive", "Connection: Upgrade", "ACCEPT"],
            ["HTTP/1.1 101 ", "Upgrade: websocket", "Connection: ,Upgrade,", "ACCEPT", "Sec-WebSocket-Protocol:"],
        ])
    func accepted(_ lines: [String]) throws {
        #expect(try answer(lines) == .opened)
    }

    @Test(
        "Answers that do not open the connection",
        arguments: [
            (["HTTP/1.1 101 OK", "Connection: Upgrade", "ACCEPT"], UpgradeFlaw.upgradeField),
            (["HTTP/1.1 101 OK", "Upgrade: websocket2", "Connection: Upgrade", "ACCEPT"], .upgradeField),
            (["HTTP/1.1 101 OK", "Upgrade: websocket, h2c", "Connection: Upgrade", "ACCEPT"], .upgradeField),
            (["HTTP/1.1 101 OK", "Upgrade: websocket", "ACCEPT"], .connectionField),
            (["HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: NoUpgrade", "ACCEPT"], .connectionField),
            (["HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: Upgrade"], .acceptField),
            (["HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: Upgrade", "ACCEPT", "ACCEPT"], .acceptField),
            (
                [
                    "HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: Upgrade",
                    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=",
                ], .acceptField
            ),
            (
                [
                    "HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: Upgrade", "ACCEPT",
                    "Sec-WebSocket-Extensions: permessage-deflate",
                ], .unaskedExtension
            ),
            (
                [
                    "HTTP/1.1 101 OK", "Upgrade: websocket", "Connection: Upgrade", "ACCEPT",
                    "Sec-WebSocket-Protocol: chat",
                ], .unaskedSubprotocol
            ),
            (["HTTP/1.0 101 OK", "ACCEPT"], .notHTTP),
            (["SSH-2.0-OpenSSH_9.2"], .notHTTP),
            (["HTTP/1.1 1O1 OK", "ACCEPT"], .malformedHead),
            (["HTTP/1.1 1010", "ACCEPT"], .malformedHead),
            (["HTTP/1.1 099 OK", "ACCEPT"], .malformedHead),
            (["HTTP/1.1 101 OK", "Upgrade : websocket"], .malformedHead),
            (["HTTP/1.1 101 OK", "Upgrade: websocket", " folded"], .malformedHead),
            (["HTTP/1.1 101 OK", "Upgrade"], .malformedHead),
            (["HTTP/1.1 101 OK", "X: a\u{0}b"], .malformedHead),
            (["HTTP/1.1 101 OK", "X: a\nY: b"], .malformedHead),
            (["HTTP/1.1 101 OK", "X: a\rY: b"], .malformedHead),
        ])
    func flawed(_ lines: [String], _ flaw: UpgradeFlaw) throws {
        #expect(try answer(lines) == .failed(.upgradeInvalid(flaw)))
    }

    @Test func aHeadBeyondItsLimitIsRefused() throws {
        for (padding, extra) in [(0, 0), (0, 1)] {
            let sample = Conversation()
            let accept = try sample.upgrade()
            let head = Conversation.acceptance(accept, extra: ["X: " + String(repeating: "x", count: 500 + padding)])
            let conversation = Conversation(.init(maxUpgradeHeaderBytes: head.count - extra))
            try conversation.upgrade()
            conversation.receive(head + ServerFrame.text("a"))
            let tooLarge = WebSocketClient.Event.failed(.upgradeInvalid(.headTooLarge(limit: head.count - extra)))
            #expect(conversation.events == (extra == 0 ? [.opened, .text("a")] : [tooLarge]))
        }
    }

    @Test func anEndBeforeTheAnswerFails() throws {
        let conversation = Conversation()
        try conversation.upgrade()
        conversation.receive(Array("HTTP/1.1 101 Swi".utf8))
        conversation.end()
        #expect(conversation.events == [.failed(.upgradeInvalid(.endOfStream))])
        #expect(conversation.client.state == .closed)
        #expect(conversation.client.output.isEmpty)
    }

    /// The one event that the lines make; `ACCEPT` stands for the right proof.
    private func answer(_ lines: [String]) throws -> WebSocketClient.Event? {
        let conversation = Conversation()
        let accept = try conversation.upgrade()
        let fields = lines.dropFirst().map { $0 == "ACCEPT" ? "Sec-WebSocket-Accept: \(accept)" : $0 }
        conversation.receive(Conversation.head(lines[0], fields))
        #expect(conversation.events.count == 1)
        return conversation.events.first
    }
}
