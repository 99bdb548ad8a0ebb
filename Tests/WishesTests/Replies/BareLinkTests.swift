import Discord
import Testing

@testable import Wishes

@Suite("Bare links")
struct BareLinkTests {
    /// The links that a line shows, from left to right.
    private func links(in line: String, longest: Int = 200) -> [String] {
        let text = Array(line)
        var (scanner, index, links) = (BareLinkScanner(text), 0, [String]())
        while index < text.count {
            let link = scanner.match(at: index, longest: longest)
            if let link { links.append(link.text) }
            index += link?.length ?? 1
        }
        return links
    }

    @Test(
        "A link has a scheme, a host name and only a link's characters; brackets and mentions are encoded",
        arguments: [
            ("see https://a.example/b, then", ["https://a.example/b,"]), ("HTTP://a.example", ["HTTP://a.example"]),
            ("https://a.example:443/b?c=d#e", ["https://a.example:443/b?c=d#e"]),
            ("https://a.example/b_(c)", ["https://a.example/b_%28c%29"]),
            ("(https://a.example/b)", ["https://a.example/b)"]),
            ("https://a.example/(b))).", ["https://a.example/%28b%29))."]),
            ("https://a.example/*~", ["https://a.example/%2A%7E"]),
            ("https://a.example/@Everyone?@here", ["https://a.example/%40Everyone?%40here"]),
            ("https://a.example/@ada", ["https://a.example/@ada"]),
            ("https://a.example https://b.example", ["https://a.example", "https://b.example"]),
            ("http://https://a.example", ["https://a.example"]), ("xhttps://a.example", []), ("https://example", []),
            ("https://a..example", []), ("https://a.example:99999", []), ("https://a.example/ä", []),
            ("https://ada@a.example", []), ("https://a.example/(\"b\")", []), ("https://", []),
        ])
    func examples(line: String, expected: [String]) {
        #expect(links(in: line) == expected)
    }

    @Test("A link is found if it fits the limit as it is written, encoded characters included")
    func limit() {
        #expect(links(in: "https://a.example/(b).", longest: 26) == ["https://a.example/%28b%29."])
        #expect(links(in: "https://a.example/(b).", longest: 25).isEmpty)
    }

    @Test("The scanner finds the links that a walk over each word finds", arguments: 0..<200 as Range<UInt64>)
    func reference(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let parts = [
            "http://", "https://", "a.b", "example.org", "/", "?", "#", ":", ":80", ".", ",", ")", "(", "\"", "@",
            "@here",
            "@everyone", "*", "~", "é", " ", "x", "_", "-", "h",
        ]
        let line = (0..<Int.random(in: 1...40, using: &random))
            .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        let text = Array(line)
        for longest in [15, 30, 200] {
            var scanner = BareLinkScanner(text)
            for index in text.indices {
                let (found, expected) = (scanner.match(at: index, longest: longest), walk(text, index, longest))
                #expect(found?.text == expected?.text && found?.length == expected?.length, "\(line), \(index)")
            }
        }
    }

    /// The rule without sums: drops the closing punctuation character by character.
    private func walk(_ text: [Character], _ index: Int, _ longest: Int) -> (text: String, length: Int)? {
        let word = text[index...].prefix { $0 != " " }
        let start = String(word).lowercased()
        let isInWord = index > 0 && BareLink.isWordCharacter(text[index - 1])
        let scheme = isInWord ? nil : ["http://", "https://"].first(where: start.hasPrefix)
        guard let scheme else { return nil }
        var link = word
        while let last = link.last, BareLink.isCloser(last) {
            if last == ")", link.count(where: { $0 == "(" }) >= link.count(where: { $0 == ")" }) { break }
            link.removeLast()
        }
        guard link.allSatisfy(BareLink.isLinkCharacter),
            String(link.dropFirst(scheme.count)).wholeMatch(
                of: /[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+(:(?<port>[0-9]+))?([\/?#].*)?/
            ).map({ $0.port.map { UInt16($0) != nil } ?? true }) == true
        else { return nil }
        let written = link.map(BareLink.written).joined() + String(word[link.endIndex...])
        let parted = written.replacing(/@(?=everyone|here)/.ignoresCase(), with: "%40")
        return parted.utf16.count <= longest ? (parted, word.count) : nil
    }

    @Test(
        "Twice the text costs at most about twice the reads",
        arguments: [
            ("http://", "e\u{301}", "."), ("http://", "", ")"), ("https://a.b/", "", "."), ("https://a.b/(", "", ")"),
            ("https://a.b/*", "", ")\""), ("h", "", "!"), ("http://a.b.", "\"", "?"), ("https://a.b/@here", "é", ":"),
        ])
    func linear(scheme: String, filler: String, closer: String) {
        func reads(_ size: Int) -> Int {
            let line = [scheme, filler, closer].map { String(repeating: $0, count: size) }.joined()
            let text = CountedText(Array(line))
            var (scanner, index) = (BareLinkScanner(text), 0)
            while index < text.count { index += scanner.match(at: index, longest: 100)?.length ?? 1 }
            return text.reads.count
        }
        let (once, twice) = (reads(500), reads(1_000))
        #expect(Double(twice) <= 2.2 * Double(once), "\(once) reads, then \(twice)")
    }
}

/// Characters that count how often one is read.
private struct CountedText: RandomAccessCollection {
    final class Reads { var count = 0 }

    let reads = Reads()
    private let characters: [Character]

    init(_ characters: [Character]) { self.characters = characters }

    var startIndex: Int { 0 }
    var endIndex: Int { characters.count }

    subscript(index: Int) -> Character {
        reads.count += 1
        return characters[index]
    }
}
