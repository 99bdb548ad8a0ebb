/// What the last audit of each wish found, for the lists: why a wish with enough votes has no channel. The only owner.
final class LastAudits {
    private struct Audit: Sendable {
        var votes: Int
        var supporters: Int
    }

    private var audits = BoundedMap<Int64, Audit>(limit: 10_000)

    /// An audit found so many voters whose votes count.
    func note(_ wish: Wish, supporters: Int) { audits[wish.id] = Audit(votes: wish.votes, supporters: supporters) }

    /// It is over with the wish.
    func forget(_ wish: Wish) { audits[wish.id] = nil }

    /// How many of a wish's votes do not count; nil when that is not known for its present votes.
    func result(of wish: Wish) -> Int? {
        guard let audit = audits[wish.id], audit.votes == wish.votes else { return nil }
        return max(0, audit.votes - audit.supporters)
    }
}
