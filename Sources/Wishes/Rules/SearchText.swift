/// Words to search for, as typed: on one line, without invisible characters.
struct SearchText: Sendable, Equatable {
    /// At most `longest` UTF-16 units.
    let text: String
    /// The words as they look; at least one.
    let words: [String]

    /// The words go into the id of a button, which has at most 100 units.
    static let longest = 80

    /// Nil for a text without words, and for one that is too long.
    init?(_ typed: String) {
        text = VisibleText.line(typed)
        words = WishWords.words(of: text)
        guard !words.isEmpty, text.utf16.count <= Self.longest else { return nil }
    }
}
