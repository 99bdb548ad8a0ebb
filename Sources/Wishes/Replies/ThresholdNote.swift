import Discord
import Foundation

/// What the votes for a channel wish must reach in a guild, where that was set, and the quorum that follows from it.
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

    /// What the votes must reach.
    var rule: QuorumRule
    /// What the configuration says.
    var configured: QuorumRule
    /// Whose votes count.
    var electorate: ElectorateRule
    /// The suggestions channel, if the bot sees one.
    var suggestions: Snowflake?
    /// Where it comes from.
    var origin: Origin
    /// Whether it was set just now in place of the other kind of rule.
    var replacesOther = false
    /// What follows from it; nil while the members are not known.
    var quorum: Quorum?
    /// Why the members are not known.
    var listingProblem: Trouble?
}

extension Replies {
    /// What `!setthreshold` answers.
    func threshold(_ note: ThresholdNote, now: Date, emoji: String) -> String {
        let amount = sentences.amount(note.rule, of: voters(note.electorate, suggestions: note.suggestions))
        let quorum =
            if let quorum = note.quorum {
                sentences.quorum(quorum.needed, of: quorum.electorate, emoji: emoji)
                    + (quorum.isReachable ? "" : " " + sentences.quorumUnreachable)
            } else {
                sentences.quorumUnknown(sentences.trouble(note.listingProblem ?? .notTried))
            }
        let overrides = " " + sentences.thresholdOverrides(sentences.amount(note.configured))
        return switch note.origin {
        case .justNow:
            sentences.thresholdSet(amount) + quorum + (note.replacesOther ? replaced(by: note.rule) : "") + overrides
        case .reset: sentences.thresholdReset(amount) + quorum
        case .configuration: sentences.threshold(amount) + quorum + " " + sentences.thresholdIsConfigured
        case .set(let moderator, let time):
            sentences.threshold(amount) + quorum + " "
                + sentences.thresholdWasSet(by: sentences.person(moderator), at: PlainTime.clock(time, now: now))
                + overrides
        }
    }

    private func replaced(by rule: QuorumRule) -> String {
        " "
            + sentences.thresholdReplaced(
                rule.setting, instead: rule.setting == .threshold ? .votes : .threshold)
    }

    /// What `!config` answers when it might create many channels at once: nothing is changed.
    func manyChannels(_ count: Int, after request: ConfigRequest) -> String {
        let order =
            switch request {
            case .show: "show"
            case .set(let name, let value, _): "set \(name) \(InertText.code(value, limit: 40))"
            case .reset(let name, _): "reset \(name)"
            }
        return sentences.manyChannels(count, after: order)
    }

    /// What `!setthreshold` answers when it would create many channels at once: nothing is set.
    func manyChannels(_ count: Int, at rule: QuorumRule, isReset: Bool) -> String {
        sentences.manyChannels(count, sentences.amount(rule), isReset ? WishCommand.thresholdReset : rule.typed)
    }

    /// Who may vote, in words.
    func voters(_ rule: ElectorateRule, suggestions: Snowflake?) -> String {
        switch rule {
        case .members: return sentences.allVoters
        case .role(let name):
            let isID = Snowflake(name) != nil
            return sentences.voters(role: isID ? "<@&\(name)>" : InertText.line(name, limit: 100))
        case .channel: return sentences.voters(channel: suggestions.map { "<#\($0)>" })
        }
    }
}
