import Discord
import Foundation
import Testing
import Wishes

@testable import dreambot

@Suite("Example configuration")
struct ExampleFileTests {
    private let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("config.example.json").path

    /// Of a working copy, which its group may be able to write.
    private var text: [UInt8] { get throws { Array(try Data(contentsOf: URL(fileURLWithPath: path))) } }

    @Test("it loads without mistakes and holds the defaults")
    func loads() throws {
        let configuration = try Configuration.decode(try text, file: "/etc/dreambot/config.json")
        var expected = Configuration()
        expected.tokenFile = "/etc/dreambot/token"
        expected.backupFolder = "/var/lib/dreambot/backups"
        expected.metricsAddress = .ipv4("127.0.0.1", 9464)
        var guild = GuildSettings()
        guild.quorumRule = .share(basisPoints: 5000)
        var other = GuildSettings()
        (other.quorumRule, other.electorate) = (.votes(25), .role("Regulars"))
        expected.guilds = [123_456_789_012_345_678: guild, 223_456_789_012_345_678: other]
        #expect(configuration == expected)
    }

    @Test("it shows every key")
    func complete() throws {
        let root = try JSONReader.read(try text)
        let shown = Self.paths(root).filter { !$0.hasPrefix("guilds.") }
        // Only one of these may be given; the other one is shown for a guild.
        #expect(Self.paths(root).contains { $0.hasPrefix("guilds.") && $0.hasSuffix(".votes") })
        #expect(Set(shown + ["defaults.votes"]) == Set(Configuration.keys.flatMap(\.paths)))
    }

    @Test("docs/operating.md describes every key and every exit code")
    func documented() throws {
        let docs = URL(fileURLWithPath: path).deletingLastPathComponent().appending(path: "docs/operating.md")
        let text = try String(contentsOf: docs, encoding: .utf8)
        for key in Configuration.keys.flatMap(\.paths).map({ $0.replacing("defaults.", with: "") }) {
            // A section's keys are described one by one.
            let isSection = Configuration.keys.flatMap(\.paths).contains {
                $0.hasSuffix(key) == false && $0.contains(key + ".")
            }
            #expect(isSection || text.contains("| `\(key)` |"), "\(key)")
        }
        for code in [64, 65, 66, 69, 70, 74, 76, 77, 78] { #expect(text.contains("| \(code) |")) }
    }

    @Test(
        "Every command block of the documentation can be pasted as it is: no prompt, nothing to fill in",
        arguments: ["README.md", "CONTRIBUTING.md", "docs/operating.md", "docs/testing.md"])
    func pastable(page: String) throws {
        let file = URL(fileURLWithPath: path).deletingLastPathComponent().appending(path: page)
        let text = try String(contentsOf: file, encoding: .utf8)
        let blocks = text.matches(of: /(?ms)^```([a-z]*)\n(.*?)^```/).map { (kind: $0.1, text: $0.2) }
        #expect(!blocks.contains { $0.kind == "console" || "\n\($0.text)".contains("\n$ ") })
        let commands = blocks.filter { $0.kind == "sh" }
        #expect(!commands.isEmpty)
        for block in commands {
            for word in ["_ID", "YOUR_", "...", "…", "<"] {
                #expect(!block.text.contains(word), "\(word) in \(block.text)")
            }
        }
    }

    private static func paths(_ node: JSONNode) -> [String] {
        guard case .object(let members) = node.value else { return [] }
        return members.flatMap { member in [member.key] + paths(member.node).map { "\(member.key).\($0)" } }
    }

    @Test("a damaged example file gives a configuration or a list of mistakes", arguments: UInt64(1)...8)
    func damage(seed: UInt64) throws {
        let original = try text
        var generator = SplitMix64(seed: seed)
        var accepted = 0
        for _ in 0..<250 {
            var text = original
            for _ in 0..<Int.random(in: 1...4, using: &generator) { Damage.strike(&text, using: &generator) }
            do throws(ConfigurationErrors) {
                let configuration = try Configuration.decode(text, file: "/f")
                if case .share(let points) = configuration.defaults.quorumRule {
                    #expect((1000...10_000).contains(points))
                }
                #expect(configuration.freshness <= .seconds(3600))
                #expect(configuration.databasePath.hasPrefix("/"))
                accepted += 1
            } catch {
                #expect(!error.mistakes.isEmpty)
                #expect(error.description.split(separator: "\n").count == error.mistakes.count + 1)
            }
        }
        // Damage that is always noticed would test the syntax only, and damage that never is nothing at all.
        #expect((1..<250).contains(accepted))
    }
}

/// One random change to a text.
private enum Damage {
    private static let pieces = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\uD83C", "null", "true", "-", "1e999", "0", "\n", " ",
        "token", "🌟",
        "{\"token\":\"x\"}", "\"\"", "18446744073709551616", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ].map { Array($0.utf8) }

    static func strike(_ text: inout [UInt8], using generator: inout SplitMix64) {
        let place = Int.random(in: 0...text.count, using: &generator)
        let end = min(text.count, place + Int.random(in: 0...12, using: &generator))
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: text.removeSubrange(place..<end)
        case 1: text.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: place)
        case 2: text.replaceSubrange(place..<end, with: pieces.randomElement(using: &generator) ?? [])
        case 3: text.insert(contentsOf: text[place..<end], at: Int.random(in: 0...text.count, using: &generator))
        case 4 where place < text.count: text[place] = UInt8.random(in: .min ... .max, using: &generator)
        default: swapWords(&text, using: &generator)
        }
    }

    /// Exchanges two pieces between quotes, so that the text stays JSON more often than not.
    private static func swapWords(_ text: inout [UInt8], using generator: inout SplitMix64) {
        var words = text.split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).map(Array.init)
        guard words.count > 3 else { return }
        let odd = stride(from: 1, to: words.count, by: 2)
        guard let one = odd.map(\.self).randomElement(using: &generator),
            let other = odd.map(\.self).randomElement(using: &generator)
        else { return }
        words.swapAt(one, other)
        text = Array(words.joined(separator: [UInt8(ascii: "\"")]))
    }
}
