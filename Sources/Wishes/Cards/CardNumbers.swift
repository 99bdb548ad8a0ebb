import Discord

/// The numbers on the cards of channel wishes: how many votes count, how many are under the card, how many are needed.
final class CardNumbers {
    private let store: WishStore
    private let quorums: Quorums
    private let reactors: ReactorListing
    private let audits: LastAudits

    init(_ parts: SharedParts) {
        store = parts.store
        quorums = parts.quorums
        reactors = ReactorListing(parts)
        audits = parts.audits
    }

    /// The cards of a guild whose numbers are others now; only those of these wishes, if any are named. Asks the database
    /// only. Throws: `DatabaseError`.
    func outdated(in guild: Snowflake, among wishes: [Int64]? = nil) async throws -> [CardEdits.Outdated] {
        let cards = try await store.countedCards(guild: guild, among: wishes)
        guard !cards.isEmpty, let terms = try await quorums.terms(in: guild) else { return [] }
        return cards.filter { progress(of: $0.wish, shown: $0.shown, terms) != $0.shown }
            .map { CardEdits.Outdated(wish: $0.wish.id, message: $0.wish.messageID, isState: false) }
    }

    /// What the card of a wish says of its votes; nil for one that has no quorum or collects no votes. `shown` is what it
    /// says now. Work in the background asks Discord who has voted, unless that is known for these votes; no other
    /// work waits for that. Throws: `PortError`, `DatabaseError`.
    func progress(of wish: Wish, shown: VoteProgress?, for work: WorkContext) async throws -> VoteProgress? {
        guard wish.kind == .channel, wish.state.collectsVotes else { return nil }
        if work.priority == .background, wish.votes > 0, shown?.votes != wish.votes, audits.result(of: wish) == nil {
            try await audit(wish, for: work)
        }
        guard let terms = try await quorums.terms(in: wish.guildID) else {
            // What the card says of the quorum stays until the members are known.
            return shown.map {
                VoteProgress(votes: wish.votes, uncounted: audits.result(of: wish) ?? 0, needed: $0.needed)
            }
        }
        return progress(of: wish, shown: shown, terms)
    }

    /// The same as far as it is known, for a card that is shown elsewhere. Asks the database only. Throws: `DatabaseError`.
    func known(of wish: Wish) async throws -> VoteProgress? {
        guard wish.kind == .channel, wish.state.collectsVotes, let terms = try await quorums.terms(in: wish.guildID)
        else { return nil }
        return progress(of: wish, shown: try await store.shownCard(of: wish.id)?.progress, terms)
    }

    private func audit(_ wish: Wish, for work: WorkContext) async throws {
        let found = try await reactors.reactors(of: wish, for: work)
        // A list that is shorter than the count lags behind it.
        guard found.listed >= wish.votes, let terms = try await quorums.terms(in: wish.guildID) else { return }
        audits.note(wish, supporters: VoteAudit(found, of: wish, by: terms).supporters)
    }

    /// As far as it is known without asking Discord. Votes that were not audited since the card was edited count as
    /// they did then.
    private func progress(of wish: Wish, shown: VoteProgress?, _ terms: VotingTerms) -> VoteProgress {
        let known = audits.result(of: wish) ?? (shown?.votes == wish.votes ? shown?.uncounted : nil)
        return VoteProgress(votes: wish.votes, uncounted: known ?? 0, needed: terms.quorum(of: wish).needed)
    }
}
