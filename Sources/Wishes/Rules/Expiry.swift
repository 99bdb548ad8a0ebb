import Discord
import Foundation

/// Which wishes have been open for too long. Pure.
struct Expiry: Sendable {
    /// After how many days a wish expires; 0 for never.
    var afterDays: Int
    /// The time.
    var now: Date
    /// Only counts that Discord has confirmed since then are believed.
    var confirmedSince: Date
    /// What a channel wish needs; nil while that is not known.
    var terms: VotingTerms?

    /// Whether a wish expires: an active one, with a count that was just confirmed, that is old enough. Its age is that of
    /// its card, by Discord's clock. A channel wish at its quorum waits for its channel instead.
    func isOver(_ wish: Wish) -> Bool {
        guard afterDays > 0, wish.state == .active, !wish.isTouched, let confirmedAt = wish.confirmedAt,
            confirmedAt >= confirmedSince
        else { return false }
        if wish.kind == .channel {
            guard let terms, wish.votes < terms.quorum(of: wish).needed else { return false }
        }
        return now.timeIntervalSince(wish.messageID.creationDate) >= Double(afterDays) * 86_400
    }
}
