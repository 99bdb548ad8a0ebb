import Foundation
import Wishes

/// What `dreambot check` has found: sections with findings.
struct CheckReport: Sendable, Equatable, Codable {
    /// Findings about one subject.
    struct Section: Sendable, Equatable, Codable {
        /// The subject: configuration, Discord, a guild.
        var title: String
        /// What was looked at.
        var findings: [Finding]
    }

    /// In the order in which they were looked at.
    var sections: [Section] = []
    /// The address with which the bot is invited, with exactly the permissions that it needs; nil when it is not known.
    var inviteLink: String?

    /// Whether nothing that the bot needs is missing.
    var isGood: Bool { sections.allSatisfy { $0.findings.allSatisfy { !$0.isFault } } }

    /// What a person reads.
    var lines: [String] {
        var lines: [String] = []
        for section in sections {
            lines.append(section.title)
            for finding in section.findings {
                let mark = finding.cure == nil ? "✓" : finding.isOptional ? "–" : "✗"
                lines.append("  \(mark) \(finding.subject)" + (finding.cure.map { ": \($0)" } ?? ""))
            }
        }
        if let inviteLink { lines.append("Invite: \(inviteLink)") }
        return lines
    }

    /// JSON on one line.
    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}
