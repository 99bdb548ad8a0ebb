/// Decides, scalar by scalar along a text, what an output may carry as it is.
///
/// Everything else has to be escaped: control characters, which move a terminal's cursor or end a line, and what is
/// invisible, hides text or turns it around (bidi controls, zero-width characters, tags, fillers).
/// Source: https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
struct InertScalars {
    private var last: Unicode.Scalar?
    private var marks = 0

    /// Written languages stack up to four marks; longer stacks run into the lines above.
    private static let mostMarks = 5
    /// Letters and symbols without a visible glyph.
    private static let blanks: Set<UInt32> = [0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0]

    /// Whether the next scalar of the text may be written as it is. `next` is the scalar behind it.
    mutating func admits(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        let isAdmitted = isAdmitted(scalar, before: next)
        last = isAdmitted ? scalar : nil
        return isAdmitted
    }

    private mutating func isAdmitted(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        if (0x20...0x7E).contains(scalar.value) || (0xC0...0x24F).contains(scalar.value) {
            marks = 0
            return true
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .spacingMark:
            // Without a letter of its own text it would combine with the output's text before it.
            guard let last, !last.isASCII || last.properties.isAlphabetic || last.properties.numericType != nil,
                !isHidden(scalar) || isVariation(scalar, of: last)
            else { return false }
            marks += 1
            return marks <= Self.mostMarks
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned, .spaceSeparator:
            return false
        case .format: return isJoiner(scalar, before: next)
        default:
            marks = 0
            return !isHidden(scalar)
        }
    }

    private func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isDefaultIgnorableCodePoint || Self.blanks.contains(scalar.value)
    }

    /// The variation selectors of an emoji.
    private func isVariation(_ scalar: Unicode.Scalar, of emoji: Unicode.Scalar) -> Bool {
        (scalar.value == 0xFE0E || scalar.value == 0xFE0F) && emoji.value > 0x7F && emoji.properties.isEmoji
    }

    /// The joiner inside an emoji of several parts.
    private func isJoiner(_ scalar: Unicode.Scalar, before next: Unicode.Scalar?) -> Bool {
        guard scalar.value == 0x200D, let last, let next else { return false }
        return (Self.isPictograph(last) || last.value == 0xFE0F) && Self.isPictograph(next)
    }

    private static func isPictograph(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value > 0xFF && scalar.properties.isEmoji
    }
}
