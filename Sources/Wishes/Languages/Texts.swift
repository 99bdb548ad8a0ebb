/// The bot's words in one language and voice, and the texts that admins have put over them.
struct Texts: Sendable {
    let language: Language
    let voice: Voice
    /// Texts in place of the bot's own; each has passed `Phrase.flaw(in:)`.
    var own: [Phrase: String] = [:]

    /// A phrase with its placeholders filled in.
    func callAsFunction(_ phrase: Phrase, _ values: [Placeholder: String] = [:]) -> String {
        Template(text(of: phrase)).filled(with: values)
    }

    /// The form of a phrase that fits a number, which fills in `{count}`.
    func callAsFunction(
        _ plural: Phrase.Plural, _ count: Int, _ values: [Placeholder: String] = [:]
    ) -> String {
        var values = values
        values[.count] = "\(count)"
        return self(count == 1 ? plural.one : plural.other, values)
    }

    private func text(of phrase: Phrase) -> String { own[phrase] ?? language.wording(phrase)[voice] }
}

/// A phrase with placeholders in braces. Any other brace is an ordinary character.
struct Template: Sendable, Equatable {
    /// A stretch of a phrase.
    enum Piece: Sendable, Equatable {
        case text(Substring)
        case placeholder(Placeholder)
        /// Something in braces that is no placeholder.
        case unknown(Substring)
    }

    private(set) var pieces: [Piece] = []

    /// Reads a phrase.
    init(_ phrase: String) {
        var rest = phrase[...]
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            let word = rest[rest.index(after: start)..<end]
            guard !word.isEmpty, word.utf8.allSatisfy({ (97...122).contains($0) || $0 == 95 }) else {
                pieces.append(.text(rest[...start]))
                rest = rest[rest.index(after: start)...]
                continue
            }
            if start > rest.startIndex { pieces.append(.text(rest[..<start])) }
            pieces.append(Placeholder(rawValue: String(word)).map(Piece.placeholder) ?? .unknown(word))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(.text(rest)) }
    }

    /// The placeholders in it.
    var placeholders: Set<Placeholder> {
        Set(pieces.compactMap { if case .placeholder(let placeholder) = $0 { placeholder } else { nil } })
    }

    /// The text with these values. A value is not read for placeholders again.
    func filled(with values: [Placeholder: String]) -> String {
        var text = ""
        for piece in pieces {
            switch piece {
            case .text(let part): text += part
            case .unknown(let word): text += "{\(word)}"
            case .placeholder(let placeholder):
                assert(values[placeholder] != nil, "\(placeholder.marker) has no value")
                text += values[placeholder] ?? ""
            }
        }
        return text
    }

    /// Its length with the longest values, in UTF-16 units.
    var longest: Int {
        pieces.reduce(0) { length, piece in
            switch piece {
            case .text(let part): length + part.utf16.count
            case .unknown(let word): length + word.utf16.count + 2
            case .placeholder(let placeholder): length + placeholder.longest
            }
        }
    }
}
