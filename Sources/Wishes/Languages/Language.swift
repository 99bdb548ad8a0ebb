/// A language in which the bot speaks.
///
/// Source: https://docs.discord.com/developers/reference#locales
package enum Language: String, Sendable, CaseIterable, Codable {
    case english = "en"
    case german = "de"
    case spanish = "es"

    /// The language of one of Discord's locales, such as `en-GB`, `de` or `es-419`; nil for a language that the bot does
    /// not speak.
    package init?(locale: String?) {
        guard let language = locale?.split(separator: "-").first else { return nil }
        self.init(rawValue: language.lowercased())
    }

    /// Discord's locales for the localizations of commands; none for English, in which commands are registered.
    var locales: [String] {
        switch self {
        case .english: []
        case .german: ["de"]
        case .spanish: ["es-ES", "es-419"]
        }
    }

    /// The words of a phrase.
    func wording(_ phrase: Phrase) -> Wording {
        switch self {
        case .english: English.wording(phrase)
        case .german: German.wording(phrase)
        case .spanish: Spanish.wording(phrase)
        }
    }

    /// The words of a command, an option or a choice.
    func wording(_ word: CommandWord) -> CommandWording {
        switch self {
        case .english: English.wording(word)
        case .german: German.wording(word)
        case .spanish: Spanish.wording(word)
        }
    }
}

/// A phrase in one language, in both voices, with its placeholders.
struct Wording: Sendable, Equatable {
    let plain: String
    let ahamkara: String

    init(_ plain: String, _ ahamkara: String) { (self.plain, self.ahamkara) = (plain, ahamkara) }

    /// The same in both voices.
    init(_ text: String) { (plain, ahamkara) = (text, text) }

    subscript(voice: Voice) -> String { voice == .plain ? plain : ahamkara }
}

/// The name and the description of a command or an option, as Discord shows them while a command is typed. A choice has
/// no description.
struct CommandWording: Sendable, Equatable {
    let name: String
    let description: String

    init(_ name: String, _ description: String = "") { (self.name, self.description) = (name, description) }
}
