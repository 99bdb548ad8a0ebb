import Foundation
import Sandbox

/// A page of screens: what members see, in the order in which it was shown, with made-up ids and times.
struct ScreenPage {
    /// The page in the repository.
    static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "docs/screens.md")

    /// Whether the page is to be written anew instead of being compared.
    static var isToBeWritten: Bool { ProcessInfo.processInfo.environment["DREAMBOT_WRITE_SCREENS"] == "1" }

    private(set) var text: String
    /// Made-up ids by the real ones.
    private var ids: [Substring: String] = [:]

    /// A page with a heading and an introduction.
    init(_ heading: String, _ introduction: String) { text = "# \(heading)\n\n\(introduction)\n" }

    /// Adds a screen below a heading.
    mutating func add(_ heading: String, _ screens: String...) {
        let drawn = screens.map { neutral($0) }.joined(separator: "\n\n")
        text += "\n## \(heading)\n\n````text\n\(drawn)\n````\n"
    }

    /// Weeks without wishes differ in their dates only, and those are made up.
    private static func withoutRepeatedLines(_ screen: String) -> String {
        var lines: [Substring] = []
        for line in screen.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == lines.last, line.contains("🟦") {
                continue
            }
            lines.append(line)
        }
        return lines.joined(separator: "\n")
    }

    /// The same screen whenever it is drawn. What is put in has the width of what it replaces, because frames are
    /// drawn around it.
    private mutating func neutral(_ screen: String) -> String {
        var screen =
            screen
            .replacing(/\d{4}-\d\d-\d\d/, with: "2026-01-31")
            .replacing(/\b\d\d:\d\d\b/, with: "12:00")
            .replacing(/[ \d]\d(?= 2026-01-31 12:00 · )/, with: " 5")
            .replacing(/wish [0-9a-f]{12}/, with: "wish 0a1b2c3d4e5f")
            .replacing(/\d+ bytes/, with: "4096 bytes")
        for match in screen.matches(of: /\d{15,20}/) where ids[match.output] == nil {
            let number = String(ids.count + 1)
            let zeros = String(repeating: "0", count: match.output.count - 1 - number.count)
            ids[match.output] = "1" + zeros + number
        }
        for (id, madeUp) in ids { screen = screen.replacing(id, with: madeUp) }
        return Self.withoutRepeatedLines(screen)
    }
}
