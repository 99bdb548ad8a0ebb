import Foundation

/// A card as the bot shows it; mapped to Discord's embed elsewhere.
struct Card: Sendable, Equatable {
    /// The heading; markdown is not rendered in it. At most 256 UTF-16 units.
    var title: String
    /// The body, with markdown. At most 4096 UTF-16 units.
    var description: String
    /// Named parts below the body, at most 25.
    var fields: [Field] = []
    /// The small line at the bottom, plain text. At most 2048 UTF-16 units.
    var footer: String?
    /// The stripe at the side, 0–0xFFFFFF.
    var color: Int

    /// A named part of a card; neither half may be blank.
    struct Field: Sendable, Equatable {
        /// At most 256 UTF-16 units.
        var name: String
        /// At most 1024 UTF-16 units.
        var value: String
    }

    /// What Discord would refuse about it, in plain words; empty when every limit is kept. Discord does not say what it
    /// counts as a character: UTF-16 units are the safe reading.
    var flaws: [String] {
        var flaws = Self.excess("title", title, 256) + Self.excess("description", description, 4096)
        flaws += Self.excess("footer", footer ?? "", 2048)
        if fields.count > 25 { flaws.append("\(fields.count) fields, 25 are allowed") }
        for (index, field) in fields.enumerated() { flaws += Self.flaws(of: field, index + 1) }
        if size > 6000 { flaws.append("\(size) units in all, 6000 are allowed") }
        if !(0...0xFFFFFF).contains(color) { flaws.append("color \(color) is none") }
        if size == 0 { flaws.append("nothing is in it") }
        return flaws
    }

    /// The units of all its texts together.
    private var size: Int {
        let texts = [title, description, footer ?? ""] + fields.flatMap { [$0.name, $0.value] }
        return texts.reduce(0) { $0 + $1.utf16.count }
    }

    private static func flaws(of field: Field, _ number: Int) -> [String] {
        var flaws = excess("name of field \(number)", field.name, 256)
        flaws += excess("value of field \(number)", field.value, 1024)
        for (part, text) in [("name", field.name), ("value", field.value)] where text.allSatisfy(\.isWhitespace) {
            flaws.append("\(part) of field \(number) is blank")
        }
        return flaws
    }

    private static func excess(_ part: String, _ text: String, _ limit: Int) -> [String] {
        let count = text.utf16.count
        return count > limit ? ["\(part) has \(count) units, \(limit) are allowed"] : []
    }
}

/// The colours of the cards' stripes.
enum CardColor {
    /// Wishes and rankings.
    static let gold = 0xF1C40F
    /// The weekly summary.
    static let violet = 0x8E5BD0
    /// Help and a sync without trouble.
    static let green = 0x2ECC71
    /// A sync with trouble.
    static let orange = 0xE67E22
}
