import Discord
import Foundation

/// Something in a guild that needs a human.
enum ModeratorNotice: Sendable, Hashable {
    /// A wish has its votes and cannot manifest; `why` in plain words.
    case stuck(wish: String, why: String)
    /// Several channels were made for one wish.
    case duplicates([Snowflake], wish: String)
    /// A sync found stored counts wrong by so many votes, although no events were lost.
    case drift(votes: Int)
    /// The weekly summary that was due then was not posted.
    case missedSummary(due: Date, why: SummaryObstacle)
    /// The bot lacks something.
    case finding(what: String, cure: String)

    /// Notices with equal keys have one cause, which is reported once.
    var cause: String {
        switch self {
        case .stuck(let wish, let why): "stuck \(wish) \(why)"
        case .duplicates(let channels, let wish): "duplicates \(wish) \(channels.sorted())"
        case .drift: "drift"
        case .missedSummary(let due, _): "summary \(due.timeIntervalSince1970)"
        case .finding(let what, let cure): "finding \(what) \(cure)"
        }
    }
}

extension Replies {
    /// What is posted in a moderators' channel. Text from outside is inert.
    func moderatorNotice(_ notice: ModeratorNotice, now: Date) -> String {
        func plain(_ text: String) -> String { InertText.line(text, limit: 300) }
        return switch notice {
        case .stuck(let wish, let why): sentences.stuckNotice(wish, plain(why))
        case .duplicates(let channels, let wish):
            sentences.duplicatesNotice(wish, channels.map { "<#\($0)>" }.joined(separator: ", "))
        case .drift(let votes): sentences.driftNotice(votes)
        case .missedSummary(let due, let why):
            sentences.missedSummaryNotice(PlainTime.clock(due, now: now), plain(sentences.obstacle(why)))
        case .finding(let what, let cure): sentences.findingNotice(plain(what), plain(cure))
        }
    }
}

/// What is posted in a moderators' channel.
extension Sentences {
    fileprivate func stuckNotice(_ wish: String, _ why: String) -> String {
        say(
            "A wish has its votes, but its channel cannot be made: \(why). I try again when that may have changed. \(wish)",
            "Enough have wished, and yet the world resists, o bearer mine: \(why). I try again when that may have "
                + "changed. \(wish)")
    }

    fileprivate func duplicatesNotice(_ wish: String, _ channels: String) -> String {
        say(
            "More than one channel was made for one wish: \(channels). Delete those that are not wanted. \(wish)",
            "One wish, and more than one shape of it: \(channels). Unmake what is not wanted. \(wish)")
    }

    fileprivate func driftNotice(_ votes: Int) -> String {
        let how = "`\(code(prefix))syncwishes`"
        return say(
            "A sync corrected counts by \(votes) in all, although no events were lost. The counts are right now; if this "
                + "happens again, tell whoever runs the bot. \(how) counts anew at any time.",
            "The pattern was off by \(votes), though I had missed nothing. It is in line again; if it slips once more, "
                + "tell whoever runs me. \(how) counts anew at any time.")
    }

    fileprivate func missedSummaryNotice(_ due: String, _ why: String) -> String {
        let how = "`\(code(prefix))weeklysummary`"
        return say(
            "The weekly summary that was due \(due) was not posted: \(why). \(how) posts it.",
            "The telling that was due \(due) went untold: \(why). Speak \(how), and I tell it.")
    }

    fileprivate func findingNotice(_ what: String, _ cure: String) -> String {
        say(
            "I lack something in this server: \(what): \(cure).",
            "I lack something here, o bearer mine: \(what): \(cure).")
    }
}
