import Foundation

/// Member text without invisible characters: control, format (bidi, zero-width), tag and filler characters are removed,
/// and stacked accents are limited. The joiner, the variation selector and the tags inside an emoji stay.
enum VisibleText {
    /// The text on one line: trimmed, runs of white space collapsed to one space.
    static func line(_ text: String) -> String {
        var cleaning = Cleaning()
        let scalars = Array(text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            cleaning.take(scalar, before: index + 1 < scalars.count ? scalars[index + 1] : nil)
        }
        return String(cleaning.kept)
    }

    /// The same for each line; blank lines are dropped.
    static func lines(_ text: String) -> [String] {
        text.unicodeScalars.split(whereSeparator: { lineBreaks.contains($0.value) })
            .map { line(String($0)) }
            .filter { !$0.isEmpty }
    }

    /// Whether a scalar combines with the one before it.
    static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark: true
        default: false
        }
    }

    /// Whether a scalar is never seen: a control, a format character, a noncharacter, or one that displays ignore.
    static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isDefaultIgnorableCodePoint || scalar.properties.isNoncharacterCodePoint
        }
    }

    private static let lineBreaks: Set<UInt32> = [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]
}

/// The state while the scalars of one line are filtered.
private struct Cleaning {
    /// What is kept so far.
    var kept = String.UnicodeScalarView()
    private var last: Unicode.Scalar?
    private var isSpacePending = false
    private var marks = 0

    /// Written languages stack up to four marks; longer stacks run into the lines above.
    private static let mostMarks = 5
    /// Letters without a visible glyph.
    private static let blanks: Set<UInt32> = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0]

    mutating func take(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) {
        if scalar.properties.isWhitespace || Self.blanks.contains(scalar.value) {
            isSpacePending = last != nil
        } else if isEmojiGlue(scalar, before: next) {
            keep(scalar)
        } else if VisibleText.isMark(scalar) {
            marks += 1
            // A mark without a letter would combine with the sentence's own text before it.
            if last != nil, !isSpacePending, marks <= Self.mostMarks, !VisibleText.isInvisible(scalar) { keep(scalar) }
        } else if !VisibleText.isInvisible(scalar) {
            marks = 0
            if isSpacePending { kept.append(" ") }
            isSpacePending = false
            keep(scalar)
        }
    }

    private mutating func keep(_ scalar: Unicode.Scalar) {
        kept.append(scalar)
        last = scalar
    }

    private func isEmojiGlue(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        guard let last, !isSpacePending else { return false }
        switch scalar.value {
        case 0xFE0E, 0xFE0F: return last.properties.isEmoji
        case 0x200D: return (isPictograph(last) || last.value == 0xFE0F) && next.map(isPictograph) == true
        case 0xE0020...0xE007E: return last.value == 0x1F3F4 || isTag(last)
        case 0xE007F: return isTag(last)
        default: return false
        }
    }

    private func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xFF && scalar.properties.isEmoji
    }

    private func isTag(_ scalar: Unicode.Scalar) -> Bool { (0xE0020...0xE007E).contains(scalar.value) }
}
