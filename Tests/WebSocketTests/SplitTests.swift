import Testing

@testable import WebSocket

@Suite("Any split of any stream gives the same events")
struct SplitTests {
    static let samples: [[UInt8]] = [
        ServerFrame.text("Hello") + ServerFrame.ping("p") + ServerFrame.binary([1, 2, 3])
            + ServerFrame.close(1000, [0x62]),
        ServerFrame.text("κόσ", isFinal: false) + ServerFrame.ping()
            + ServerFrame.continuation(Array("με🌟".utf8), isFinal: true),
        ServerFrame(opcode: 1, payload: [0xE2], isFinal: false).bytes + ServerFrame.continuation([0x82], isFinal: false)
            + ServerFrame.continuation([0xAC], isFinal: true),
        ServerFrame.binary([UInt8](repeating: 9, count: 126)) + ServerFrame(opcode: 10).bytes + [0x83],
        ServerFrame(opcode: 1, payload: Array("a€".utf8) + [0xED, 0xA0, 0x80] + [UInt8](repeating: 0x61, count: 40))
            .bytes,
        ServerFrame.text("x") + ServerFrame.close(1005) + ServerFrame.text("never"),
        ServerFrame.text("x", isFinal: false) + ServerFrame.text("y"),
        ServerFrame.binary([1]) + ServerFrame(opcode: 2, payload: [1, 2], form: .sixtyFour).bytes,
        ServerFrame.binary([1]) + [0x82, 127, 0x81, 0, 0],
        ServerFrame.text("") + ServerFrame.close(nil) + [0xFF, 0xFF, 0xFF],
    ]

    @Test("Every two-way split, and single bytes, give the same events", arguments: samples)
    func splits(_ sample: [UInt8]) throws {
        for ending in [false, true] {
            let whole = try Outcome(of: sample, ending: ending)
            for cut in 0...sample.count {
                #expect(try Outcome(of: sample, cuts: [cut], ending: ending) == whole, "cut at \(cut)")
            }
            #expect(try Outcome(of: sample, cuts: Array(0..<sample.count), ending: ending) == whole)
        }
    }

    @Test func everySplitOfTheHandshakeGivesTheSameEvents() throws {
        let first = Conversation()
        let answer = Conversation.acceptance(try first.upgrade()) + ServerFrame.text("hi")
        for cut in 0...answer.count {
            let conversation = Conversation()
            try conversation.upgrade()
            conversation.receive(answer[..<cut])
            conversation.receive(answer[cut...])
            #expect(conversation.events == [.opened, .text("hi")], "cut at \(cut)")
        }
    }

    @Test func randomStreamsGiveTheSameEventsInRandomPieces() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<400 {
            let stream = Self.randomStream(&generator)
            let cuts = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                Int.random(in: 0...stream.count, using: &generator)
            }
            let whole = try Outcome(of: stream, ending: true)
            #expect(try Outcome(of: stream, cuts: cuts.sorted(), ending: true) == whole, "\(stream) at \(cuts)")
        }
    }

    @Test("Fragments with control frames between them, valid and invalid, give the same events in any pieces")
    func interleavedStreamsInRandomPieces() throws {
        var generator = SeededGenerator(seed: 6)
        for round in 0..<400 {
            var frames = Self.interleaved(&generator)
            if round % 2 == 0 {
                frames.append((ServerFrame.close(4000, Array("bye".utf8)), .ended(4000, "bye")))
            } else {
                let place = Int.random(in: 0...frames.count, using: &generator)
                frames.insert(try #require(Self.mistakes.randomElement(using: &generator)), at: place)
            }
            let end = try #require(frames.firstIndex { $0.event?.isLast == true })
            let stream = frames.flatMap(\.bytes)
            let whole = try Outcome(of: stream, ending: true)
            #expect(whole.events == frames[...end].compactMap(\.event), "\(stream)")
            for _ in 0..<4 {
                let cuts = Self.randomCuts(stream.count, &generator)
                #expect(try Outcome(of: stream, cuts: cuts, ending: true) == whole, "\(stream) at \(cuts)")
            }
        }
    }

    typealias Frame = (bytes: [UInt8], event: WebSocketClient.Event?)

    /// Frames that are wrong between any two others.
    static let mistakes: [Frame] = [
        ([0xF1, 0], .broke(.reservedBits(7))), ([0x83, 0], .broke(.reservedOpcode(3))),
        ([0x8B, 0], .broke(.reservedOpcode(11))), ([0x80, 0x80], .broke(.maskedFrame)),
        ([0x09, 0], .broke(.fragmentedControlFrame)), ([0x8A, 126], .broke(.controlFrameTooLong)),
        ([0x82, 126, 0, 1], .broke(.lengthNotMinimal)), ([0x82, 127, 0x80], .broke(.lengthTopBitSet)),
        ([0x88, 1, 3], .broke(.closePayloadOfOneByte)), (ServerFrame.close(1000, [0xFF]), .failed(.invalidText)),
    ]

    /// Reads of one size, or of a new one each time; empty ones are among them.
    static func randomCuts(_ count: Int, _ generator: inout SeededGenerator) -> [Int] {
        let most = [1, 2, 7, 40, 200].randomElement(using: &generator) ?? 1
        let isEven = Bool.random(using: &generator)
        var cuts: [Int] = []
        var position = 0
        while position < count {
            position = min(count, position + (isEven ? most : Int.random(in: 0...most, using: &generator)))
            cuts.append(position)
        }
        return cuts
    }

    /// Messages in fragments cut anywhere, with pings and pongs before and between them; each frame with its event.
    static func interleaved(_ generator: inout SeededGenerator) -> [Frame] {
        var frames: [Frame] = []
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            let isText = Bool.random(using: &generator)
            let text = String(repeating: "aß€🌟", count: Int.random(in: 0...20, using: &generator))
            let payload = isText ? Array(text.utf8) : text.utf8.map { ~$0 }
            let size = Int.random(in: 1...max(1, payload.count), using: &generator)
            for frame in fragmented(isText ? 1 : 2, payload, by: size) {
                while Int.random(in: 0..<3, using: &generator) == 0 {
                    let isPing = Bool.random(using: &generator)
                    let payload = [UInt8](repeating: 0xC3, count: Int.random(in: 0...125, using: &generator))
                    let control = ServerFrame(opcode: isPing ? 9 : 10, payload: payload)
                    frames.append((control.bytes, isPing ? .ping(payload[...]) : .pong(payload[...])))
                }
                frames.append((frame, nil))
            }
            frames[frames.count - 1].event = .message(kind: isText ? .text : .binary, payload: payload[...])
        }
        return frames
    }

    /// Mostly right frames; now and then one byte is changed.
    static func randomStream(_ generator: inout SeededGenerator) -> [UInt8] {
        let texts = ["", "a", "🌟", "grüße", String(repeating: "€", count: 60)]
        var stream: [UInt8] = []
        for _ in 0..<Int.random(in: 1...10, using: &generator) {
            let opcode = [0, 0, 1, 1, 2, 9, 10].randomElement(using: &generator) ?? 1
            let isFinal = opcode > 2 || Bool.random(using: &generator)
            var payload = Array((texts.randomElement(using: &generator) ?? "").utf8)
            if opcode > 2 { payload = Array(payload.prefix(125)) }
            stream += ServerFrame(opcode: UInt8(opcode), payload: payload, isFinal: isFinal).bytes
        }
        if Bool.random(using: &generator), let index = stream.indices.randomElement(using: &generator) {
            stream[index] = UInt8.random(in: 0...255, using: &generator)
        }
        return stream
    }
}

@Suite("Random bytes do not trap")
struct GarbageTests {
    @Test func afterTheUpgrade() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<1_500 {
            let conversation = try Conversation.opened()
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                conversation.receive(Self.garbage(&generator))
            }
            conversation.end()
            #expect(conversation.events.filter(\.isLast).count == 1)
            #expect(conversation.events.last?.isLast == true)
            #expect(conversation.client.state == .closed)
            #expect(conversation.sent() != nil)
        }
    }

    @Test func insteadOfTheAnswer() throws {
        var generator = SeededGenerator(seed: 4)
        let words = [
            "HTTP/1.1 ", "101", "200", "\r\n", "\r\n\r\n", ":", "Content-Length: 5", "Transfer-Encoding: chunked",
            "ffff", " ",
        ]
        for round in 0..<1_500 {
            let conversation = Conversation(.init(maxUpgradeHeaderBytes: 200))
            try conversation.upgrade()
            if round % 4 > 0 { conversation.receive("HTTP/1.1 ".utf8) }
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let isWord = Int.random(in: 0..<8, using: &generator) > 0
                let word = Array((words.randomElement(using: &generator) ?? "").utf8)
                conversation.receive(isWord ? word : Self.garbage(&generator))
            }
            conversation.end()
            #expect(conversation.events.filter(\.isLast).count == 1)
            #expect(conversation.client.output.isEmpty)
        }
    }

    /// Bytes of which the first often begin a frame.
    private static func garbage(_ generator: inout SeededGenerator) -> [UInt8] {
        let start = [0x81, 0x82, 0x01, 0x00, 0x80, 0x88, 0x89].randomElement(using: &generator) ?? 0
        let rest = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
            UInt8.random(in: 0...(Bool.random(using: &generator) ? 255 : 20), using: &generator)
        }
        return [UInt8(start)] + rest
    }
}

extension WebSocketClient.Event {
    var isLast: Bool {
        switch self {
        case .closed, .failed: true
        case .opened, .message, .ping, .pong: false
        }
    }
}
