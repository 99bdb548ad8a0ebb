/// The reactions of a message: those that can be read, and whether there are others.
package struct ReactionList: Decodable, Sendable, Equatable {
    /// Those that can be read.
    package var readable: [Reaction]
    /// Whether all could be read.
    package var isWhole: Bool
    /// The emoji of reactions whose count could not be read.
    package var uncounted: [Emoji]

    private struct Entry: Decodable {
        var reaction: Reaction?
        var emoji: Emoji?

        private enum Keys: String, CodingKey { case emoji }

        init(from decoder: any Decoder) throws {
            reaction = try? Reaction(from: decoder)
            emoji = (try? decoder.container(keyedBy: Keys.self)).flatMap { $0.lenient(Emoji.self, .emoji) }
        }
    }

    /// Reads a list of reactions; an odd one costs itself alone.
    /// - Throws: `DecodingError` when it is no list.
    package init(from decoder: any Decoder) throws {
        let list = try LenientList<Entry>(from: decoder)
        readable = list.elements.compactMap(\.reaction)
        let odd = list.elements.filter { $0.reaction == nil }
        uncounted = odd.compactMap(\.emoji)
        isWhole = list.oddCount == 0 && odd.count == uncounted.count
    }

    /// Whether the count of an emoji is known, also when it is 0.
    package func knowsCount(of emoji: Emoji) -> Bool {
        if uncounted.contains(where: { $0.matches(emoji) }) { return false }
        return isWhole || readable.contains { $0.emoji.matches(emoji) }
    }
}
