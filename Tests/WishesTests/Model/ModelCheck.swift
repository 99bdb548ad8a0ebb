import Discord
import Foundation

@testable import Wishes

/// Compares the bot's state with the truth.
struct ModelCheck: Sendable {
    let truth: ModelTruth
    let records: [Snowflake: Wish]
    let histories: [Snowflake: [WishEvent]]
    let unfinished: Int
    /// Whether an older database was restored: a wish whose votes have fallen since may be active although its channel
    /// exists. It never gets a second one.
    let hasOlderDatabase: Bool

    /// Reads the bot's database.
    init(_ truth: ModelTruth, _ store: WishStore, hasOlderDatabase: Bool) async throws {
        (self.truth, self.hasOlderDatabase) = (truth, hasOlderDatabase)
        let all = try await store.wishes(guild: ModelWorld.guild, states: WishState.allCases)
        records = Dictionary(uniqueKeysWithValues: all.map { ($0.messageID, $0) })
        var histories: [Snowflake: [WishEvent]] = [:]
        for wish in all { histories[wish.messageID] = try await store.history(of: wish.id) }
        self.histories = histories
        unfinished = try await store.unfinishedManifestations(guild: ModelWorld.guild).count
    }

    /// Every difference, in words. `bound` gives the most supporters that a wish ever had, and the smallest quorum.
    func differences(wishes: [Snowflake], everSupporters: [Snowflake: Set<Snowflake>], leastNeeded: Int) -> [String] {
        var found = unfinished > 0 ? ["\(unfinished) manifestations are not finished"] : []
        for id in wishes {
            guard let wish = records[id] else {
                found.append("wish \(id) is missing")
                continue
            }
            var words = stateDifferences(wish) + historyDifferences(wish)
            let channels = truth.channels[id]?.count ?? 0
            if channels > 1 { words.append("has \(channels) channels") }
            if channels > 0, (everSupporters[id]?.count ?? 0) < leastNeeded { words.append("never had a quorum") }
            found += words.map { "wish \(id) (\(wish.kind), \(wish.state)) \($0)" }
        }
        return found
    }

    private func stateDifferences(_ wish: Wish) -> [String] {
        let (card, answers) = (truth.cards[wish.messageID], truth.answers[wish.messageID] ?? 0)
        switch wish.state {
        case .active, .planned:
            guard let card else { return ["has no card any more"] }
            return activeDifferences(wish, card)
                + (answers > (hasOlderDatabase ? 1 : 0) ? ["has \(answers) answers"] : [])
        case .granted:
            let wanted = card == nil ? 0...1 : 1...1
            let isKnown =
                histories[wish.messageID]?.last { $0.to == .granted }?.why
                == truth.channels[wish.messageID]?.first.map { "channel \($0)" }
            return lookDifferences(wish, card) + (wanted.contains(answers) ? [] : ["has \(answers) answers"])
                + (isKnown ? [] : ["is not granted with its channel"])
        case .deleted:
            return (card == nil ? [] : ["has a card"]) + (answers > 1 ? ["has \(answers) answers"] : [])
        case .done, .declined, .withdrawn:
            // A wish that is done may have come true before.
            let cameTrue = histories[wish.messageID]?.contains { $0.to == .granted } == true
            let hasChannel = truth.channels[wish.messageID]?.isEmpty == false
            return (hasChannel && !cameTrue && !hasOlderDatabase ? ["has a channel"] : []) + lookDifferences(wish, card)
        case .manifesting, .removed, .expired: return ["is in a state that nothing leads to"]
        }
    }

    /// An older database does not know that its cards show something newer.
    private func lookDifferences(_ wish: Wish, _ card: ModelTruth.Card?) -> [String] {
        guard let card, !hasOlderDatabase, let shown = card.state ?? (wish.state == .active ? nil : .active),
            shown != wish.state
        else { return [] }
        return ["has a card that shows \(shown)"]
    }

    private func activeDifferences(_ wish: Wish, _ card: ModelTruth.Card) -> [String] {
        var found = lookDifferences(wish, card)
        if card.isBinned { found.append("has its author's 🗑️ under it") }
        if wish.votes != card.votes { found.append("has \(card.votes) votes, stored are \(wish.votes)") }
        if wish.isTouched { found.append("is still to be confirmed") }
        if !card.carriesOwnStar { found.append("lacks the bot's star") }
        if wish.kind == .channel, card.supporters >= truth.needed {
            found.append("has \(card.supporters) supporters of \(truth.needed) needed and no channel")
        }
        if truth.channels[wish.messageID]?.isEmpty == false, !hasOlderDatabase { found.append("has a channel") }
        return found
    }

    /// The transitions that the design allows in these runs, stated independently of the store.
    private static let legal: Set<[WishState]> = [
        [.active, .manifesting], [.manifesting, .granted], [.manifesting, .active], [.active, .deleted],
        [.manifesting, .deleted], [.granted, .deleted], [.active, .planned], [.planned, .manifesting],
        [.manifesting, .planned], [.planned, .deleted], [.active, .declined], [.planned, .declined], [.active, .done],
        [.planned, .done], [.granted, .done], [.active, .withdrawn], [.planned, .withdrawn], [.done, .deleted],
        [.declined, .deleted], [.withdrawn, .deleted],
    ]

    private func historyDifferences(_ wish: Wish) -> [String] {
        let history = histories[wish.messageID] ?? []
        guard let first = history.first, first.from == nil, first.to == .active else { return ["has no beginning"] }
        var (state, found) = (WishState.active, [String]())
        for event in history.dropFirst() {
            if event.from != state || !Self.legal.contains([state, event.to]) {
                found.append("went from \(state) (\(event.from.map { "\($0)" } ?? "nothing")) to \(event.to)")
            }
            state = event.to
        }
        return state == wish.state ? found : found + ["should be \(state) by its history"]
    }
}
