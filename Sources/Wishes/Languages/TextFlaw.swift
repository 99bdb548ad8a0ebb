/// What is wrong with a text that an admin wants in place of one of the bot's.
package enum TextFlaw: Sendable, Equatable {
    /// It has no visible character.
    case empty
    /// It has a line break, a tab or another control character.
    case controlCharacter
    /// It lacks placeholders.
    case missing([String])
    /// It has placeholders that the phrase does not have.
    case unknown([String])
    /// It does not end with this placeholder: what the bot has posted could not be read back.
    case mustEnd(String)
    /// It has an odd number of backticks.
    case openCode
    /// With the longest values it may have so many UTF-16 units, of which so many are allowed.
    case tooLong(Int, limit: Int)
}

extension Phrase {
    /// The placeholders of the phrase, as they are written: `{channel}`.
    package var markers: [String] { placeholders.map(\.marker).sorted() }

    /// The bot's own words for it.
    package func text(in language: Language, _ voice: Voice) -> String { language.wording(self)[voice] }

    /// The placeholders of the phrase: those of its English words.
    var placeholders: Set<Placeholder> { Template(Language.english.wording(self).plain).placeholders }

    /// What is wrong with a text for this phrase; nil when it can be used.
    package func flaw(in text: String) -> TextFlaw? {
        let template = Template(text)
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            return .controlCharacter
        }
        guard !VisibleText.line(text).isEmpty else { return .empty }
        let unknown = template.pieces.compactMap { piece -> String? in
            switch piece {
            case .text: nil
            case .unknown(let word): "{\(word)}"
            case .placeholder(let placeholder): placeholders.contains(placeholder) ? nil : placeholder.marker
            }
        }
        if !unknown.isEmpty { return .unknown(unknown) }
        let missing = placeholders.subtracting(template.placeholders)
        if !missing.isEmpty { return .missing(missing.map(\.marker).sorted()) }
        if self == .wishedBy, template.pieces.last != .placeholder(.name) { return .mustEnd(Placeholder.name.marker) }
        if !text.count(where: { $0 == "`" }).isMultiple(of: 2) { return .openCode }
        guard template.longest <= place.limit else { return .tooLong(template.longest, limit: place.limit) }
        return nil
    }
}
