import Foundation

/// The words of a wish in the form in which wishes are compared with each other and searched.
///
/// It is stored: whoever changes the form has a migration write it anew.
struct WishWords: Sendable, Equatable {
    /// The words with spaces between them. For a channel wish the words of its name come first, on a line of their own.
    let text: String

    init(_ kind: WishKind, text: String, channelName: String?) {
        let words = Self.words(of: text).joined(separator: " ")
        let name = kind == .channel ? channelName.map { Self.words(of: $0).joined(separator: " ") + "\n" } : nil
        self.text = (name ?? "") + words
    }

    /// What is compared with other wishes of the same kind: the name of a channel, or the text of another wish.
    var compared: Substring { Self.compared(text[...]) }

    /// The same of stored words.
    static func compared(_ text: Substring) -> Substring {
        text.utf8.firstIndex(of: UInt8(ascii: "\n")).map { text[..<$0] } ?? text
    }

    /// The words of a text as skeletons, in order. An address with its scheme stays as it is, and so does a number; `C++` and `C#`
    /// keep their signs, and each emoji is a word.
    static func words(of text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).flatMap { token in
            let start = addressStart(in: token)
            return words(ofToken: token[..<start]) + (start < token.endIndex ? [String(token[start...])] : [])
        }
    }

    private static func words(ofToken token: Substring) -> [String] {
        var words = runs(of: token).flatMap { $0.first.map(isDigit) == true ? [$0] : NameSkeleton.words(of: $0) }
        let signs = token.unicodeScalars.reversed().drop { $0.isASCII && !isSign($0) && !$0.properties.isAlphabetic }
            .prefix(while: isSign)
        if !signs.isEmpty, let last = words.popLast() { words.append(last + signs.map { String($0) }.joined()) }
        return words + token.filter(isEmoji).map(plain)
    }

    /// Numbers and what is between them: `ps5` has two. The skeletons of 1 and 0 are letters, which would be words.
    private static func runs(of token: Substring) -> [String] {
        var runs: [String] = []
        for character in token {
            if let last = runs.last?.last, isDigit(last) == isDigit(character) {
                runs[runs.count - 1].append(character)
            } else {
                runs.append(String(character))
            }
        }
        return runs
    }

    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    private static func isSign(_ scalar: Unicode.Scalar) -> Bool { scalar == "+" || scalar == "#" }

    /// Where an address with its scheme begins; the end when there is none.
    private static func addressStart(in token: Substring) -> Substring.Index {
        guard let colon = token.range(of: "://") else { return token.endIndex }
        let scheme = token[..<colon.lowerBound].lastIndex { !$0.isASCII || !$0.isLetter }
        return scheme.map { token.index(after: $0) } ?? token.startIndex
    }

    private static func isEmoji(_ character: Character) -> Bool {
        character.unicodeScalars.contains { $0.properties.isEmojiPresentation || $0.value == 0xFE0F }
    }

    /// An emoji without what only selects its colour or plain form.
    private static func plain(_ emoji: Character) -> String {
        String(String.UnicodeScalarView(emoji.unicodeScalars.filter { $0.value != 0xFE0F }))
    }
}

extension Wish {
    var words: WishWords { WishWords(kind, text: text, channelName: channelName) }
}

extension WishIntent {
    var words: WishWords { WishWords(kind, text: text, channelName: channelName) }
}
