/// The characters of a link as people paste it: `https://host/path`, with a host name and without anything that
/// markdown reads. Other text that begins like a link is shown as typed and does not become one.
enum BareLink {
    private static let closers: Set<Character> = [".", ",", ";", ":", "!", "?", "'", "\"", ")"]
    private static let marks = Set("-._~:/?#@!$&'()*+,;=%")
    /// Characters that markdown reads, and their percent encoding, which means the same in a link.
    private static let encoded: [Character: String] = ["*": "%2A", "~": "%7E", "(": "%28", ")": "%29"]

    /// Whether a link may hold the character.
    static func isLinkCharacter(_ character: Character) -> Bool {
        isWordCharacter(character) || marks.contains(character)
    }

    /// Whether a scheme that follows this character is the end of a word and begins no link.
    static func isWordCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || character == "_"
    }

    /// Whether the character is punctuation that ends a sentence or a bracket rather than the link before it.
    static func isCloser(_ character: Character) -> Bool { closers.contains(character) }

    /// A character of a link as it is written on a card.
    static func written(_ character: Character) -> String { encoded[character] ?? String(character) }
}

/// Finds the links in one line of text.
///
/// Each word is measured once, however many schemes are in it, so that the work grows with the length of the line.
/// Ask for ascending indices.
struct BareLinkScanner<Text: RandomAccessCollection> where Text.Element == Character, Text.Index == Int {
    private let text: Text
    private var word: MeasuredWord?

    /// Scans a line.
    init(_ text: Text) { self.text = text }

    /// The link at `index` with the punctuation that follows it, and how many characters of the line both take; nil if
    /// none begins there or it takes more than `longest` UTF-16 units. It reaches to the next space, as in Discord's
    /// client.
    mutating func match(at index: Int, longest: Int) -> (text: String, length: Int)? {
        guard let scheme = schemeLength(at: index) else { return nil }
        let word = measuredWord(at: index)
        guard let end = word.linkEnd(from: index), word.length(from: index, linkEnd: end) <= longest,
            hasHost(text[(index + scheme)..<word.bodyEnd])
        else { return nil }
        let link = (index..<end).map { Self.written(text, at: $0, wordEnd: word.range.upperBound) }.joined()
        return (link + String(text[end..<word.range.upperBound]), word.range.upperBound - index)
    }

    /// The length of the `http://` or `https://` at `index`; nil if there is none or it ends a word.
    private func schemeLength(at index: Int) -> Int? {
        guard text[index] == "h" || text[index] == "H",
            index == text.startIndex || !BareLink.isWordCharacter(text[index - 1])
        else { return nil }
        let start = String(text[index...].prefix(8)).lowercased()
        return start == "https://" ? 8 : start.hasPrefix("http://") ? 7 : nil
    }

    private mutating func measuredWord(at index: Int) -> MeasuredWord {
        if let word, word.range.contains(index) { return word }
        let end = text[index...].firstIndex(of: " ") ?? text.endIndex
        let word = MeasuredWord(text, index..<end) { Self.written(text, at: $0, wordEnd: end).utf16.count }
        self.word = word
        return word
    }

    /// A character of a link as it is written; the `@` of a mention is encoded, because Discord pings from links too.
    private static func written(_ text: Text, at index: Int, wordEnd: Int) -> String {
        guard text[index] == "@" else { return BareLink.written(text[index]) }
        let name = String(text[(index + 1)..<wordEnd].prefix(8)).lowercased()
        return name == "everyone" || name.hasPrefix("here") ? "%40" : "@"
    }

    /// Whether a link without its scheme begins with a host name of at least two labels, and perhaps a port.
    private func hasHost(_ rest: Text.SubSequence) -> Bool {
        let authority = String(rest.prefix { !"/?#".contains($0) })
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, parts.count <= 2, parts.dropFirst().allSatisfy({ UInt16($0) != nil }) else {
            return false
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { label in
                !label.isEmpty && label.allSatisfy { BareLink.isWordCharacter($0) && $0 != "_" || $0 == "-" }
            }
    }
}

/// A word, measured so that a link from any place in it is judged without another walk.
private struct MeasuredWord {
    /// Sums over the characters before one.
    private struct Sums {
        /// `(` minus `)`.
        var openBrackets = 0
        /// UTF-16 units as typed.
        var typed = 0
        /// UTF-16 units as written in a link.
        var written = 0
    }

    let range: Range<Int>
    /// Where the closing punctuation begins that reaches to the word's end.
    let bodyEnd: Int
    /// One for each character of the word and one for its end.
    private var sums: [Sums] = [Sums()]
    /// The end of the last character before `bodyEnd` that no link may hold.
    private var cleanFrom: Int
    /// The first such character after `bodyEnd`.
    private var cleanUntil: Int
    /// The ends of the `)` in the closing punctuation.
    private var closingBrackets: [Int] = []

    init<Text: RandomAccessCollection>(_ text: Text, _ range: Range<Int>, writtenLength: (Int) -> Int)
    where Text.Element == Character, Text.Index == Int {
        self.range = range
        bodyEnd = text[range].lastIndex { !BareLink.isCloser($0) }.map { $0 + 1 } ?? range.lowerBound
        (cleanFrom, cleanUntil) = (range.lowerBound, range.upperBound)
        for index in range {
            let character = text[index]
            if !BareLink.isLinkCharacter(character) {
                if index < bodyEnd { cleanFrom = index + 1 } else { cleanUntil = min(cleanUntil, index) }
            }
            if index >= bodyEnd, character == ")" { closingBrackets.append(index + 1) }
            add(character, writtenLength: writtenLength(index))
        }
    }

    private mutating func add(_ character: Character, writtenLength: Int) {
        var next = sums[sums.count - 1]
        next.openBrackets += character == "(" ? 1 : character == ")" ? -1 : 0
        next.typed += character.utf16.count
        next.written += writtenLength
        sums.append(next)
    }

    /// The end of a link that begins at `start`: the closing punctuation is no part of it, up to the last `)` that has
    /// its `(` in the link. Nil if a character is in it that no link may hold.
    func linkEnd(from start: Int) -> Int? {
        let open = self[bodyEnd].openBrackets - self[start].openBrackets
        let kept = min(open, closingBrackets.count)
        let end = kept > 0 ? closingBrackets[kept - 1] : bodyEnd
        return start >= cleanFrom && end <= cleanUntil ? end : nil
    }

    /// The UTF-16 units of a link that begins at `start`, as it is written, and of the punctuation behind it.
    func length(from start: Int, linkEnd: Int) -> Int {
        self[linkEnd].written - self[start].written + self[range.upperBound].typed - self[linkEnd].typed
    }

    private subscript(_ index: Int) -> Sums { sums[index - range.lowerBound] }
}
