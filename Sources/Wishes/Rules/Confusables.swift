/// What characters look like, by Unicode's data and by a few look-alikes that it leaves out.
///
/// Source: https://www.unicode.org/reports/tr39/#Confusable_Detection
enum Confusables {
    /// The prototype of each confusable character. Read from its text once, when it is first needed.
    private static let prototypes = readPrototypes()

    /// What a character looks like; nil when it looks only like itself.
    static func prototype(of scalar: Unicode.Scalar) -> String? { prototypes[scalar.value] }

    /// All characters that look like others.
    static var all: [Unicode.Scalar] { prototypes.keys.sorted().compactMap { Unicode.Scalar($0) } }

    private static func readPrototypes() -> [UInt32: String] {
        var prototypes: [UInt32: String] = [:]
        let text = ConfusablesTable.groups.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
        for group in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let halves = group.split(separator: "=")
            guard halves.count == 2 else { continue }
            let look = String(String.UnicodeScalarView(halves[0].split(separator: "+").compactMap(scalar)))
            for source in halves[1].split(separator: ",") {
                if let source = scalar(source) { prototypes[source.value] = look }
            }
        }
        return prototypes
    }

    private static func scalar(_ hexadecimal: Substring) -> Unicode.Scalar? {
        UInt32(hexadecimal, radix: 16).flatMap { Unicode.Scalar($0) }
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
