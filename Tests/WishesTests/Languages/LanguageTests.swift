import Testing

@testable import Wishes

@Suite("Languages")
struct LanguageTests {
    @Test("No text is empty, lacks a placeholder or is too long for its place", arguments: Language.allCases)
    func everyPhrase(language: Language) {
        for phrase in Phrase.allCases {
            for voice in Voice.allCases {
                let text = language.wording(phrase)[voice]
                #expect(phrase.flaw(in: text) == nil, "\(phrase.rawValue), \(voice): \(text)")
            }
        }
    }

    @Test("Bold, code and brackets are closed in every text", arguments: Language.allCases)
    func markdown(language: Language) {
        let quotes = language == .german ? ("„", "“") : ("“", "”")
        let pairs = [quotes, ("(", ")"), ("[", "]"), ("{", "}"), ("«", "»"), ("¿", "?")]
        for phrase in Phrase.allCases {
            for voice in Voice.allCases {
                let text = language.wording(phrase)[voice]
                #expect(text.split(separator: "**", omittingEmptySubsequences: false).count % 2 == 1, "\(text)")
                for (open, close) in pairs where text.contains(open) {
                    #expect(text.ranges(of: open).count == text.ranges(of: close).count, "\(text)")
                }
            }
        }
    }

    @Test("No sentence is left in English", arguments: [Language.german, .spanish])
    func translated(language: Language) {
        for phrase in Phrase.allCases {
            for voice in Voice.allCases {
                let english = Language.english.wording(phrase)[voice]
                let words = english.replacing(/\{[a-z_]+\}|`[^`]*`/, with: "").filter(\.isLetter)
                #expect(words.count < 8 || language.wording(phrase)[voice] != english, "\(phrase.rawValue)")
            }
        }
    }

    @Test("The two voices differ in titles, by which members know them", arguments: Language.allCases)
    func voices(language: Language) {
        let titles: [Phrase] = [.wishTitleVideo, .wishTitleChannel, .wishTitleOther, .weeklyTitle, .helpTitle]
        for title in titles {
            let wording = language.wording(title)
            #expect(wording.plain != wording.ahamkara)
        }
    }

    @Test("The key of a text is in snake case; only the two forms of a plural have a point")
    func keys() {
        for phrase in Phrase.allCases {
            #expect(phrase.rawValue.wholeMatch(of: /[a-z]+(_[a-z]+)*(\.one|\.other)?/) != nil, "\(phrase.rawValue)")
            guard phrase.rawValue.hasSuffix(".one") else { continue }
            let other = Phrase(rawValue: String(phrase.rawValue.dropLast(3)) + "other")
            #expect(other?.placeholders == phrase.placeholders, "\(phrase.rawValue)")
        }
    }

    @Test("A language comes from any locale of it; others are none that the bot speaks")
    func locales() {
        #expect(Language(locale: "en-US") == .english && Language(locale: "en-GB") == .english)
        #expect(Language(locale: "de") == .german)
        #expect(Language(locale: "es-ES") == .spanish && Language(locale: "es-419") == .spanish)
        for locale in ["fr", "pt-BR", "", "-", "zh-CN", "deu", "estonian"] { #expect(Language(locale: locale) == nil) }
        #expect(Language(locale: nil) == nil)
    }

    @Test("A text of an admin replaces the bot's in the guild's language only")
    func own() {
        var settings = GuildSettings()
        (settings.language, settings.texts) = (.german, [.celebration: "✅ Läuft!"])
        #expect(settings.replies.celebration(notes: "") == "✅ Läuft!")
        #expect(settings.replies(in: .german).celebration(notes: "") == "✅ Läuft!")
        #expect(settings.replies(in: .english).celebration(notes: "") == "✅ It is granted, o bearer mine.")
        #expect(settings.replies.isCelebration("✅ Läuft!\nwith notes"))
        #expect(settings.replies.isCelebration("✅ This wish has been granted."))
        #expect(!settings.replies.isCelebration("Läuft"))
    }

    @Test("A guild's own language comes before the one that it prefers on Discord; English is the last resort")
    func preferred() {
        var settings = GuildSettings()
        #expect(settings.spokenLanguage == .english)
        settings.preferredLanguage = .spanish
        #expect(settings.spokenLanguage == .spanish)
        settings.language = .german
        #expect(settings.spokenLanguage == .german)
    }
}
