import Testing

@testable import WebSocket

@Suite("§6.1 Sending")
struct SendingTests {
    @Test("Frames are masked, final, and have the shortest length", arguments: FramingTests.sizes)
    func frames(_ size: Int) throws {
        let conversation = try Conversation.opened()
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        try conversation.client.send(binary: bytes)
        try conversation.client.send(text: String(repeating: "*", count: size))
        let frames = conversation.sent()
        #expect(frames?.first == ClientFrame(opcode: 2, payload: bytes))
        #expect(frames?.last == ClientFrame(opcode: 1, payload: [UInt8](repeating: 0x2A, count: size)))
    }

    @Test func everyFrameHasAKeyOfItsOwn() throws {
        let conversation = try Conversation.opened()
        for _ in 0..<100 { try conversation.client.send(text: "same") }
        #expect(Set(conversation.sent()?.map(\.key) ?? []).count == 100)
    }

    @Test("Masking equals the definition of RFC 6455 §5.3", arguments: 0...40)
    func masking(_ size: Int) {
        let key = MaskingKey(rawValue: 0x0102_0304)
        var bytes = [UInt8](repeating: 0xF0, count: size + 3)
        bytes.withUnsafeMutableBytes { key.apply(to: UnsafeMutableRawBufferPointer(rebasing: $0[3...])) }
        let expected = [0xF0, 0xF0, 0xF0] + (0..<size).map { 0xF0 ^ UInt8($0 % 4 + 1) }
        #expect(bytes == expected)
    }

    @Test func anyCollectionOfBytesIsSent() throws {
        let conversation = try Conversation.opened()
        try conversation.client.send(text: "grüß dich".utf8)
        try conversation.client.send(binary: stride(from: UInt8(0), to: 200, by: 3).lazy.map { $0 }.reversed())
        try conversation.client.send(binary: [1, 2, 3, 4][1...2])
        try conversation.client.ping("now".utf8)
        try conversation.client.ping()
        let frames = conversation.sent() ?? []
        #expect(frames.map(\.opcode) == [1, 2, 2, 9, 9])
        #expect(frames.first?.payload == Array("grüß dich".utf8))
        #expect(frames[1].payload == stride(from: UInt8(0), to: 200, by: 3).reversed())
        #expect(frames[2].payload == [2, 3])
        #expect(frames[3].payload == Array("now".utf8))
    }

    @Test func misuseIsRefusedAndLeavesTheConnectionOpen() throws {
        let conversation = try Conversation.opened()
        #expect(throws: WebSocketError.misuse(.textNotUTF8)) { try conversation.client.send(text: [0x61, 0xFF]) }
        #expect(throws: WebSocketError.misuse(.textNotUTF8)) { try conversation.client.send(text: [0xC3] as [UInt8]) }
        #expect(throws: WebSocketError.misuse(.pingTooLong)) {
            try conversation.client.ping([UInt8](repeating: 0, count: 126))
        }
        #expect(conversation.sent() == [])
        #expect(conversation.client.state == .open)
    }

    @Test func onlyAnOpenConnectionSends() throws {
        func expectNotOpen(_ conversation: Conversation) {
            let before = conversation.client.outputCount
            #expect(throws: WebSocketError.misuse(.notOpen)) { try conversation.client.send(text: "a") }
            #expect(throws: WebSocketError.misuse(.notOpen)) { try conversation.client.send(text: [0x61]) }
            #expect(throws: WebSocketError.misuse(.notOpen)) { try conversation.client.send(binary: [1]) }
            #expect(throws: WebSocketError.misuse(.notOpen)) { try conversation.client.ping() }
            #expect(conversation.client.outputCount == before)
        }
        let connecting = Conversation()
        expectNotOpen(connecting)
        try connecting.upgrade()
        expectNotOpen(connecting)
        let closing = try Conversation.opened()
        try closing.client.close()
        expectNotOpen(closing)
        closing.receive(ServerFrame.close(1000))
        expectNotOpen(closing)
    }

    @Test func partialWritesLoseNothing() throws {
        let whole = try Conversation.opened()
        let partly = try Conversation.opened()
        var generator = SeededGenerator(seed: 11)
        var written: [UInt8] = []
        for number in 0..<200 {
            let payload = [UInt8](repeating: UInt8(number), count: number * 7)
            try whole.client.send(binary: payload)
            try partly.client.send(binary: payload)
            let count = partly.client.withOutput { Int.random(in: 0...$0.count, using: &generator) }
            partly.client.withOutput { written += $0.prefix(count) }
            partly.client.wrote(count)
        }
        written += partly.takeOutput()
        #expect(written == whole.takeOutput())
        partly.client.wrote(5)
        #expect(partly.client.outputCount == 0)
    }
}
