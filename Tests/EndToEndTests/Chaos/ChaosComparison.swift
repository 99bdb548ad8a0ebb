import Sandbox

/// Compares what the bot knows with what members see.
struct ChaosComparison: Sendable {
    let truth: ChaosTruth
    let ledger: ChaosLedger
    /// All voters so far, by card, and the smallest quorum so far: upper bounds of any count.
    let everSupporters: [Sandbox.ID: Set<Sandbox.ID>]
    let leastNeeded: Int
    /// Whether an older database was restored: a wish whose votes have fallen since may be active beside its channel.
    let hasOlderDatabase: Bool

    /// What the bot is still at work with.
    struct Unfinished: Sendable, Equatable {
        /// Wishes to be made true: half a minute may pass until a channel is asked for again, or an answer posted.
        var manifesting: Set<String> = []
        /// Posted cards that are not wishes yet, because the star comes first, or that are not counted yet.
        var cards: Set<String> = []

        /// Whether members can see that it is done.
        func isDone(_ truth: ChaosTruth) -> Bool {
            let answered = Set(truth.answered.map { "\($0)" }).intersection(truth.channels.map(\.wish))
            let starless = Set(truth.cards.filter { !$0.carriesOwnStar }.map { "\($0.id)" })
            return manifesting.isSubset(of: answered) && cards.isDisjoint(with: starless)
        }
    }

    var unfinished: Unfinished {
        let answered = Set(truth.answered.map { "\($0)" })
        let standing = Set(truth.cards.map { "\($0.id)" })
        let manifesting = ledger.records.values.filter { record in
            let isUnanswered = standing.contains(record.message_id) && !answered.contains(record.message_id)
            return record.status == "manifesting" || record.status == "granted" && isUnanswered
        }
        let counted = ledger.records.values.filter { $0.status != "active" || $0.confirmed_at != nil }
        return Unfinished(
            manifesting: Set(manifesting.map(\.message_id)), cards: standing.subtracting(counted.map(\.message_id)))
    }

    /// Every difference, in words.
    func differences(since before: ChaosLedger) -> [String] {
        let channels = Dictionary(grouping: truth.channels, by: \.wish)
        return truth.cards.flatMap(differences) + doubles(channels)
            + ledger.records.values.sorted { $0.message_id < $1.message_id }.flatMap { record in
                differences(record, channels[record.message_id] ?? [])
            }
            + before.records.keys.filter { ledger.records[$0] == nil }.map { "wish \($0) was known and is forgotten" }
            + channels.keys.filter { ledger.records[$0] == nil && (!hasOlderDatabase || isThere($0)) }
            .map { "a channel is marked for \($0), no known wish" }
    }

    /// Whether a wish's card exists. An older database knows nothing of wishes whose cards were deleted since.
    private func isThere(_ wish: String) -> Bool { truth.cards.contains { "\($0.id)" == wish } }

    private func differences(_ card: ChaosTruth.Card) -> [String] {
        guard let record = ledger.records["\(card.id)"] else { return ["card \(card.id) stands, its wish is missing"] }
        var found: [String] = []
        if record.card_id != card.token { found.append("card \(card.id) is known under another card's id") }
        if !["active", "granted"].contains(record.status) {
            found.append("card \(card.id) stands, its wish is \(record.status)")
        }
        if record.status == "active" {
            if record.votes != card.votes {
                found.append("card \(card.id) has \(card.votes) votes, stored are \(record.votes)")
            }
            if !card.carriesOwnStar { found.append("card \(card.id) lacks the bot's star") }
        }
        if record.type == "channel", record.status != "granted", truth.isOverQuorum(card) {
            found.append("card \(card.id) is over quorum (\(truth.needed)) and has no channel")
        }
        return found
    }

    private func differences(_ record: ChaosLedger.Record, _ channels: [ChaosTruth.MarkedChannel]) -> [String] {
        let wish = record.message_id
        let exists = isThere(wish)
        var found: [String] = []
        if record.status == "granted" {
            if channels.map({ "\($0.id)" }) != [record.made_channel_id] {
                found.append(
                    "wish \(wish) is granted, its channels are \(channels.map(\.id)), known is "
                        + (record.made_channel_id ?? "none"))
            }
            if !channels.allSatisfy(\.isInCategory) { found.append("the channel of \(wish) is in another category") }
            let supporters = everSupporters.first { "\($0.key)" == wish }?.value.count ?? 0
            if supporters < leastNeeded { found.append("wish \(wish) came true with \(supporters) supporters at most") }
        }
        let answers = truth.answered.count { "\($0)" == wish }
        let isUndecided = record.status != "active" || hasOlderDatabase
        let wanted = record.status == "granted" && exists ? 1...1 : isUndecided ? 0...1 : 0...0
        if !wanted.contains(answers) { found.append("wish \(wish) is \(record.status) and has \(answers) answers") }
        if record.status == "active", !channels.isEmpty, !hasOlderDatabase {
            found.append("wish \(wish) is active and has a channel")
        }
        // A lost deletion of a granted wish is not looked for: a sync reads the active ones.
        if !exists, !["deleted", "granted"].contains(record.status) {
            found.append("the card of \(wish) is gone, its wish is \(record.status)")
        }
        return found
    }

    /// Nothing was made twice: no channel, no card.
    private func doubles(_ channels: [String: [ChaosTruth.MarkedChannel]]) -> [String] {
        let texts = Dictionary(grouping: truth.cards, by: \.text)
        return channels.filter { $0.value.count > 1 }.map { "wish \($0.key) has channels \($0.value.map(\.id))" }
            + texts.filter { $0.value.count > 1 }.map { "one command made the cards \($0.value.map(\.id))" }
    }
}
