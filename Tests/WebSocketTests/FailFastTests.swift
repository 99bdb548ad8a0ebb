import Testing

@testable import WebSocket

@Suite("A protocol violation ends the connection at once, after the messages before it")
struct FailFastTests {
    static let chops: [Chops] = [.whole, .frames, .bytes(1)]

    /// A valid message, the violation, and a ping that must not be answered.
    private func expectFailure(
        _ mistake: [[UInt8]], closing code: UInt16 = 1002, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        for chops in Self.chops {
            let frames = [ServerFrame.text("Hello, world!")] + mistake + [ServerFrame.ping("nobody")]
            let echo = try Echo(frames, chops)
            #expect(
                echo.sent == [.text("Hello, world!"), .close(code)], "\(chops.testDescription)",
                sourceLocation: sourceLocation)
            #expect(echo.state == .closed, sourceLocation: sourceLocation)
        }
    }

    @Test("Reserved bits are refused", arguments: 1...7 as ClosedRange<UInt8>, [1, 2, 8, 9, 10] as [UInt8])
    func reservedBits(_ bits: UInt8, _ opcode: UInt8) throws {
        let payload: [UInt8] = opcode == 8 ? [0x03, 0xE8] : Array("Hello, world!".utf8)
        try expectFailure([ServerFrame(opcode: opcode, payload: payload, reserved: bits).bytes])
    }

    @Test("Reserved opcodes are refused", arguments: [3, 4, 5, 6, 7, 11, 12, 13, 14, 15] as [UInt8])
    func reservedOpcodes(_ opcode: UInt8) throws {
        try expectFailure([ServerFrame(opcode: opcode).bytes])
        try expectFailure([ServerFrame(opcode: opcode, payload: Array("Hello, world!".utf8)).bytes])
    }

    @Test("Control frames of 126 bytes, or in fragments, are refused", arguments: [8, 9, 10] as [UInt8])
    func controlFrames(_ opcode: UInt8) throws {
        try expectFailure([ServerFrame(opcode: opcode, payload: [UInt8](repeating: 0xFE, count: 126)).bytes])
        let rest = ServerFrame.continuation(Array("fragment2".utf8), isFinal: true)
        try expectFailure([ServerFrame(opcode: opcode, payload: [0x66], isFinal: false).bytes, rest])
    }

    /// Orders of fragments: text `T`, final text `t`, binary `B`, final binary `b`, continuation `C`, final `c`.
    @Test(
        "Invalid orders of fragments are refused, after the messages before them",
        arguments: [
            ("ct", 0), ("Ct", 0), ("cb", 0), ("CCc", 0), ("TcCt", 1), ("Tcct", 1), ("CTcCTc", 0), ("cTccTc", 0),
            ("Tt", 0), ("TT", 0), ("Tb", 0), ("TB", 0), ("Bb", 0), ("BB", 0), ("Bt", 0), ("TCt", 0), ("TCCB", 0),
            ("TcBcTcc", 3), ("tbtc", 3), ("tTb", 1),
        ])
    func orders(_ order: String, _ messages: Int) throws {
        let frames = order.enumerated().map { number, letter in
            let opcode: [Character: UInt8] = ["T": 1, "B": 2, "C": 0]
            let isFinal = letter.isLowercase
            let payload = Array("fragment\(number)".utf8)
            return ServerFrame(
                opcode: opcode[Character(letter.uppercased())] ?? 15, payload: payload, isFinal: isFinal
            ).bytes
        }
        for chops in Self.chops {
            let sent = try Echo(frames, chops).sent ?? []
            #expect(sent.last == .close(1002), "\(chops.testDescription)")
            #expect(sent.dropLast().allSatisfy { $0.opcode == 1 || $0.opcode == 2 } && sent.count == messages + 1)
        }
    }

    @Test("A close reason that is not UTF-8 is refused")
    func badReason() throws {
        let reason = Array("κόσμε".utf8) + [0xED, 0xA0, 0x80] + Array("edited".utf8)
        try expectFailure([ServerFrame.close(1000, reason)], closing: 1007)
    }
}

@Suite("Text that is not UTF-8 is never echoed")
struct InvalidTextTests {
    /// Groups of Kuhn's stress test: what a decoder must refuse.
    static let sequences: [[UInt8]] =
        // Continuation bytes where none is due, alone and in rows.
        (0x80...0xBF).map { [$0] } + (2...6).map { Array([0x80, 0xBF, 0x80, 0xBF, 0x80, 0xBF].prefix($0)) }
        // First bytes without what they announce, each before a space, and bytes that are never right.
        + (0xC0...0xFF).map { [$0, 0x20] }
        // The last byte missing, at the end and one after another.
        + incomplete + [incomplete.flatMap { $0 }]
        // More bytes than four, and above U+10FFFF.
        + [
            [0xF4, 0x90, 0x80, 0x80], [0xF7, 0xBF, 0xBF, 0xBF], [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0xFB, 0xBF, 0xBF, 0xBF, 0xBF], [0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], [0xFD, 0xBF, 0xBF, 0xBF, 0xBF, 0xBF],
        ]
        // Overlong: a slash, the largest, NUL.
        + [0x2F, 0x7F, 0x00].flatMap { value in (2...6).map { overlong(value, length: $0) } }
        + [[0xE0, 0x9F, 0xBF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF8, 0x87, 0xBF, 0xBF, 0xBF]]
        // Surrogates, single and in pairs.
        + surrogates + surrogates.flatMap { high in surrogates.map { high + $0 } }

    static let incomplete: [[UInt8]] = [
        [0xC0], [0xE0, 0x80], [0xF0, 0x80, 0x80], [0xF8, 0x80, 0x80, 0x80], [0xFC, 0x80, 0x80, 0x80, 0x80], [0xDF],
        [0xEF, 0xBF], [0xF4, 0x8F, 0xBF], [0xF7, 0xBF, 0xBF], [0xFB, 0xBF, 0xBF, 0xBF], [0xFD, 0xBF, 0xBF, 0xBF, 0xBF],
    ]

    static let surrogates: [[UInt8]] = [
        [0xED, 0xA0, 0x80], [0xED, 0xAD, 0xBF], [0xED, 0xAE, 0x80], [0xED, 0xAF, 0xBF], [0xED, 0xB0, 0x80],
        [0xED, 0xBE, 0x80], [0xED, 0xBF, 0xBF],
    ]

    /// A value below 128 spread over more bytes than it needs.
    static func overlong(_ value: UInt8, length: Int) -> [UInt8] {
        let lead: [UInt8] = [0xC0, 0xE0, 0xF0, 0xF8, 0xFC]
        let middle = [UInt8](repeating: 0x80, count: length - 2)
        let high = value >> 6
        let first = length == 2 ? [lead[0] | high] : [lead[length - 2]] + middle.dropLast() + [0x80 | high]
        return first + [0x80 | value & 0x3F]
    }

    @Test(arguments: [[], Array("κόσμε".utf8)] as [[UInt8]], [[], Array("edited".utf8)] as [[UInt8]])
    func refused(_ before: [UInt8], _ after: [UInt8]) throws {
        for sequence in Self.sequences {
            let payload = before + sequence + after
            for frames in [fragmented(1, payload, by: payload.count), fragmented(1, payload, by: 1)] {
                for chops in [.whole, .bytes(1)] as [Chops] {
                    #expect(try Echo(frames, chops).sent == [.close(1007)], "\(payload) \(chops.testDescription)")
                }
            }
        }
    }

    @Test("A prefix of a text is echoed if it ends between characters, refused if within one")
    func prefixes() throws {
        let text = Array("κόσμε€🌟".utf8)
        for length in 0...text.count {
            let prefix = Array(text.prefix(length))
            let isWhole = String(validating: prefix, as: UTF8.self) != nil
            let expected = isWhole ? ClientFrame(opcode: 1, payload: prefix) : .close(1007)
            for chops in [.whole, .bytes(1)] as [Chops] {
                #expect(try Echo([ServerFrame(opcode: 1, payload: prefix).bytes], chops).sent == [expected])
            }
        }
    }

    @Test("Invalid text is refused before the message is complete", arguments: [1, 2, 3])
    func failsBeforeTheEnd(_ length: Int) throws {
        let bad = Array([0xF4, 0x90, 0x80].prefix(length)) as [UInt8]
        let (first, start) = (Array("κόσμε".utf8), ServerFrame.text("κόσμε", isFinal: false))
        let expected: [ClientFrame] = length == 1 ? [] : [.close(1007)]
        #expect(try Echo([start]).sent == [])
        #expect(try Echo([start, ServerFrame.continuation(bad, isFinal: false)]).sent == expected)
        #expect(try Echo([[0x81, 30] + first, bad], .frames).sent == expected)
    }

    @Test("Noncharacters and specials are valid")
    func noncharacters() throws {
        let ends = (0...16).flatMap { plane in [0xFFFE, 0xFFFF].map { plane << 16 | $0 } }
        for value in ends + Array(0xFDD0...0xFDEF) + Array(0xFFF9...0xFFFD) {
            let text = String(try #require(Unicode.Scalar(UInt32(value))))
            #expect(try Echo([ServerFrame.text(text)], .bytes(1)).sent == [.text(text)])
        }
    }
}

@Suite("A close after messages")
struct CloseOrderTests {
    static let chops: [Chops] = [.whole, .frames, .bytes(1)]

    @Test("Frames before a close are answered, frames after it ignored", arguments: chops)
    func order(_ chops: Chops) throws {
        let hello = ServerFrame.text("Hello World!")
        #expect(try Echo([hello, ServerFrame.close()], chops).sent == [.text("Hello World!"), .close(1000)])
        for late in [ServerFrame.close(nil), ServerFrame.ping(), hello, ServerFrame.close(1002), [0xFF]] {
            #expect(try Echo([ServerFrame.close(), late], chops).sent == [.close(1000)])
        }
        let cut = [
            ServerFrame.text("1", isFinal: false), ServerFrame.close(), ServerFrame.continuation([], isFinal: true),
        ]
        #expect(try Echo(cut, chops).sent == [.close(1000)])
    }

    @Test("A large message and a text are echoed before a close that follows at once")
    func largeThenClose() throws {
        let large = LargeEchoTests.text(1 << 18)
        let frames = [
            ServerFrame(opcode: 1, payload: large).bytes, ServerFrame.text("Hello World!"), ServerFrame.close(),
            ServerFrame.ping(),
        ]
        let echo = try Echo(frames)
        #expect(echo.sent == [ClientFrame(opcode: 1, payload: large), .text("Hello World!"), .close(1000)])
    }

    @Test(
        "Close reasons of up to 123 bytes are accepted",
        arguments: [(0, 1000), (1, 1000), (122, 1000), (123, 1000), (124, 1002)] as [(Int, UInt16)])
    func reasons(_ length: Int, _ answer: UInt16) throws {
        let reason = [UInt8](repeating: 0x2A, count: length)
        for chops in Self.chops {
            #expect(try Echo([ServerFrame.close(1000, reason)], chops).sent == [.close(answer)])
        }
    }
}
