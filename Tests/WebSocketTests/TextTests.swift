import Testing

@testable import WebSocket

@Suite("§8.1 Text is UTF-8")
struct TextTests {
    /// Bytes, and the number of them after which nothing can make them valid.
    static let invalid: [([UInt8], Int)] = [
        ([0x80], 1), ([0xBF], 1), ([0xC0, 0xAF], 1), ([0xC1, 0xBF], 1), ([0xFE], 1), ([0xFF], 1), ([0xF5, 0x80], 1),
        ([0xC2, 0x41], 2), ([0xC2, 0xC2], 2), ([0xE0, 0x80, 0x80], 2), ([0xE0, 0x9F, 0xBF], 2),
        ([0xED, 0xA0, 0x80], 2), ([0xED, 0xBF, 0xBF], 2), ([0xE1, 0x80, 0x41], 3), ([0xF0, 0x8F, 0xBF, 0xBF], 2),
        ([0xF4, 0x90, 0x80, 0x80], 2), ([0xF1, 0x80, 0x80, 0x41], 4), ([0xF8, 0x88, 0x80, 0x80, 0x80], 1),
        ([0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], 1),
    ]

    @Test(
        "Valid text at the boundaries of UTF-8 is accepted",
        arguments: [
            "\u{0}", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFF}", "\u{1000}", "\u{D7FF}", "\u{E000}",
            "\u{FFFD}",
            "\u{FFFE}", "\u{FFFF}", "\u{10000}", "\u{3FFFF}", "\u{40000}", "\u{10FFFF}", "Hello-µ@ßöäüàá-UTF-8!!",
            "κόσμε",
            "🌟 wish 💬",
        ])
    func valid(_ text: String) throws {
        for padding in 0...9 {
            let padded = String(repeating: "x", count: padding) + text + String(repeating: "y", count: 9 - padding)
            let bytes = Array(padded.utf8)
            #expect(try Outcome(of: ServerFrame.text(padded)).events == [.text(padded)])
            for cut in 0...bytes.count {
                let parts =
                    ServerFrame(opcode: 1, payload: Array(bytes[..<cut]), isFinal: false).bytes
                    + ServerFrame.continuation(Array(bytes[cut...]), isFinal: true)
                #expect(try Outcome(of: parts).events == [.text(padded)])
            }
        }
    }

    @Test("Invalid text is refused at the first byte that makes it invalid", arguments: invalid)
    func failFast(_ bytes: [UInt8], _ deciding: Int) throws {
        for padding in [0, 1, 7, 8, 20] {
            let prefix = [UInt8](repeating: 0x61, count: padding)
            let announced: [UInt8] = [0x81, 126, 0x01, 0x00] + prefix
            let before = try Outcome(of: announced + bytes.prefix(deciding - 1))
            #expect(before.events.isEmpty)
            for cuts in [[], Array(1..<announced.count + deciding)] {
                let after = try Outcome(of: announced + bytes.prefix(deciding), cuts: cuts)
                #expect(after.events == [.failed(.invalidText)])
                #expect(after.sent == [.close(1007)])
            }
            let inFragment =
                ServerFrame.text("ok", isFinal: false)
                + ServerFrame.continuation(prefix + bytes.prefix(deciding), isFinal: false)
            #expect(try Outcome(of: inFragment).events == [.failed(.invalidText)])
        }
    }

    @Test(
        "Text that ends within a character is refused",
        arguments: [
            [0xC2], [0xE1], [0xE1, 0x80], [0xF1], [0xF1, 0x80], [0xF1, 0x80, 0x80],
        ] as [[UInt8]])
    func truncated(_ bytes: [UInt8]) throws {
        for padding in [0, 3, 8] {
            let payload = [UInt8](repeating: 0x61, count: padding) + bytes
            let whole = ServerFrame(opcode: 1, payload: payload).bytes
            #expect(try Outcome(of: whole).events == [.failed(.invalidText)])
            let open = ServerFrame(opcode: 1, payload: payload, isFinal: false).bytes
            #expect(try Outcome(of: open).events.isEmpty)
            #expect(
                try Outcome(of: open + ServerFrame.continuation([], isFinal: true)).events == [.failed(.invalidText)])
        }
    }

    @Test func binaryIsNotChecked() throws {
        let bytes: [UInt8] = [0xFF, 0xC0, 0x80]
        let stream = ServerFrame.binary(bytes, isFinal: false) + ServerFrame.continuation(bytes, isFinal: true)
        #expect(try Outcome(of: stream + ServerFrame.text("ä")).events == [.binary(bytes + bytes), .text("ä")])
    }

    @Test func agreesWithTheStandardLibraryOnRandomBytes() {
        var generator = SeededGenerator(seed: 3)
        let pieces =
            Self.invalid.map(\.0) + ["a", "ä", "€", "🌟", "abcdefgh", "\u{D7FF}\u{10FFFF}"].map { Array($0.utf8) }
        for _ in 0..<20_000 {
            var bytes: [UInt8] = []
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let rare = Int.random(in: 0..<12, using: &generator) == 0
                bytes += (rare ? pieces : Array(pieces.suffix(6))).randomElement(using: &generator) ?? []
            }
            if Bool.random(using: &generator) { bytes.removeLast() }
            var validator = UTF8Validator()
            let cut = Int.random(in: 0...bytes.count, using: &generator)
            let isValid = [bytes[..<cut], bytes[cut...]].allSatisfy { part in
                part.withUnsafeBytes { validator.consume($0) }
            }
            let expected = String(validating: bytes, as: UTF8.self) != nil
            #expect((isValid && validator.isComplete) == expected, "\(bytes) cut at \(cut)")
        }
    }
}
