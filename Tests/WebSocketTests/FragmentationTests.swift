import Testing

@testable import WebSocket

@Suite("§5.4 Fragmentation")
struct FragmentationTests {
    @Test func fragmentsAreJoined() throws {
        let outcome = try Outcome(
            of: ServerFrame.text("frag", isFinal: false) + ServerFrame.continuation([], isFinal: false)
                + ServerFrame.continuation(Array("ment".utf8), isFinal: true) + ServerFrame.binary([1], isFinal: false)
                + ServerFrame.continuation([2], isFinal: true) + ServerFrame.text("next"))
        #expect(outcome.events == [.text("fragment"), .binary([1, 2]), .text("next")])
    }

    @Test func emptyFragmentsMakeAnEmptyMessage() throws {
        let outcome = try Outcome(
            of: ServerFrame.text("", isFinal: false) + ServerFrame.continuation([], isFinal: false)
                + ServerFrame.continuation([], isFinal: true))
        #expect(outcome.events == [.text("")])
    }

    @Test func controlFramesMayComeBetween() throws {
        let outcome = try Outcome(
            of: ServerFrame.text("a", isFinal: false) + ServerFrame.ping("1")
                + ServerFrame.continuation([0x62], isFinal: false) + ServerFrame(opcode: 10, payload: [0x32]).bytes
                + ServerFrame.ping() + ServerFrame.continuation([0x63], isFinal: true))
        #expect(outcome.events == [.ping("1"), .pong([0x32]), .ping(""), .text("abc")])
        #expect(outcome.sent == [.pong("1"), .pong("")])
    }

    @Test("A continuation without a message is refused", arguments: [true, false])
    func continuationOfNothing(_ isFinal: Bool) throws {
        try expectViolation(.continuationOfNothing, ServerFrame.continuation([0x61], isFinal: isFinal))
        let afterMessage = try Outcome(
            of: ServerFrame.text("a", isFinal: false) + ServerFrame.continuation([], isFinal: true)
                + ServerFrame.continuation([], isFinal: isFinal))
        #expect(afterMessage.events == [.text("a"), .broke(.continuationOfNothing)])
    }

    @Test("A message inside a message is refused", arguments: [1, 2] as [UInt8])
    func messageInside(_ opcode: UInt8) throws {
        let start = ServerFrame.text("a", isFinal: false)
        try expectViolation(.messageInsideMessage, start + ServerFrame(opcode: opcode, payload: [0x62]).bytes)
        try expectViolation(.messageInsideMessage, start + ServerFrame(opcode: opcode, isFinal: false).bytes)
    }
}

@Suite("§5.5 Control frames")
struct ControlFrameTests {
    @Test("Pings are answered with their payload", arguments: [0, 1, 124, 125])
    func pings(_ size: Int) throws {
        let payload = (0..<size).map { UInt8(truncatingIfNeeded: 0xFE &+ $0) }
        let outcome = try Outcome(of: ServerFrame(opcode: 9, payload: payload).bytes)
        #expect(outcome.events == [.ping(payload[...])])
        #expect(outcome.sent == [ClientFrame(opcode: 10, payload: payload)])
    }

    @Test func tenPingsAreAnsweredInOrder() throws {
        let outcome = try Outcome(of: (0..<10).flatMap { ServerFrame.ping("payload-\($0)") })
        #expect(outcome.sent == (0..<10).map { .pong("payload-\($0)") })
    }

    @Test func unsolicitedPongsAreOnlyReported() throws {
        let outcome = try Outcome(of: ServerFrame(opcode: 10, payload: [1]).bytes + ServerFrame.ping("x"))
        #expect(outcome.events == [.pong([1]), .ping("x")])
        #expect(outcome.sent == [.pong("x")])
    }

    @Test("Control frames of more than 125 bytes are refused", arguments: [8, 9, 10] as [UInt8])
    func tooLong(_ opcode: UInt8) throws {
        let payload = [UInt8](repeating: 0x61, count: 126)
        try expectViolation(.controlFrameTooLong, ServerFrame(opcode: opcode, payload: payload).bytes)
        try expectViolation(.controlFrameTooLong, [0x80 | opcode, 127])
    }

    @Test("Fragmented control frames are refused", arguments: [8, 9, 10] as [UInt8])
    func fragmented(_ opcode: UInt8) throws {
        try expectViolation(.fragmentedControlFrame, ServerFrame(opcode: opcode, isFinal: false).bytes)
    }

    @Test func aFloodOfPingsDoesNotGrowTheOutput() throws {
        let conversation = try Conversation.opened()
        for number in 0..<20_000 { conversation.receive(ServerFrame.ping("\(number)")) }
        #expect(conversation.client.outputCount < OutputQueue.pongBacklog + 200)
        let first = conversation.sent() ?? []
        #expect(first.prefix(2) == [.pong("0"), .pong("1")])
        #expect(conversation.sent() == [.pong("19999")])
        conversation.receive(ServerFrame.ping("later"))
        #expect(conversation.sent() == [.pong("later")])
    }

    @Test func theDelayedPongIsSentWhenThereIsRoomAgain() throws {
        let conversation = try Conversation.opened()
        try conversation.client.send(binary: [UInt8](repeating: 1, count: OutputQueue.pongBacklog))
        conversation.receive(ServerFrame.ping("old") + ServerFrame.ping("new"))
        let before = Array(conversation.client.output)
        conversation.client.wrote(100)
        let rest = conversation.takeOutput()
        let frames = ClientFrame.all(in: before.prefix(100) + rest)
        #expect(frames?.map(\.opcode) == [2, 10])
        #expect(frames?.last == .pong("new"))
    }
}
