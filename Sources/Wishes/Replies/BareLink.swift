import Foundation

/// A link as somebody pastes it: `https://host/path`, with a name for a host and nothing that could be taken for
/// markdown. Anything else that begins like one is shown as typed, without being a link.
enum BareLink {
    private static let closers: Set<Character> = [".", ",", ";", ":", "!", "?", "'", "\"", ")"]
    private static let marks = Set("-._~:/?#@!$&'()*+,;=%")
    /// Characters that markdown knows, and by which a link may always be written instead.
    private static let encoded: [Character: String] = ["*": "%2A", "~": "%7E", "(": "%28", ")": "%29"]

    /// The link at `index` with the punctuation that closes it, and how many characters both take. It reaches to the
    /// next white space, because Discord's does too.
    static func match(_ text: [Character], at index: Int, longest: Int) -> (text: String, length: Int)? {
        guard let scheme = scheme(text, at: index) else { return nil }
        let word = text[index...].prefix { $0 != " " }
        let core = withoutClosers(word)
        guard core.allSatisfy(isLinkCharacter), hasHost(core.dropFirst(scheme)) else { return nil }
        let written = core.map { encoded[$0] ?? String($0) }.joined() + String(word[core.endIndex...])
        let safe = partingMentions(written)
        return safe.utf16.count <= longest ? (safe, word.count) : nil
    }

    /// Whether a link of ours can stand in a masked link as it is.
    static func isSafeTarget(_ link: String) -> Bool {
        let text = Array(link)
        guard link.utf16.count <= 200, !text.isEmpty, let match = match(text, at: 0, longest: 200) else { return false }
        return match.text == link && match.length == text.count && !text.contains(where: { "()'\"".contains($0) })
    }

    /// How many characters the `http://` or `https://` at `index` takes; nil if there is none or it ends a word.
    private static func scheme(_ text: [Character], at index: Int) -> Int? {
        guard text[index] == "h" || text[index] == "H", index == 0 || !isWordCharacter(text[index - 1]) else {
            return nil
        }
        let start = String(text[index...].prefix(8)).lowercased()
        return start == "https://" ? 8 : start.hasPrefix("http://") ? 7 : nil
    }

    private static func withoutClosers(_ word: ArraySlice<Character>) -> ArraySlice<Character> {
        var core = word
        while let last = core.last, closers.contains(last) {
            let isBalanced = core.count { $0 == "(" } >= core.count { $0 == ")" }
            if last == ")", isBalanced { break }
            core.removeLast()
        }
        return core
    }

    private static func hasHost(_ rest: ArraySlice<Character>) -> Bool {
        let authority = String(rest.prefix { !"/?#".contains($0) })
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, parts.count <= 2, parts.dropFirst().allSatisfy({ UInt16($0) != nil }) else {
            return false
        }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count > 1
            && labels.allSatisfy { !$0.isEmpty && $0.allSatisfy { isWordCharacter($0) && $0 != "_" || $0 == "-" } }
    }

    private static func partingMentions(_ link: String) -> String {
        ["everyone", "here"].reduce(link) { link, word in
            link.replacingOccurrences(of: "@" + word, with: "%40" + word, options: .caseInsensitive)
        }
    }

    private static func isLinkCharacter(_ character: Character) -> Bool {
        isWordCharacter(character) || marks.contains(character)
    }

    /// Whether a scheme after this character would be the end of a word.
    static func isWordCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || character == "_"
    }
}
