/// What characters look like, by Unicode's data and by a few look-alikes that it leaves out.
///
/// Source: https://www.unicode.org/reports/tr39/#Confusable_Detection
enum Confusables {
    /// A confusable character and where its look begins in the table's text: 8 bytes each, because the table stays in memory
    /// from its first use.
    private struct Entry {
        var scalar: UInt32
        var look: UInt32
    }

    /// Sorted by character. Read from the table's text once, when it is first needed.
    private static let entries = readEntries()

    /// What a character looks like; nil when it looks only like itself.
    static func prototype(of scalar: Unicode.Scalar) -> String? {
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = low + (high - low) / 2
            if entries[middle].scalar < scalar.value { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].scalar == scalar.value else { return nil }
        return look(at: Int(entries[low].look))
    }

    /// All characters that look like others.
    static var all: [Unicode.Scalar] { entries.compactMap { Unicode.Scalar($0.scalar) } }

    private static func readEntries() -> ContiguousArray<Entry> {
        ConfusablesTable.groups.withUTF8Buffer { text in
            var entries: ContiguousArray<Entry> = []
            var (group, position) = (0, 0)
            while position < text.count {
                switch text[position] {
                case UInt8(ascii: " "), UInt8(ascii: "\n"):
                    position += 1
                    group = position
                case UInt8(ascii: "="), UInt8(ascii: ","):
                    position += 1
                    entries.append(Entry(scalar: number(text, &position), look: UInt32(group)))
                default: position += 1
                }
            }
            entries.sort { $0.scalar < $1.scalar }
            return entries
        }
    }

    /// Reads `28+41+29=…`.
    private static func look(at start: Int) -> String {
        ConfusablesTable.groups.withUTF8Buffer { text in
            var (look, position) = (String.UnicodeScalarView(), start)
            while position < text.count {
                if let scalar = Unicode.Scalar(number(text, &position)) { look.append(scalar) }
                guard position < text.count, text[position] == UInt8(ascii: "+") else { break }
                position += 1
            }
            return String(look)
        }
    }

    /// Reads a hexadecimal number, and moves the position behind it.
    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> UInt32 {
        var value = UInt32(0)
        while position < text.count, let digit = Character(Unicode.Scalar(text[position])).hexDigitValue {
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }

    // MARK: Letters in other forms

    /// The Latin letter of which a character is another form: a small capital, a letter in a circle or square, the letter of
    /// a flag, or a Coptic one, which Unicode's data takes for letters of their own.
    static func letter(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if let letter = variants[scalar] { return letter }
        for start in alphabets where (start..<(start + 26)).contains(scalar.value) {
            return Unicode.Scalar(0x61 + scalar.value - start)
        }
        return nil
    }

    /// Where alphabets of letters in circles, in squares, and of the letters of flags begin.
    private static let alphabets: [UInt32] = [0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6, 0x24B6, 0x24D0]

    private static let variants: [Unicode.Scalar: Unicode.Scalar] = {
        let groups: [(Unicode.Scalar, String)] = [
            ("a", "ᴀⲁɐ"), ("b", "ʙⲃ"), ("c", "ᴄⲥ"), ("d", "ᴅ"), ("e", "ᴇⲉ"), ("f", "ꜰғ"), ("g", "ɢ"), ("h", "ʜⲏ"),
            ("i", "ɪⲓ"),
            ("j", "ᴊ"), ("k", "ᴋⲕĸ"), ("l", "ʟ"), ("m", "ᴍⲙʍɯ"), ("n", "ɴⲛ"), ("o", "ᴏⲟ"), ("p", "ᴘⲣ"), ("q", "ꞯ"),
            ("r", "ʀⲅ"),
            ("s", "ꜱ"), ("t", "ᴛⲧ"), ("u", "ᴜ"), ("v", "ᴠ"), ("w", "ᴡⲱ"), ("x", "ⲭ"), ("y", "ʏⲩ"), ("z", "ᴢⲍ"),
        ]
        let pairs = groups.flatMap { letter, forms in forms.unicodeScalars.map { ($0, letter) } }
        return Dictionary(pairs) { first, _ in first }
    }()
}
