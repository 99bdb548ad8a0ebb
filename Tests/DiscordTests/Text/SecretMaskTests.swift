import Foundation
import Testing

@testable import Discord

@Suite("Secrets in outputs")
struct SecretMaskTests {
    // Long as Discord's, and none.
    static let token = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs-a_b"

    private static func mask() -> SecretMask {
        let mask = SecretMask()
        mask.remember(token, .process)
        return mask
    }

    private static func percent(_ text: String) -> String {
        text.utf8.map { "%" + (String($0, radix: 16).count < 2 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// How text could be written by a program that repeats it.
    static let encodings: [(name: String, encode: @Sendable (String) -> String)] = [
        ("plain", { $0 }), ("upper", { $0.uppercased() }), ("lower", { $0.lowercased() }),
        ("percent", { percent($0) }), ("percent, upper", { percent($0).uppercased() }),
        ("percent twice", { percent($0).replacing("%", with: "%25") }),
        ("some percent", { $0.replacing(".", with: "%2E").replacing("-", with: "%2d").replacing("Z", with: "%5A") }),
        ("escapes", { $0.utf8.map { "\\u00" + String($0, radix: 16) }.joined() }),
        ("base64", { Data($0.utf8).base64EncodedString() }),
        ("base64 behind one", { Data("x\($0)y".utf8).base64EncodedString() }),
        ("base64 behind two", { Data("Bot \($0)".utf8).base64EncodedString() }),
        (
            "base64url",
            { Data($0.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_") }
        ),
        ("base64 of lower", { Data($0.lowercased().utf8).base64EncodedString() }),
        ("lower of base64", { Data($0.utf8).base64EncodedString().lowercased() }),
        ("base64 of percent", { percent(Data($0.utf8).base64EncodedString()) }),
    ]

    @Test("A secret and each of its parts of eight characters or more are hidden, however they are written")
    func parts() {
        let mask = Self.mask()
        let characters = Array(Self.token)
        for (name, encode) in Self.encodings {
            for length in [8, 11, 20, characters.count / 2, characters.count] {
                for start in stride(from: 0, through: characters.count - length, by: 5) {
                    let part = encode(String(characters[start..<(start + length)]))
                    let shown = mask.hide("the reason is: \(part) (code 4004)")
                    // At the edges bits of base64 belong to the text around.
                    #expect(shown.contains("<secret>"), "\(name) \(start) \(length)")
                    #expect(shown.count < 60, "\(name) \(start) \(length): \(shown)")
                    #expect(shown.hasPrefix("the reason is: ") && shown.hasSuffix(" (code 4004)"), "\(shown)")
                }
            }
        }
    }

    @Test("Other text stays as it is, byte for byte")
    func otherText() {
        let mask = Self.mask()
        for text in [
            "", "a", "100 %", "%", "%4", "\\u", "[Suggestions] Synced guild Dreamers: 5 updated, 2 deleted, 0 errors",
            "https://discord.com/channels/198622483471925248/1/2", "\u{1F31F}%F0%9F%8C%9F", "MTk4Nj", ".Cl2FMQ",
        ] { #expect(mask.hide(text) == text) }
    }

    @Test("Secrets of different lives are hidden; of many only the newest are remembered, the token for good")
    func lives() {
        let mask = Self.mask()
        for number in 0..<1_000 { mask.remember("interaction-token-\(number)-abcdefgh", .interaction) }
        mask.remember("0123456789abcdef-session", .session)
        #expect(mask.hide("x interaction-token-999-abcdefgh x") == "x <secret> x")
        #expect(mask.hide("session 89abcdef") == "session <secret>")
        #expect(mask.hide(Self.token) == "<secret>")
        mask.remember("short", .process)
        #expect(mask.hide("short") == "short")
    }

    @Test("Whoever makes a secret, a session or an interaction has it hidden")
    func registered() {
        _ = Secret("registered-by-its-making-1")
        _ = ResumableSession(sessionID: "5f2cdd4f6e9b4ac3a0bb0f39a1cf9d37", url: "wss://x", sequence: 1)
        #expect(!SecretMask.shared.hide("a registered-by-its-making-1").contains("making"))
        #expect(SecretMask.shared.hide("5F2CDD4F6E9B4AC3 sent") == "<secret> sent")
        var dumped = ""
        dump(ResumableSession(sessionID: "5f2cdd4f6e9b4ac3a0bb0f39a1cf9d37", url: "wss://x", sequence: 1), to: &dumped)
        #expect(!dumped.contains("5f2cdd4f"))
    }

    @Test("Hiding is linear: a text twice as long takes about twice as long")
    func linear() {
        let mask = Self.mask()
        func time(_ count: Int) -> Duration {
            let text = String(repeating: "MTk4NjIy %4D\\u004D ", count: count)
            return (0..<5).map { _ in ContinuousClock().measure { _ = mask.hide(text) } }.min() ?? .zero
        }
        _ = time(1_000)
        let (one, four) = (time(10_000), time(40_000))
        #expect(four < one * 12 + .milliseconds(20))
    }
}
