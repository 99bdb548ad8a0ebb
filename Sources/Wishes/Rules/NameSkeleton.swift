import Foundation

/// The form in which names that look alike are equal: Unicode's skeleton, folded for case, without accents on Latin
/// letters and without decoration such as emoji, dashes and brackets.
///
/// The work grows with the length of the name: each character is expanded by itself.
/// Source: https://www.unicode.org/reports/tr39/#def-skeleton
enum NameSkeleton {
    /// The words of a name, each in that form. Decoration separates words and is no part of them.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in looks(of: name.decomposedStringWithCanonicalMapping) {
            if isPartOfWord(scalar, after: word.last) {
                word.append(scalar)
            } else if !VisibleText.isMark(scalar), !word.isEmpty {
                words.append(String(word))
                word = String.UnicodeScalarView()
            }
        }
        return word.isEmpty ? words : words + [String(word)]
    }

    /// All words in one. Empty when a name is nothing but decoration.
    static func of(_ name: String) -> String { words(of: name).joined() }

    /// Accents belong to letters of other scripts, where they make another letter.
    private static func isPartOfWord(_ scalar: Unicode.Scalar, after last: Unicode.Scalar?) -> Bool {
        if VisibleText.isMark(scalar) { return last.map { !$0.isASCII } ?? false }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    // MARK: Looks

    private static func looks(of text: String) -> [Unicode.Scalar] {
        var looks: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars { expand(scalar, depth: 0, into: &looks) }
        return looks
    }

    /// Replaces a character by what it looks like, in small letters, until nothing changes. No character of Unicode takes
    /// more than a few steps.
    private static func expand(_ scalar: Unicode.Scalar, depth: Int, into looks: inout [Unicode.Scalar]) {
        guard !VisibleText.isInvisible(scalar) else { return }
        if scalar.isASCII { return expand(ascii: scalar, into: &looks) }
        if let letter = Confusables.letter(of: scalar) { return expand(ascii: letter, into: &looks) }
        guard depth < 6, let next = step(scalar) else { return looks.append(scalar) }
        for scalar in next.unicodeScalars { expand(scalar, depth: depth + 1, into: &looks) }
    }

    private static func step(_ scalar: Unicode.Scalar) -> String? {
        let text = String(scalar)
        // A character that is its own capital look-alike, such as a small capital, is judged as it is first.
        let ways = [
            scalar.properties.lowercaseMapping, Confusables.prototype(of: scalar) ?? text,
            text.decomposedStringWithCompatibilityMapping,
            scalar.properties.uppercaseMapping.unicodeScalars.first.flatMap(Confusables.prototype) ?? text,
        ]
        return ways.first { !$0.unicodeScalars.elementsEqual(text.unicodeScalars) }
    }

    private static func expand(ascii scalar: Unicode.Scalar, into looks: inout [Unicode.Scalar]) {
        switch scalar {
        case "A"..."Z": expand(ascii: Unicode.Scalar(scalar.value + 0x20) ?? scalar, into: &looks)
        case "m": looks += ["r", "n"]
        case "0": looks.append("o")
        case "1", "|": looks.append("l")
        default: looks.append(scalar)
        }
    }
}
