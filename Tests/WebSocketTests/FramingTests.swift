import Testing

@testable import WebSocket

@Suite("§5.2 Base framing")
struct FramingTests {
    static let sizes = [0, 1, 124, 125, 126, 127, 128, 65_534, 65_535, 65_536, 65_537]

    @Test("All three length encodings are read", arguments: sizes)
    func lengths(_ size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let text = String(repeating: "*", count: size)
        let outcome = try Outcome(of: ServerFrame.binary(bytes) + ServerFrame.text(text))
        #expect(outcome.events == [.binary(bytes), .text(text)])
        #expect(outcome.sent == [])
    }

    @Test func theExamplesOfSection5Point7AreRead() throws {
        let pong = try Conversation.opened()
        pong.receive([0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        pong.receive([0x01, 0x03, 0x48, 0x65, 0x6C])
        pong.receive([0x80, 0x02, 0x6C, 0x6F])
        pong.receive([0x89, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        pong.receive([0x82, 0x7E, 0x01, 0x00] + [UInt8](repeating: 7, count: 256))
        pong.receive([0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0] + [UInt8](repeating: 8, count: 65_536))
        #expect(
            pong.events == [
                .text("Hello"), .text("Hello"), .ping("Hello"), .binary([UInt8](repeating: 7, count: 256)),
                .binary([UInt8](repeating: 8, count: 65_536)),
            ])
        #expect(pong.sent() == [.pong("Hello")])
    }

    @Test func theMaskedExamplesOfSection5Point7AreWritten() {
        let key = MaskingKey(rawValue: 0x37FA_213D)
        var output: [UInt8] = []
        Array("Hello".utf8).withUnsafeBytes { FrameEncoder.append(.text, $0, key: key, to: &output) }
        Array("Hello".utf8).withUnsafeBytes { FrameEncoder.append(.pong, $0, key: key, to: &output) }
        #expect(
            output == [
                0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58,
                0x8A, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58,
            ])
    }

    @Test(
        "Lengths that are not minimal are refused",
        arguments: [(0, false), (125, false), (0, true), (125, true), (65_535, true)])
    func notMinimal(_ size: Int, _ isLong: Bool) throws {
        let payload = [UInt8](repeating: 0, count: size)
        let frame = ServerFrame(opcode: 2, payload: payload, form: isLong ? .sixtyFour : .sixteen).bytes
        try expectViolation(.lengthNotMinimal, frame)
    }

    @Test func aLengthWithTheTopBitIsRefusedAtThatByte() throws {
        try expectViolation(.lengthTopBitSet, [0x82, 127, 0x80])
        try expectViolation(.lengthTopBitSet, [0x82, 127, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    }

    @Test("Reserved bits are refused", arguments: 1...7 as ClosedRange<UInt8>)
    func reservedBits(_ bits: UInt8) throws {
        for opcode in [0, 1, 2, 8, 9, 10] as [UInt8] {
            try expectViolation(.reservedBits(bits), ServerFrame(opcode: opcode, reserved: bits).bytes)
        }
        try expectViolation(.reservedBits(bits), [0x81 | bits << 4])
    }

    @Test("Reserved opcodes are refused", arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
    func reservedOpcodes(_ opcode: UInt8) throws {
        try expectViolation(.reservedOpcode(opcode), ServerFrame(opcode: opcode, payload: [1, 2]).bytes)
        try expectViolation(.reservedOpcode(opcode), [0x80 | opcode])
    }

    @Test func aMaskedFrameIsRefused() throws {
        try expectViolation(.maskedFrame, ServerFrame(opcode: 1, payload: [0x41], isMasked: true).bytes)
        try expectViolation(.maskedFrame, [0x81, 0x80])
    }

    @Test func messagesBeforeAViolationAreDelivered() throws {
        let outcome = try Outcome(of: ServerFrame.text("a") + ServerFrame.ping("b") + [0xF1] + ServerFrame.text("c"))
        #expect(outcome.events == [.text("a"), .ping("b"), .broke(.reservedBits(7))])
        #expect(outcome.sent == [.pong("b"), .close(1002)])
    }
}

/// The stream breaks the rule: one terminal event, close code 1002, nothing after it.
func expectViolation(
    _ violation: ProtocolViolation, _ stream: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let outcome = try Outcome(of: stream, ending: true)
    #expect(outcome.events == [.broke(violation)], sourceLocation: sourceLocation)
    #expect(outcome.sent == [.close(1002)], sourceLocation: sourceLocation)
    #expect(outcome.state == .closed, sourceLocation: sourceLocation)
}
