import Discord
import Foundation

/// A guild's threshold, where it was set, and the quorum that follows from it.
struct ThresholdNote: Sendable, Equatable {
    /// Where it comes from.
    enum Origin: Sendable, Equatable {
        /// The configuration.
        case configuration
        /// A moderator, earlier.
        case set(by: Snowflake, at: Date)
        /// The moderator who asks, with this command.
        case justNow
        /// The configuration, to which the moderator who asks has gone back with this command.
        case reset
    }

    /// Hundredths of a percent.
    var basisPoints: Int
    /// What the configuration says, in hundredths of a percent.
    var configured: Int
    /// Where it comes from.
    var origin: Origin
    /// Votes that a channel wish needs; nil while the members are not known.
    var needed: Int?
    /// Human members; nil while they are not known.
    var electorate: Int?
    /// Why the members are not known.
    var listingProblem: String?
}

extension Replies {
    /// What `!setthreshold` answers.
    func threshold(_ note: ThresholdNote, now: Date, emoji: String) -> String {
        let share = Threshold.percent(note.basisPoints)
        let quorum =
            if let needed = note.needed, let electorate = note.electorate {
                sentences.quorum(needed, of: electorate, emoji: emoji)
            } else {
                sentences.quorumUnknown(InertText.line(note.listingProblem ?? "not asked yet", limit: 300))
            }
        let overrides = " " + sentences.thresholdOverrides(Threshold.percent(note.configured))
        return switch note.origin {
        case .justNow: sentences.thresholdSet(share) + quorum + overrides
        case .reset: sentences.thresholdReset(share) + quorum
        case .configuration: sentences.threshold(share) + quorum + " " + sentences.thresholdIsConfigured
        case .set(let moderator, let time):
            sentences.threshold(share) + quorum + " "
                + sentences.thresholdWasSet(by: sentences.person(moderator), at: PlainTime.clock(time, now: now))
                + overrides
        }
    }

    /// What `!setthreshold` answers when it would create many channels at once: nothing is set.
    func manyChannels(_ count: Int, at basisPoints: Int, isReset: Bool) -> String {
        sentences.manyChannels(
            count, Threshold.percent(basisPoints), isReset ? WishCommand.thresholdReset : Self.decimal(basisPoints))
    }

    /// As it is typed: `0.1`, `0.6667`.
    private static func decimal(_ basisPoints: Int) -> String {
        guard basisPoints < 10_000 else { return "1" }
        var digits = String(repeating: "0", count: max(0, 4 - "\(basisPoints)".count)) + "\(basisPoints)"
        while digits.last == "0" { digits.removeLast() }
        return "0." + digits
    }
}
