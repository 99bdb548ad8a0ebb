import Discord
import Foundation

/// Something in a guild that needs a human.
enum ModeratorNotice: Sendable, Hashable {
    /// A wish has its votes and cannot manifest.
    case stuck(wish: String, why: ManifestationRefusal)
    /// Several channels were made for one wish.
    case duplicates([Snowflake], wish: String)
    /// A sync found stored counts wrong by so many votes, although no events were lost.
    case drift(votes: Int)
    /// The weekly summary that was due then was not posted.
    case missedSummary(due: Date, why: Trouble)
    /// The bot lacks something.
    case lack(Lack)

    /// Notices with equal keys have one cause, which is reported once.
    var cause: String {
        switch self {
        case .stuck(let wish, let why): "stuck \(wish) \(why.key)"
        case .duplicates(let channels, let wish): "duplicates \(wish) \(channels.sorted())"
        case .drift: "drift"
        case .missedSummary(let due, _): "summary \(due.timeIntervalSince1970)"
        case .lack(let lack): "lack \(lack)"
        }
    }
}

extension Replies {
    /// What is posted in a moderators' channel. Text from outside is inert.
    func moderatorNotice(_ notice: ModeratorNotice, now: Date) -> String {
        switch notice {
        case .stuck(let wish, let why): sentences.stuckNotice(wish, sentences.refusal(why))
        case .duplicates(let channels, let wish):
            sentences.duplicatesNotice(wish, channels.map { "<#\($0)>" }.joined(separator: ", "))
        case .drift(let votes): sentences.driftNotice(votes)
        case .missedSummary(let due, let why):
            sentences.missedSummaryNotice(PlainTime.clock(due, now: now), sentences.trouble(why))
        case .lack(let lack): sentences.lackNotice(lack)
        }
    }
}
