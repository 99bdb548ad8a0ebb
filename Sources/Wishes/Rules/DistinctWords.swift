/// The words of a wish that tell it from others. Two wishes are the same only if each word has a counterpart in the other.
struct DistinctWords: Sendable {
    /// Words that must be the same: numbers, numerals, addresses, `C++`.
    private var exact: Set<Substring> = []
    /// Words that may have other forms.
    private var inexact: Set<Substring> = []
    /// Of two wishes that both have emoji, one must be common.
    private var emoji: Set<Substring> = []

    /// What two words must have in common, more than this, to count as forms of one.
    private static let threshold = 0.4

    /// Reads a line of words; fillers do not count.
    init(_ line: Substring, _ kind: WishKind) {
        for word in line.prefix(TrigramWalk.longest).split(separator: " ") where !FillerWords.has(word, kind) {
            if Self.isExact(word) {
                exact.insert(word)
            } else if word.unicodeScalars.contains(where: { $0.properties.isAlphabetic }) {
                inexact.insert(word)
            } else {
                emoji.insert(word)
            }
        }
    }

    /// Whether two wishes may be the same. Never without a word.
    func agree(with other: DistinctWords) -> Bool {
        exact == other.exact && !(exact.isEmpty && inexact.isEmpty)
            && (emoji.isEmpty || other.emoji.isEmpty || !emoji.isDisjoint(with: other.emoji))
            && inexact.allSatisfy(other.hasForm) && other.inexact.allSatisfy(hasForm)
    }

    /// Whether a word is here in some form, or as a part of a longer one.
    private func hasForm(of word: Substring) -> Bool {
        inexact.contains(word)
            || inexact.contains {
                word.unicodeScalars.count > 2 && $0.contains(word) || Self.likeness($0, word) > Self.threshold
            }
    }

    /// A word of these letters may be a numeral; other digits than 0–9 may look like `o` and `l`.
    private static func isExact(_ word: Substring) -> Bool {
        word.contains("://")
            || word.unicodeScalars.contains { $0.properties.numericType != nil || $0 == "+" || $0 == "#" }
            || word.unicodeScalars.allSatisfy { "olivx".unicodeScalars.contains($0) }
    }

    /// The common share of the trigrams of two words.
    private static func likeness(_ word: Substring, _ other: Substring) -> Double {
        let (left, right) = (trigrams(of: word), trigrams(of: other))
        let common = left.intersection(right).count
        return Double(common) / Double(max(1, left.count + right.count - common))
    }

    private static func trigrams(of word: Substring) -> Set<[UInt32]> {
        let values = [32, 32] + word.unicodeScalars.map(\.value) + [32]
        return Set((2..<values.count).map { Array(values[($0 - 2)...$0]) })
    }
}
