import Testing

@testable import WebSocket

@Suite("§7 Closing")
struct ClosingTests {
    static let allowed: [UInt16] = [
        1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
    ]
    static let forbidden: [UInt16] = [
        0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535,
    ]

    @Test("The peer's close code is echoed", arguments: allowed)
    func peerStarts(_ code: UInt16) throws {
        let reason = String(repeating: "x", count: 123)
        for text in ["", "bye", reason] {
            let outcome = try Outcome(of: ServerFrame.close(code, Array(text.utf8)), ending: true)
            #expect(outcome.events == [.ended(code, text)])
            #expect(outcome.sent == [.close(code)])
            #expect(outcome.state == .closed)
        }
    }

    @Test func aCloseWithoutACodeIsEchoedWithoutACode() throws {
        let outcome = try Outcome(of: ServerFrame.close(nil))
        #expect(outcome.events == [.ended(1005)])
        #expect(outcome.sent == [.close()])
    }

    @Test("A code with a configured answer gets that; every other close is echoed")
    func otherAnswers() throws {
        let resumable = CloseCode(rawValue: 4000)
        let configuration = WebSocketClient.Configuration(closeAnswers: [
            .normalClosure: resumable, .goingAway: resumable, .noStatusReceived: resumable,
            // Not on any wire, so it is no answer.
            .policyViolation: .noStatusReceived,
        ])
        let answers: [(UInt16?, UInt16?)] = [
            (1000, 4000), (1001, 4000), (1008, 1008), (1011, 1011), (4000, 4000), (4001, 4001), (nil, nil),
        ]
        for (code, answer) in answers {
            let outcome = try Outcome(of: ServerFrame.close(code), ending: true, configuration)
            #expect(outcome.events == [.ended(code ?? 1005)])
            #expect(outcome.sent == [.close(answer)])
            #expect(outcome.state == .closed)
        }
    }

    @Test func configuredAnswersDoNotChangeOurClose() throws {
        let conversation = try Conversation.opened(.init(closeAnswers: [.normalClosure: CloseCode(rawValue: 4000)]))
        try conversation.client.close()
        conversation.receive(ServerFrame.close(1000))
        #expect(conversation.events == [.ended(1000)])
        #expect(conversation.sent() == [.close(1000)])
    }

    @Test("Close codes that must not be sent are refused", arguments: forbidden)
    func forbiddenCodes(_ code: UInt16) throws {
        try expectViolation(.closeCodeNotAllowed(CloseCode(rawValue: code)), ServerFrame.close(code))
        let conversation = try Conversation.opened()
        #expect(throws: WebSocketError.misuse(.closeCode(CloseCode(rawValue: code)))) {
            try conversation.client.close(code: CloseCode(rawValue: code))
        }
        #expect(conversation.client.state == .open)
    }

    @Test func aPayloadOfOneByteIsRefused() throws {
        try expectViolation(.closePayloadOfOneByte, ServerFrame(opcode: 8, payload: [3]).bytes)
    }

    @Test(
        "A close reason that is not UTF-8 is refused",
        arguments: [[0xFF], [0x61, 0xC2], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func badReason(_ reason: [UInt8]) throws {
        let outcome = try Outcome(of: ServerFrame.close(1000, reason), ending: true)
        #expect(outcome.events == [.failed(.invalidText)])
        #expect(outcome.sent == [.close(1007)])
    }

    @Test func whatFollowsACloseIsIgnored() throws {
        for tail in [ServerFrame.ping("x"), ServerFrame.text("y"), ServerFrame.close(1002), [0xFF, 0xFF]] {
            let outcome = try Outcome(of: ServerFrame.close(1000) + tail, ending: true)
            #expect(outcome.events == [.ended(1000)])
            #expect(outcome.sent == [.close(1000)])
        }
    }

    @Test func aCloseInsideAFragmentedMessageIsAnswered() throws {
        let stream = ServerFrame.text("a", isFinal: false) + ServerFrame.close(1000)
        let outcome = try Outcome(of: stream + ServerFrame.continuation([0x62], isFinal: true))
        #expect(outcome.events == [.ended(1000)])
        #expect(outcome.sent == [.close(1000)])
    }

    @Test func ourCloseWaitsForThePeers() throws {
        let conversation = try Conversation.opened()
        try conversation.client.close(code: CloseCode(rawValue: 4000), reason: "resuming")
        #expect(conversation.client.state == .closing)
        #expect(conversation.sent() == [.close(4000, "resuming")])
        conversation.receive(ServerFrame.text("still on its way") + ServerFrame.ping("p"))
        #expect(conversation.events == [.text("still on its way"), .ping("p")])
        conversation.receive(ServerFrame.close(4000))
        #expect(conversation.events.last == .ended(4000))
        #expect(conversation.sent() == [])
        #expect(conversation.client.state == .closed)
        conversation.end()
        #expect(conversation.events.count == 3)
    }

    @Test func crossingClosesEndTheConnection() throws {
        let conversation = try Conversation.opened()
        Array(ServerFrame.close(1001)).withUnsafeBytes { conversation.client.received($0) }
        try conversation.client.close(code: .normalClosure)
        conversation.receive([])
        #expect(conversation.events == [.ended(1001)])
        #expect(conversation.sent() == [.close(1000)])
    }

    @Test func closingTwiceSendsOneFrame() throws {
        let conversation = try Conversation.opened()
        try conversation.client.close(code: nil)
        try conversation.client.close(code: .goingAway)
        #expect(conversation.sent() == [.close()])
    }

    @Test func aViolationWhileClosingIsNotAnsweredWithASecondClose() throws {
        let conversation = try Conversation.opened()
        try conversation.client.close()
        conversation.receive([0xFF])
        #expect(conversation.events == [.broke(.reservedBits(7))])
        #expect(conversation.sent() == [.close(1000)])
    }

    @Test func anEndWithoutACloseIs1006() throws {
        for stream in [[], [0x81], [0x81, 5, 0x61], ServerFrame.text("a", isFinal: false)] {
            let outcome = try Outcome(of: stream, ending: true)
            #expect(outcome.events == [.ended(1006, clean: false)])
            #expect(outcome.sent == [])
        }
        let conversation = try Conversation.opened()
        try conversation.client.close()
        conversation.end()
        #expect(conversation.events == [.ended(1006, clean: false)])
    }

    @Test func closingBeforeTheAnswerEndsWith1006() throws {
        let conversation = Conversation()
        let accept = try conversation.upgrade()
        try conversation.client.close()
        conversation.receive(Conversation.acceptance(accept))
        #expect(conversation.events == [.ended(1006, clean: false)])
        #expect(conversation.client.output.isEmpty)
    }

    @Test func aLongReasonIsCutBetweenCharacters() throws {
        let conversation = try Conversation.opened()
        try conversation.client.close(reason: String(repeating: "é", count: 100))
        #expect(conversation.sent() == [.close(1000, String(repeating: "é", count: 61))])
    }

    @Test func everyErrorHasASentenceAndItsCode() {
        let errors: [(WebSocketError, UInt16?)] = [
            (.protocolViolation(.maskedFrame), 1002), (.invalidText, 1007), (.messageTooLarge(limit: 1), 1009),
            (.tooManyFragments(limit: 1), 1009), (.upgradeRefused(UpgradeRefusal(status: 500)), nil),
            (.upgradeInvalid(.acceptField), nil), (.misuse(.notOpen), nil),
        ]
        for (error, code) in errors {
            #expect(error.closeCode?.rawValue == code)
            #expect(error.description.hasPrefix("The ") && error.description.hasSuffix("."))
        }
    }
}
