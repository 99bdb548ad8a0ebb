import Foundation

/// Names reduced to their looks, so that `ｍod`, `мод` and `m0d` are all seen as `mod`.
enum Lookalike {
    /// Whether a name is a word, or starts with it before `-` or `_`, or looks as if it did.
    static func starts(_ name: String, withWord word: String) -> Bool {
        let (look, reserved) = (skeleton(name), skeleton(word))
        guard !reserved.isEmpty, look.hasPrefix(reserved) else { return false }
        let next = look.dropFirst(reserved.count).first
        return next == nil || next == "-" || next == "_"
    }

    /// The looks of a text: compatibility forms folded, marks and invisible characters removed, look-alikes of Latin
    /// letters replaced. Only for comparison with another skeleton.
    static func skeleton(_ text: String) -> String {
        let folded = text.decomposedStringWithCompatibilityMapping.lowercased().decomposedStringWithCompatibilityMapping
        var result = ""
        for scalar in folded.unicodeScalars where !isUnseen(scalar) {
            if let letter = enclosedLetter(scalar) {
                result += latin[letter] ?? String(letter)
            } else if scalar.properties.generalCategory == .dashPunctuation {
                result += "-"
            } else {
                result += latin[scalar] ?? String(scalar)
            }
        }
        return result
    }

    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        let category = scalar.properties.generalCategory
        return VisibleText.isInvisible(scalar) || category == .nonspacingMark || category == .enclosingMark
            || scalar.properties.isWhitespace
    }

    /// The letters of emoji alphabets: 🅐, 🅰 and the regional indicators 🇦, which have no compatibility form.
    private static func enclosedLetter(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        for first: UInt32 in [0x1F150, 0x1F170, 0x1F1E6] where (first..<first + 26).contains(scalar.value) {
            return Unicode.Scalar(scalar.value - first + 0x61)
        }
        return nil
    }

    /// Look-alikes of Latin letters, each row by the letter that it looks like. `i`, `l` and `1` share one look, and `m`
    /// is seen as `rn`.
    private static let latin: [Unicode.Scalar: String] = {
        let rows: [(String, String)] = [
            ("a", "аαɑᴀ"), ("b", "ьʙƅ"), ("c", "сϲᴄ"), ("d", "ԁɗđᴅ"), ("e", "еєɛεᴇ℮"), ("f", "ғƒꜰ"),
            ("g", "ɡɢ"), ("h", "һհнʜ"), ("i", "іιıɪɩl1ӏ|ʟ"), ("j", "јϳᴊ"), ("k", "кκᴋ"), ("n", "пոηɴ"),
            ("o", "оοσօᴏ0"), ("p", "рρᴘ"), ("q", "ԛǫ"), ("r", "гʀ"), ("rn", "mмᴍɱ"), ("s", "ѕꜱ5"), ("t", "тτᴛ"),
            ("u", "υսᴜ"), ("v", "ѵνᴠ"), ("w", "ԝωѡᴡ"), ("x", "хχ"), ("y", "уγүʏ"), ("z", "ᴢ"), ("d", "д"),
        ]
        return rows.reduce(into: [:]) { table, row in
            for scalar in row.1.unicodeScalars { table[scalar] = row.0 }
        }
    }()
}
