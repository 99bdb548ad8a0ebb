import Foundation

/// Words that the name of a wished channel may not be, because members would take the channel for the moderators' own.
package struct ReservedNames: Sendable, Equatable {
    /// Words that a name may neither be nor begin with.
    var prefixes: [String]
    /// Words that a name may not be.
    var names: [String]

    /// The word that a name looks like, in singular or plural, whatever its decoration; nil when there is none. Only a
    /// whole word counts: `modern-art` does not begin with `mod`.
    func word(in name: String) -> String? {
        let candidates = Self.variants(of: name).map(Candidate.init)
        return prefixes.first { Self.word($0, isIn: candidates, name, isPrefix: true) }
            ?? names.first { Self.word($0, isIn: candidates, name, isPrefix: false) }
    }

    /// A name as a quick reader sees it.
    private struct Candidate {
        var whole: String
        var first: String

        init(_ name: String) {
            let words = NameSkeleton.words(of: name).map(ReservedNames.folded)
            (whole, first) = (words.joined(), words.first ?? "")
        }
    }

    private static func word(_ word: String, isIn candidates: [Candidate], _ name: String, isPrefix: Bool) -> Bool {
        let form = folded(NameSkeleton.of(word))
        guard !form.isEmpty else {
            // A word of emoji has no letters to compare.
            let (word, name) = (ChannelName.normalized(word), ChannelName.normalized(name))
            return !word.isEmpty && (name == word || isPrefix && name.hasPrefix(word + "-"))
        }
        var forms = ["", "s", "es", "z"].map { form + $0 }
        if form.count > 3, form.hasSuffix("s") { forms.append(String(form.dropLast())) }
        return candidates.contains { forms.contains($0.whole) || isPrefix && forms.contains($0.first) }
    }

    /// The name, and the name without what is no letter at its end, and at both ends: `admin2` is no other word than
    /// `admin`.
    private static func variants(of name: String) -> [String] {
        let isOther = { (character: Character) in !character.isLetter }
        let start = name.prefix(name.count - name.reversed().prefix(while: isOther).count)
        return [name, String(start), String(start.drop(while: isOther))]
    }

    /// A skeleton in which characters that replace each other in deceptive spellings are equal.
    private static func folded(_ skeleton: String) -> String {
        let letters = skeleton.unicodeScalars.map { standIns[$0] ?? $0 }
        return String(String.UnicodeScalarView(letters)).replacingOccurrences(of: "vv", with: "w")
            .replacingOccurrences(of: "rn", with: "m")
    }

    private static let standIns: [Unicode.Scalar: Unicode.Scalar] = {
        let groups: [(Unicode.Scalar, String)] = [
            ("a", "4ʌɅⱯ"), ("b", "68ß"), ("d", "∂ꝺд"), ("e", "3ꞓɛǝəɘ"), ("g", "9"), ("i", "lι"), ("m", "μ"),
            ("n", "πᴎи"),
            ("r", "ᴙя"), ("s", "5"), ("t", "7"), ("w", "ω"), ("z", "2"),
        ]
        let pairs = groups.flatMap { letter, forms in forms.unicodeScalars.map { ($0, letter) } }
        return Dictionary(pairs) { first, _ in first }
    }()
}
