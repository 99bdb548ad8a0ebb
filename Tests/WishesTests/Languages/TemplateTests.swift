import Testing

@testable import Wishes

@Suite("Templates")
struct TemplateTests {
    private static let texts = Texts(language: .english, voice: .plain, own: [.wishedBy: "{by} {NAME} { } {{name}"])

    @Test("A value is not read for placeholders again")
    func values() {
        #expect(Template("a {name} b {count}").filled(with: [.name: "{count}", .count: "7"]) == "a {count} b 7")
    }

    @Test("Braces without a placeholder stay as they are")
    func braces() {
        #expect(Self.texts(.wishedBy, [.name: "ada"]) == "{by} {NAME} { } {ada")
        for text in ["", "{", "}", "{}", "{{}}", "}{", "{name", "name}", "{na me}"] {
            #expect(Template(text).filled(with: [:]) == text)
        }
    }

    @Test("The number chooses the form")
    func plurals() {
        let texts = Texts(language: .german, voice: .plain)
        #expect(texts(.quorum, 1, [.needed: "1", .emoji: "🌟"]) == ": zurzeit 1 🌟 von 1 Mitglied.")
        #expect(texts(.quorum, 0, [.needed: "1", .emoji: "🌟"]) == ": zurzeit 1 🌟 von 0 Mitgliedern.")
        #expect(texts(.quorum, 7, [.needed: "5", .emoji: "🌟"]) == ": zurzeit 5 🌟 von 7 Mitgliedern.")
    }

    @Test(
        "A text of an admin is checked for what would break its place",
        arguments: [
            ("Wish by {name}", nil), ("{name}", nil), ("By {name}!", .mustEnd("{name}")),
            ("By you", .missing(["{name}"])),
            ("{emoji} {name}", .unknown(["{emoji}"])), ("{nmae} {name}", .unknown(["{nmae}"])),
            ("a\nb {name}", .controlCharacter), ("a\tb {name}", .controlCharacter), ("` {name}", .openCode),
            ("", .empty), ("\u{200B}", .empty), ("\u{202E}", .empty),
            (String(repeating: "x", count: 43) + "{name}", nil),
            (String(repeating: "x", count: 44) + "{name}", .tooLong(216, limit: 215)),
            (String(repeating: "👍", count: 22) + "{name}", .tooLong(216, limit: 215)),
        ] as [(String, TextFlaw?)])
    func flaws(text: String, flaw: TextFlaw?) {
        #expect(Phrase.wishedBy.flaw(in: text) == flaw)
    }
}
