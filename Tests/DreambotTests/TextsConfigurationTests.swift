import Testing
import Wishes

@testable import dreambot

@Suite("Language and texts in the configuration")
struct TextsConfigurationTests {
    private func mistakes(_ text: String) -> [String] {
        do throws(ConfigurationErrors) {
            _ = try decode(text)
            return []
        } catch {
            return error.mistakes.map { "\($0.path): \($0.found); \($0.valid)" }
        }
    }

    @Test("A guild's texts come over those of the defaults, text by text")
    func merged() throws {
        let configuration = try decode(
            """
            { "defaults": { "texts": { "celebration": "✅ Yes!", "wished_by": "Idea of {name}" } },
              "guilds": { "5": { "language": "de", "texts": { "celebration": "✅ Ja!" } }, "6": { "language": "auto" } } }
            """)
        #expect(configuration.settings(for: 5).texts == [.celebration: "✅ Ja!", .wishedBy: "Idea of {name}"])
        #expect(configuration.settings(for: 5).language == .german)
        #expect(configuration.settings(for: 6).texts == [.celebration: "✅ Yes!", .wishedBy: "Idea of {name}"])
        #expect(configuration.settings(for: 6).language == nil)
    }

    @Test(
        "A text that cannot be used is named with its key, what is wrong and what helps",
        arguments: [
            (
                #""celebratoin": "x""#,
                "defaults.texts.celebratoin: unknown text; did you mean celebration?"
            ),
            (
                #""too_soon.one": 5"#,
                #"defaults.texts["too_soon.one"]: found the number 5; valid is a text"#
            ),
            (
                #""wished_by": "by you""#,
                "defaults.texts.wished_by: the text lacks {name}; valid is a text with {name}"
            ),
            (
                #""celebration": "{name}!""#,
                "defaults.texts.celebration: the text has {name}, which this text cannot have; this text has no placeholders"
            ),
            (
                #""wished_by": "by {name} today""#,
                "defaults.texts.wished_by: the text does not end with {name}; put {name} last: the bot reads the author from there"
            ),
            (
                #""celebration": """#,
                "defaults.texts.celebration: the text has no visible character; valid is a text on one line"
            ),
            (
                #""celebration": "a\nb""#,
                "defaults.texts.celebration: the text has a line break or another control character; valid is a text on one line"
            ),
        ])
    func mistake(member: String, description: String) {
        #expect(mistakes(#"{ "defaults": { "texts": { \#(member) } } }"#) == [description])
    }

    @Test("A text that could outgrow its place is refused with both lengths")
    func tooLong() {
        let title = String(repeating: "x", count: 257)
        let found = mistakes(#"{ "guilds": { "5": { "texts": { "weekly_title": "\#(title)" } } } }"#)
        #expect(found.count == 1)
        #expect(found.first?.contains("guilds.5.texts.weekly_title") == true)
        #expect(found.first?.contains("257") == true && found.first?.contains("256") == true)
    }

    @Test("An unknown language is refused with those that there are")
    func language() {
        #expect(
            mistakes(#"{ "defaults": { "language": "fr" } }"#) == [
                #"defaults.language: found the text "fr"; valid is one of auto, en, de, es"#
            ])
    }
}
