@testable import Wishes

extension Card {
    /// Every limit of Discord's that the card breaks, in words. Discord does not say what it counts as a character:
    /// UTF-16 units are the safe reading.
    ///
    /// Source: https://docs.discord.com/developers/resources/message#embed-object-embed-limits
    var flaws: [String] {
        var flaws = Self.excess("title", title, 256) + Self.excess("description", description, 4096)
        flaws += Self.excess("footer", footer ?? "", 2048)
        if fields.count > 25 { flaws.append("\(fields.count) fields, 25 are allowed") }
        for (index, field) in fields.enumerated() { flaws += Self.flaws(of: field, index + 1) }
        if size > 6000 { flaws.append("\(size) units in all, 6000 are allowed") }
        if !(0...0xFFFFFF).contains(color) { flaws.append("color \(color) is out of range") }
        if size == 0 { flaws.append("the card is empty") }
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
