import Testing

@testable import WebSocket

@Suite("Well-formed messages are echoed unchanged, however they are split")
struct EchoTests {
    static let sizes = [0, 125, 126, 127, 128, 65_535, 65_536]

    @Test("Messages of all three length encodings", arguments: sizes, [.whole, .bytes(1), .bytes(997)] as [Chops])
    func lengths(_ size: Int, _ chops: Chops) throws {
        let text = (0..<size).map { UInt8(0x20 + $0 % 95) }
        let binary = (0..<size).map { UInt8(truncatingIfNeeded: 0xFE &- $0 &* 7) }
        let frames = [ServerFrame(opcode: 1, payload: text).bytes, ServerFrame.binary(binary), ServerFrame.close()]
        let echo = try Echo(frames, chops)
        #expect(
            echo.sent == [
                ClientFrame(opcode: 1, payload: text), ClientFrame(opcode: 2, payload: binary), .close(1000),
            ])
        #expect(echo.state == .closed)
    }

    @Test("Pings are answered with their payload", arguments: [.whole, .frames, .bytes(1)] as [Chops])
    func pings(_ chops: Chops) throws {
        let payloads: [[UInt8]] =
            [[], Array("ping".utf8), [0, 0xFF, 0xFE, 0xFD, 0xFC, 0xFB, 0, 0xFF], [UInt8](repeating: 0xFE, count: 125)]
            + (0..<10).map { Array("payload-\($0)".utf8) }
        let unasked = ServerFrame(opcode: 10, payload: Array("unasked".utf8)).bytes
        let frames = [unasked] + payloads.map { ServerFrame(opcode: 9, payload: $0).bytes } + [unasked]
        let echo = try Echo(frames + [ServerFrame.close()], chops)
        #expect(echo.sent == payloads.map { ClientFrame(opcode: 10, payload: $0) } + [.close(1000)])
    }

    @Test("Two fragments, and a ping between them", arguments: [.whole, .frames, .bytes(1)] as [Chops])
    func fragments(_ chops: Chops) throws {
        let first = ServerFrame.text("fragment1", isFinal: false)
        let last = ServerFrame.continuation(Array("fragment2".utf8), isFinal: true)
        #expect(try Echo([first, last], chops).sent == [.text("fragment1fragment2")])
        let echo = try Echo([first, ServerFrame.ping("between"), last, ServerFrame.close()], chops)
        #expect(echo.sent == [.pong("between"), .text("fragment1fragment2"), .close(1000)])
    }

    @Test("A ping within a message is answered before the message has ended", arguments: [.whole, .frames] as [Chops])
    func pingIsAnsweredAtOnce(_ chops: Chops) throws {
        let conversation = try Conversation.opened()
        func send(_ frames: [[UInt8]]) throws -> [ClientFrame]? {
            for piece in chops.pieces(frames) { try Echo.receive(piece, conversation) }
            return conversation.sent()
        }
        let continuation = { (text: String, isFinal: Bool) in
            ServerFrame.continuation(Array(text.utf8), isFinal: isFinal)
        }
        let start = [ServerFrame.text("a", isFinal: false), continuation("b", false), ServerFrame.ping("1")]
        #expect(try send(start) == [.pong("1")])
        #expect(try send([continuation("c", false), continuation("d", false), ServerFrame.ping("2")]) == [.pong("2")])
        #expect(try send([continuation("e", true)]) == [.text("abcde")])
    }

    @Test("Empty fragments", arguments: ["", "middle"])
    func emptyFragments(_ middle: String) throws {
        let frames = [
            ServerFrame.text("", isFinal: false), ServerFrame.continuation(Array(middle.utf8), isFinal: false),
            ServerFrame.continuation([], isFinal: true),
        ]
        for chops in [.whole, .frames, .bytes(1)] as [Chops] {
            #expect(try Echo(frames, chops).sent == [.text(middle)])
        }
    }

    @Test("Text in fragments of any size", arguments: ["Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "hello\u{24B62}world"])
    func fragmentedText(_ text: String) throws {
        for size in 1...text.utf8.count {
            let frames = fragmented(1, Array(text.utf8), by: size)
            #expect(try Echo(frames, .frames).sent == [.text(text)])
        }
    }

    @Test("65,536 bytes in frames of 1,300", arguments: [.whole, .frames, .bytes(997)] as [Chops])
    func automaticFragments(_ chops: Chops) throws {
        let payload = (0..<65_536).map { UInt8(0x20 + $0 % 95) }
        let frames = fragmented(1, payload, by: 1_300)
        #expect(frames.count == 51)
        #expect(try Echo(frames, chops).sent == [ClientFrame(opcode: 1, payload: payload)])
    }
}

@Suite("Large messages are echoed unchanged")
struct LargeEchoTests {
    /// A mebibyte without a period, so that a part that is lost, doubled or moved shows.
    static let binary: [UInt8] = {
        var generator = SeededGenerator(seed: 9)
        return (0..<1 << 17).flatMap { _ in withUnsafeBytes(of: generator.next()) { Array($0) } }
    }()

    /// The same as text, of characters of one to four bytes.
    static let text: [UInt8] = binary.prefix(1 << 19).reduce(into: []) { text, byte in
        switch byte & 7 {
        case 0: text += [0xF0, 0x9F, 0x8C, 0x80 | byte >> 3]
        case 1: text += [0xE2, 0x82, 0x80 | byte >> 3]
        case 2: text += [0xC3, 0x80 | byte >> 3]
        default: text.append(0x20 | byte >> 3)
        }
    }

    /// Text of at most so many bytes that ends between two characters.
    static func text(_ count: Int) -> [UInt8] {
        var end = count
        while text[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(text[..<end])
    }

    private func expectEcho(_ frames: [[UInt8]], _ chops: Chops, _ text: [UInt8], _ binary: [UInt8]) throws {
        let sent = try Echo(frames, chops).sent
        #expect(sent?.map(\.opcode) == [1, 2])
        // Not `#expect(sent == …)`: a failure would print megabytes.
        let isSame = sent?.first?.payload == text && sent?.last?.payload == binary
        #expect(isSame)
    }

    @Test("In one frame", arguments: [1 << 16, 1 << 18, 1 << 20, 1 << 22])
    func oneFrame(_ size: Int) throws {
        let times = max(1, size >> 20)
        let text = (0..<2 * times).flatMap { _ in Self.text(min(size, 1 << 19)) }
        let binary = (0..<times).flatMap { _ in Self.binary.prefix(size) }
        try expectEcho([ServerFrame(opcode: 1, payload: text).bytes, ServerFrame.binary(binary)], .whole, text, binary)
    }

    @Test("In fragments", arguments: [64, 256, 1_024, 4_096, 16_384, 65_536, 262_144])
    func fragments(_ size: Int) throws {
        let frames = fragmented(1, Self.text, by: size) + fragmented(2, Self.binary, by: size)
        try expectEcho(frames, .bytes(1 << 16), Self.text, Self.binary)
    }

    @Test("In small reads", arguments: [64, 128, 256, 512, 1_024, 2_048])
    func chops(_ size: Int) throws {
        let frames = [ServerFrame(opcode: 1, payload: Self.text).bytes, ServerFrame.binary(Self.binary)]
        try expectEcho(frames, .bytes(size), Self.text, Self.binary)
    }

    @Test("A thousand messages one after another", arguments: [0, 16, 64, 256, 1_024, 4_096])
    func manyMessages(_ size: Int) throws {
        let conversation = try Conversation.opened()
        let payload = Array(Self.binary.prefix(size))
        for number in 0..<1_000 {
            let message = [UInt8(number & 0xFF)] + payload
            try Echo.receive(ServerFrame.binary(message)[...], conversation)
            guard conversation.sent() == [ClientFrame(opcode: 2, payload: message)] else {
                Issue.record("message \(number) came back changed")
                return
            }
        }
    }
}
