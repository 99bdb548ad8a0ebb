import Testing

@testable import Discord

@Suite("Text from outside in outputs")
struct OutputLineTests {
    /// What moves a cursor, ends a line, hides text or turns it around.
    static let harmful: [Unicode.Scalar] =
        ([
            0x00...0x1F, 0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202F, 0x2060...0x206F, 0xFE00...0xFE0F,
            0xFFF0...0xFFFB,
        ]
        as [ClosedRange<UInt32>]).flatMap { $0.compactMap(Unicode.Scalar.init) }
        + [
            "\u{AD}", "\u{34F}", "\u{61C}", "\u{115F}", "\u{1160}", "\u{17B4}", "\u{180E}", "\u{2800}", "\u{3000}",
            "\u{3164}", "\u{FEFF}", "\u{FFA0}", "\u{FFFE}", "\u{1BCA0}", "\u{1D173}", "\u{E0001}", "\u{E0041}",
            "\u{E007F}", "\u{E0100}", "\u{F0000}", "\u{A0}", "\u{2003}",
        ]

    private static func isInert(_ text: String) -> Bool {
        !text.unicodeScalars.contains { harmful.contains($0) }
    }

    @Test("No harmful character reaches an output, wherever it is in a text")
    func harmful() {
        for scalar in Self.harmful {
            for text in ["\(scalar)", "a\(scalar)b", "é\(scalar)\(scalar)", " \(scalar)1", "\u{5E9}\(scalar)\u{5DC}"] {
                for shown in [
                    OutputLine.text(text), OutputLine.quoted(text), OutsideText(text).description,
                    OutputLine.json("\"\(text)\"").replacing("\n", with: ""),
                ] {
                    #expect(Self.isInert(shown), "U+\(String(scalar.value, radix: 16))")
                }
            }
        }
    }

    @Test("A property: any Unicode gives one inert line of bounded length, and JSON keeps its meaning")
    func anyText() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<2_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                let isHarmful = Int.random(in: 0..<3, using: &random) == 0
                let value = UInt32.random(in: 0...0x10FFFF, using: &random)
                text.append(
                    isHarmful
                        ? Self.harmful[Int.random(in: 0..<Self.harmful.count, using: &random)]
                        : Unicode.Scalar(value) ?? "x")
            }
            // Joiners and selectors are admitted inside an emoji.
            let glue: Set<Unicode.Scalar> = ["\u{200D}", "\u{FE0F}", "\u{FE0E}"]
            for shown in [OutputLine.text(String(text)), OutsideText(String(text), limit: 50).description] {
                #expect(!shown.unicodeScalars.contains { !glue.contains($0) && Self.harmful.contains($0) })
            }
            #expect(OutsideText(String(text), limit: 50).description.unicodeScalars.count <= 53)
        }
    }

    @Test("A long text is cut, however much its escapes take")
    func long() {
        for text in [String(repeating: "a", count: 20_000), String(repeating: "\u{202E}", count: 20_000)] {
            #expect(OutputLine.text(text).unicodeScalars.count <= OutputLine.limit + 1)
            #expect(OutputLine.text(text).hasSuffix("…"))
        }
    }

    @Test(
        "A plain name is shown as it is, every other one in quotes",
        arguments: [
            ("Reef Explorers", "Reef Explorers"), ("Łąki & Co.", "Łąki & Co."), ("💬 Community", "💬 Community"),
            ("❤️ 夢", "❤️ 夢"), ("👩‍👧 Café", "👩‍👧 Café"),
            ("X: 9 updated, 9 deleted, 0 errors, 9 manifested", #""X: 9 updated, 9 deleted, 0 errors, 9 manifested""#),
            ("X： 9", #""X： 9""#), ("X\u{2D0} 9", "\"X\u{2D0} 9\""), ("", #""""#), (" a", #"" a""#),
            ("a  b", #""a  b""#),
            (#"a" b"#, #""a\" b""#), (#"a\"#, #""a\\""#), ("\u{1B}[31mred", #""\u{1B}[31mred""#), ("a\nb", #""a\nb""#),
            ("\u{301}a", #""\u{301}a""#), ("a\u{202E}b", #""a\u{202E}b""#), ("a=b", #""a=b""#), ("a;b", #""a;b""#),
            ("a\u{200D}b", #""a\u{200D}b""#),
        ])
    func names(name: String, shown: String) {
        #expect(OutsideText(name).description == shown)
    }

    @Test("JSON stays the same value")
    func json() throws {
        let encoded = #"{"a":"é\u001b"# + "\u{202E}\u{85}\u{2028}\u{E0041}x\u{7F}" + #""}"#
        let shown = OutputLine.json(encoded)
        #expect(shown == #"{"a":"é\u001b\u202e\u0085\u2028\udb40\udc41x\u007f"}"#)
    }
}
